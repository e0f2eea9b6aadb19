/** Lets the event loop turn, so that an abort or another request gets its chance; throws when aborted. */
export async function breathe(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise(setImmediate);
  signal?.throwIfAborted();
}
