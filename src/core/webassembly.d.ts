// The part of WebAssembly that Kindred uses; TypeScript declares it only together with the whole browser.
declare namespace WebAssembly {
  type Bytes = ArrayBufferView<ArrayBuffer> | ArrayBuffer;
  class Module {
    constructor(bytes: Bytes);
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
    grow(pages: number): number;
  }
  type ExportedFunction = (...args: (number | bigint)[]) => number;
  class Instance {
    constructor(module: Module, imports?: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
}
