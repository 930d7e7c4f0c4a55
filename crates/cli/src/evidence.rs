use hybrid_tls_doctor::Reader;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How many bytes are read at a time.
const PIECE: usize = 1 << 20;

/// The path that stands for standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// The files that paths stand for: folders with everything below them, in the order of their names. What
/// cannot be listed is given to `complain`, with the reason.
pub(crate) fn files(paths: &[PathBuf], mut complain: impl FnMut(&Path, io::Error)) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        // A stack, not recursion: how deep folders go is not this program's choice.
        let mut open = vec![(path.clone(), true)];
        while let Some((path, given)) = open.pop() {
            if given && path.as_os_str() == STANDARD_INPUT {
                files.push(path);
                continue;
            }
            // Below a given folder a link to a folder is not followed, as it can lead back.
            let metadata = if given { fs::metadata(&path) } else { fs::symlink_metadata(&path) };
            let linked = || fs::metadata(&path).is_ok_and(|target| target.is_file());
            match metadata {
                Ok(metadata) if metadata.is_dir() => match children(&path) {
                    Ok(children) => open.extend(children.into_iter().rev().map(|child| (child, false))),
                    Err(error) => complain(&path, error),
                },
                // A pipe or a device is read where it was named, never because it lies in a folder.
                Ok(metadata) if given || metadata.is_file() || (metadata.is_symlink() && linked()) => {
                    files.push(path);
                }
                Ok(_) => {}
                Err(error) => complain(&path, error),
            }
        }
    }
    files
}

fn children(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut children: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    children.sort();
    Ok(children)
}

/// Reads a file or standard input in pieces, as long as more of it is wanted. `progress` is told how many bytes
/// have come in, and of how many, where that is known.
pub(crate) fn read(
    path: &Path,
    evidence: &mut Reader,
    progress: &mut dyn FnMut(u64, Option<u64>),
) -> io::Result<()> {
    let (mut input, total): (Box<dyn Read>, _) = if path.as_os_str() == STANDARD_INPUT {
        (Box::new(io::stdin().lock()), None)
    } else {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        (Box::new(file), metadata.is_file().then_some(metadata.len()))
    };
    let mut piece = vec![0; PIECE];
    let mut done = 0;
    while evidence.wants_more() {
        let length = match input.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        evidence.push(piece.get(..length).unwrap_or(&piece));
        done += length as u64;
        progress(done, total);
    }
    Ok(())
}

/// The name that a source has in the report, alike on every system.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT {
        return "stdin".to_owned();
    }
    let name = path.to_string_lossy();
    if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() }
}
