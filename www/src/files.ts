// Files from a drop or a picker, folders unfolded.

/** A log is read as it comes in; beyond this size nobody waits for it. */
export const LARGEST_FILE = 16 * 1024 * 1024 * 1024;
/** A folder that holds more than this was hardly meant as evidence. */
const MOST_FILES = 500;

export interface NamedFile {
  name: string;
  file: File;
}

/** The files of a drop. The items must be taken before the first wait: the browser empties them after it. */
export async function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  if (entries.every((entry) => entry === null || entry.isFile)) return plain.map((file) => ({ name: file.name, file }));
  const found: NamedFile[] = [];
  for (const entry of entries) {
    if (entry !== null) await unfold(entry, "", found);
  }
  return found;
}

async function unfold(entry: FileSystemEntry, path: string, found: NamedFile[]): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    );
    if (file !== null) found.push({ name: path + file.name, file });
    return;
  }
  const directory = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives its entries in batches; an empty one is the last.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve) => directory.readEntries(resolve, () => resolve([])));
    if (batch.length === 0) return;
    for (const child of batch) await unfold(child, `${path}${entry.name}/`, found);
  }
}

/** Whether a drag carries files. */
export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
