// The process that reads an API's pages: whatever they hold, the workspace is as before.
import { PageParser, PageShapeError } from "./page.ts";
import type { PageAnswer, PageQuestion } from "./page-reader.ts";

let parser: PageParser | undefined;

process.on("message", (question: PageQuestion) => {
  parser ??= new PageParser(question.shape);
  process.send!(answer(parser, question.file));
});
process.once("disconnect", () => process.exit(0));

function answer(parser: PageParser, file: string): PageAnswer {
  try {
    return { kind: "page", page: parser.read(file) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "broken", detail: error.message.slice(0, 200) };
    const detail =
      error instanceof PageShapeError || error instanceof RangeError ? error.message : String(error);
    return { kind: "unusable", detail: detail.slice(0, 200) };
  }
}
