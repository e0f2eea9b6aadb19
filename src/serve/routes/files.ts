import type { Readable } from "node:stream";
import { Type } from "typebox";
import { type ErrorData, KindredError } from "../../core/errors.ts";
import { importFile, previewFile, type ReadOptions } from "../../ingest/import.ts";
import { tableSpec } from "../../ingest/schema/tables.ts";
import type { Preview } from "../../ingest/stage/request.ts";
import type { App, ServeContext } from "../context.ts";
import { Lang, LangQuery } from "../contract/common.ts";
import { FileImport, FileImported, FilePreview, FileReading, SentFile } from "../contract/files.ts";
import { columnsTold, previewAnswer, unreadAnswer } from "../file-preview.ts";
import { importAnswer } from "../import-answer.ts";
import { wordsOf } from "../language.ts";
import { type Remembered, rememberedReading } from "../queries/remembered.ts";
import { type Upload, Uploads } from "../uploads.ts";

/** The largest file a browser may send. */
const LIMIT_BYTES = 2_000_000_000;

const params = Type.Object({ upload: Type.String({ maxLength: 60 }) });

/** A file of the browser: sent, looked at, and stored when somebody says so. */
export function fileRoutes(app: App, { store, bus, clock, lang }: ServeContext): void {
  const uploads = new Uploads(store.workspace, LIMIT_BYTES);
  app.addHook("onClose", () => uploads.removeAll());
  // Other sites cannot send this type without asking first, and are refused by their Origin.
  app.addContentTypeParser("application/octet-stream", (_request, payload, done) => done(null, payload));

  app.post(
    "/api/v1/files",
    {
      schema: {
        summary: "Send a file (application/octet-stream); nothing of it is stored yet",
        querystring: Type.Object({
          lang: Type.Optional(Lang),
          name: Type.String({ minLength: 1, maxLength: 300, description: "Its name, with its ending" }),
        }),
        response: { 200: SentFile },
      },
    },
    async (request): Promise<SentFile> => {
      const { name } = request.query;
      const { id, bytes } = await uploads.receive(request.body as Readable, name);
      return { upload: id, file: name, bytes };
    },
  );

  app.post(
    "/api/v1/files/:upload/preview",
    {
      schema: {
        summary: "How a sent file would be read, and its first rows",
        params,
        querystring: LangQuery,
        body: FileReading,
        response: { 200: FilePreview },
      },
    },
    async (request): Promise<FilePreview> => {
      const upload = uploads.get(request.params.upload);
      const words = wordsOf(request, lang);
      const { table } = request.body;
      try {
        const [preview, remembered] = await previewLikeBefore(upload, request.body);
        return previewAnswer(upload, preview, remembered, words);
      } catch (error) {
        const told = toldOfFile(error, upload);
        if (isMappable(told)) return unreadAnswer(upload, table, told, request.body.map ?? {}, words);
        throw told;
      }
    },
  );

  app.post(
    "/api/v1/files/:upload/import",
    {
      schema: {
        summary: "Store a sent file",
        params,
        querystring: LangQuery,
        body: FileImport,
        response: { 200: FileImported },
      },
    },
    async (request): Promise<FileImported> => {
      const upload = uploads.get(request.params.upload);
      const words = wordsOf(request, lang);
      const startedAt = clock.now();
      try {
        const report = await importFile(store, upload.path, {
          ...optionsOf(request.body),
          mode: request.body.mode,
          name: upload.name,
          clock,
          tell: words.tell,
          work: {
            onProgress: (step, done, of) => bus.emit("progress", { task: "import", step, done, of }),
          },
        });
        await uploads.remove(upload.id);
        return {
          import: importAnswer(report, report, { startedAt, source: null }, words),
          known: report.known === true,
        };
      } catch (error) {
        throw toldOfFile(error, upload);
      }
    },
  );

  /** As asked; where nothing is said of columns, as a file with the same columns was read before. */
  async function previewLikeBefore(
    upload: Upload,
    asked: FileReading,
  ): Promise<[Preview, FilePreview["remembered"]]> {
    const options = optionsOf(asked);
    const first = await previewFile(store.workspace, upload.path, options).catch((error: unknown) => {
      if (asked.map === undefined && isMappable(error)) return error;
      throw error;
    });
    const failed = first instanceof KindredError;
    if (asked.map !== undefined && !failed) return [first, null];
    const columns = failed ? columnsTold(first) : used(first);
    const before = await rememberedReading(store, asked.table, columns);
    if (failed && !before) throw first;
    if (!failed && (!before || isReadLike(first, before))) return [first, null];
    const { importId, file, startedAt, currency } = before!;
    const map = Object.fromEntries(
      tableSpec(asked.table).fields.map((f) => [f.name, before!.columns[f.name] ?? ""]),
    );
    const again = await previewFile(store.workspace, upload.path, {
      ...options,
      map,
      ...(currency && !options.currency && (failed || !first.currency) ? { currency } : {}),
    });
    return [again, { importId, file, startedAt: startedAt.toISOString() }];
  }
}

const used = ({ mapping, unmapped }: Preview) => [...mapping.map((m) => m.column), ...unmapped];

function isReadLike(preview: Preview, before: Remembered): boolean {
  return (
    (preview.currency ?? before.currency) === preview.currency &&
    preview.mapping.length === Object.keys(before.columns).length &&
    preview.mapping.every((m) => before.columns[m.field] === m.column)
  );
}

/** Errors that another choice of columns or formats may mend. */
const mappable = new Set(["field-unmapped", "no-date-column", "date-unreadable"]);
const isMappable = (error: unknown): error is KindredError =>
  error instanceof KindredError && mappable.has(error.code);

function optionsOf({ table, map, dateFormat, currency, sheet }: FileReading): ReadOptions {
  return {
    table,
    ...(map ? { map } : {}),
    ...(dateFormat ? { dateFormat } : {}),
    ...(currency ? { currency: currency.toUpperCase() } : {}),
    ...(sheet ? { sheet } : {}),
  };
}

/** The same error with the file's own name: where it stands on the server is nobody's business. */
function toldOfFile(error: unknown, { path, name }: Upload): unknown {
  if (!(error instanceof KindredError) || error.data.file !== path) return error;
  return new KindredError(error.code, { ...error.data, file: name } as ErrorData, { cause: error });
}
