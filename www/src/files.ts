// Files from a drop or a picker, folders unfolded.

/** A log is read as it comes in; beyond this size nobody waits for it. */
export const LARGEST_FILE = 16 * 1024 * 1024 * 1024;
/** A folder that holds more than this was hardly meant as evidence. */
const MOST_FILES = 500;

export interface NamedFile {
  name: string;
  file: File;
}

export interface Dropped {
  files: NamedFile[];
  /** What was not taken, and why, for the person to read. */
  leftOut: string[];
}

/** The files of a drop. The items must be taken before the first wait: the browser empties them after it. */
export async function droppedFiles(transfer: DataTransfer): Promise<Dropped> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  const dropped: Dropped = { files: [], leftOut: [] };
  if (entries.every((entry) => entry === null || entry.isFile)) {
    dropped.files = plain.map((file) => ({ name: file.name, file }));
    return dropped;
  }
  for (const entry of entries) {
    if (entry === null || (await unfold(entry, "", dropped))) continue;
    dropped.leftOut.push(`Only the first ${MOST_FILES} files were taken. Drop the folders that matter: connectors, certificates, protocol logs.`);
    break;
  }
  return dropped;
}

/** Adds what an entry holds; `false` where there is more of it than is taken. */
async function unfold(entry: FileSystemEntry, path: string, dropped: Dropped): Promise<boolean> {
  const name = path + entry.name;
  const unreadable = (): void => void dropped.leftOut.push(`${name} could not be read by the browser and was left out.`);
  if (entry.isFile) {
    if (dropped.files.length >= MOST_FILES) return false;
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    );
    if (file === null) unreadable();
    else dropped.files.push({ name, file });
    return true;
  }
  const directory = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives its entries in batches; an empty one is the last.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[] | null>((resolve) =>
      directory.readEntries(resolve, () => resolve(null)),
    );
    if (batch === null) unreadable();
    if (batch === null || batch.length === 0) return true;
    for (const child of batch) {
      if (!(await unfold(child, `${name}/`, dropped))) return false;
    }
  }
}

/** Whether a drag carries files. */
export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
