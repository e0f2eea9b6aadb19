/** By workspace, the load that is under way. */
const turns = new Map<string, Promise<void>>();

/** Loads give new rows the next free key, so in one workspace they run one after the other. */
export async function inTurn<T>(workspace: string, load: () => Promise<T>): Promise<T> {
  const before = turns.get(workspace) ?? Promise.resolve();
  const mine = before.then(load);
  const over = mine.then(
    () => {},
    () => {},
  );
  turns.set(workspace, over);
  try {
    return await mine;
  } finally {
    if (turns.get(workspace) === over) turns.delete(workspace);
  }
}
