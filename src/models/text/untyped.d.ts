declare module "snowball-stemmers" {
  export function newStemmer(algorithm: string): { stem(word: string): string };
}

declare module "@node-rs/jieba/dict" {
  export const dict: Uint8Array;
}
