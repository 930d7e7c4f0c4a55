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

/**
 * What a browser gives for a dropped folder: a handle, or an entry where it knows no handles. Chromium lists no entries
 * for a page from disk, and handles always.
 */
type Node = FileSystemHandle | FileSystemEntry;

/**
 * The files of a drop, those of a folder by name. What an item gives must be asked for before the first wait: it is
 * emptied after that.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Dropped> {
  const given = [...transfer.items].map((item) => {
    const entry = item.webkitGetAsEntry?.() ?? null;
    return entry?.isDirectory === true ? { entry, handle: handleOf(item) } : item.getAsFile();
  });
  const dropped: Dropped = { files: [], leftOut: [] };
  for (const one of given) {
    if (one === null) continue;
    if (one instanceof File) {
      dropped.files.push({ name: one.name, file: one });
      continue;
    }
    const first = dropped.files.length;
    const whole = await unfold((await one.handle) ?? one.entry, "", dropped);
    dropped.files.push(...dropped.files.splice(first).sort((a, b) => (a.name < b.name ? -1 : 1)));
    if (!whole) {
      dropped.leftOut.push(
        `Only the first ${MOST_FILES} files were taken. Drop the folders that matter: connectors, certificates, protocol logs.`,
      );
      break;
    }
  }
  if (dropped.files.length + dropped.leftOut.length === 0)
    dropped.leftOut.push("There is no file in what was dropped.");
  return dropped;
}

function handleOf(item: DataTransferItem): Promise<FileSystemHandle | null> | null {
  const { getAsFileSystemHandle } = item as { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };
  return getAsFileSystemHandle?.call(item).catch(() => null) ?? null;
}

/** Adds the files that a node holds; `false` where there are more than are taken. */
async function unfold(node: Node, path: string, dropped: Dropped): Promise<boolean> {
  const name = path + node.name;
  try {
    if ("kind" in node ? node.kind === "file" : node.isFile) {
      if (dropped.files.length >= MOST_FILES) return false;
      dropped.files.push({ name, file: await fileOf(node) });
      return true;
    }
    for await (const child of children(node)) {
      if (!(await unfold(child, `${name}/`, dropped))) return false;
    }
  } catch {
    dropped.leftOut.push(`${name} could not be read by the browser and was left out.`);
  }
  return true;
}

function fileOf(node: Node): Promise<File> {
  if ("kind" in node) return (node as FileSystemFileHandle).getFile();
  return new Promise((resolve, reject) => (node as FileSystemFileEntry).file(resolve, reject));
}

async function* children(node: Node): AsyncGenerator<Node> {
  if ("kind" in node) {
    yield* (node as FileSystemDirectoryHandle).values();
    return;
  }
  const directory = (node as FileSystemDirectoryEntry).createReader();
  // A reader gives its entries in batches; an empty one is the last.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => directory.readEntries(resolve, reject));
    if (batch.length === 0) return;
    yield* batch;
  }
}

/** Whether a drag carries files. */
export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
