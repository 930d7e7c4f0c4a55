//! Serves `dist/` on a loopback port, with the headers that `_headers` asks of a host.

use crate::build;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Ports that are tried in turn.
const PORTS: std::ops::Range<u16> = 8080..8100;

/// No request of a browser has a longer head.
const MAX_HEAD: u64 = 64 * 1024;

pub(crate) fn run(project: &Project, port: Option<u16>) -> Result<()> {
    let site = Arc::new(Site::open(build::run_over_budget(project)?.dist)?);
    let listener = listen(port)?;
    println!("\nhttp://{}/\n\nCtrl+C stops it.", listener.local_addr()?);
    for stream in listener.incoming() {
        let site = Arc::clone(&site);
        // One that goes away in the middle is no news.
        std::thread::spawn(move || stream.map(|stream| site.answer(stream)));
    }
    Ok(())
}

fn listen(port: Option<u16>) -> Result<TcpListener> {
    if let Some(port) = port {
        return TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| format!("port {port}"));
    }
    let mut free = PORTS.filter_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok());
    free.next()
        .with_context(|| format!("all ports from {} to {} are taken; see --port", PORTS.start, PORTS.end - 1))
}

/// A folder and the headers of its files.
struct Site {
    folder: PathBuf,
    headers: Headers,
}

/// `_headers`: a path, then its headers, indented. `*` at the end of a path stands for anything.
struct Headers(Vec<(String, Vec<String>)>);

struct Response {
    status: &'static str,
    kind: &'static str,
    body: Vec<u8>,
}

impl Site {
    fn open(folder: PathBuf) -> Result<Self> {
        let headers = Headers::parse(&fs::read_to_string(folder.join("_headers"))?)?;
        Ok(Self { folder, headers })
    }

    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut head = BufReader::new(stream.try_clone()?.take(MAX_HEAD));
        let mut request = String::new();
        head.read_line(&mut request)?;
        // The rest of the head says nothing that matters here, but has to be read before the answer.
        let mut line = String::new();
        while head.read_line(&mut line)? > 2 {
            line.clear();
        }
        let mut words = request.split_ascii_whitespace();
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let path = target.split(['?', '#']).next().unwrap_or("");
        let response = match method {
            "GET" | "HEAD" => self.find(path),
            _ => Response::error("405 Method Not Allowed"),
        };
        write!(stream, "HTTP/1.1 {}\r\nContent-Type: {}\r\n", response.status, response.kind)?;
        write!(stream, "Content-Length: {}\r\nConnection: close\r\n", response.body.len())?;
        for header in self.headers.of(path) {
            write!(stream, "{header}\r\n")?;
        }
        stream.write_all(b"Cache-Control: no-store\r\n\r\n")?;
        if method == "GET" {
            stream.write_all(&response.body)?;
        }
        stream.flush()
    }

    fn find(&self, path: &str) -> Response {
        let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let relative = Path::new(path.trim_start_matches('/'));
        // The files here have plain names: whatever else a path holds leads out of the folder.
        let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
        match fs::read(self.folder.join(relative)) {
            Ok(body) if plain => Response { status: "200 OK", kind: kind(relative), body },
            _ => Response::error("404 Not Found"),
        }
    }
}

impl Response {
    fn error(status: &'static str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", body: status.into() }
    }
}

impl Headers {
    fn parse(text: &str) -> Result<Self> {
        let mut paths: Vec<(String, Vec<String>)> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            if line.starts_with('/') {
                paths.push((line.trim().to_owned(), Vec::new()));
                continue;
            }
            match paths.last_mut() {
                Some((_, headers)) if line.starts_with(' ') => headers.push(line.trim().to_owned()),
                _ => bail!("_headers: `{line}` is neither a path nor a header of one"),
            }
        }
        Ok(Self(paths))
    }

    fn of(&self, path: &str) -> impl Iterator<Item = &str> {
        let fits = move |pattern: &str| match pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == pattern,
        };
        let paths = self.0.iter().filter(move |(pattern, _)| fits(pattern));
        paths.flat_map(|(_, headers)| headers.iter().map(String::as_str))
    }
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn ask(request: &str) -> String {
        // The tests run side by side: each question has a folder of its own.
        static QUESTIONS: AtomicU32 = AtomicU32::new(0);
        let question = QUESTIONS.fetch_add(1, Ordering::Relaxed);
        let name = format!("htd-serve-{}-{question}", std::process::id());
        let folder = std::env::temp_dir().join(name).join("dist");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("_headers"), "/*\n  X-All: 1\n\n/a.html\n  X-One: 1\n").unwrap();
        fs::write(folder.join("a.html"), "page").unwrap();
        fs::write(folder.join("index.html"), "start").unwrap();
        fs::write(folder.join("../secret"), "secret").unwrap();
        let site = Site::open(folder).unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        client.write_all(request.as_bytes()).unwrap();
        site.answer(listener.accept().unwrap().0).unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn serves_files_with_their_headers() {
        let answer = ask("GET /a.html?x HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html"), "{answer}");
        assert!(answer.contains("\r\nX-All: 1\r\n") && answer.contains("\r\nX-One: 1\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\npage"), "{answer}");
        let answer = ask("GET / HTTP/1.1\r\n\r\n");
        assert!(!answer.contains("X-One") && answer.ends_with("\r\n\r\nstart"), "{answer}");
        assert!(ask("HEAD / HTTP/1.1\r\n\r\n").ends_with("\r\n\r\n"));
    }

    #[test]
    fn serves_nothing_else() {
        for path in ["/../secret", "//../secret", "/./../secret", "/%2e%2e/secret", "/none", ""] {
            let answer = ask(&format!("GET {path} HTTP/1.1\r\n\r\n"));
            assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        }
        assert!(ask("POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
    }
}
