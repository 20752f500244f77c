const PREFIX = "huntaze:";

/** Where the copy of one person's post is kept: by person, so that nobody sends another's edits. */
export function storeName(userId: string, contentId: string): string {
  return `${PREFIX}${userId}:${contentId}`;
}

/** Removes every copy that this browser keeps for a person. To be called at sign-out. */
export async function forget(userId: string): Promise<void> {
  let databases: IDBDatabaseInfo[];
  try {
    databases = await indexedDB.databases();
  } catch {
    // Storage is refused here (some private windows do): nothing was kept.
    return;
  }
  const own = databases.flatMap(({ name }) => (name?.startsWith(`${PREFIX}${userId}:`) ? [name] : []));
  await Promise.all(own.map(remove));
}

/** Removes one copy. */
export function remove(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    // Blocked: another tab holds it open. It goes when that one closes.
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}
