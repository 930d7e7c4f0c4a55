//! Input that nobody means well with.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Pieces that mean something to a reader, a terminal, a browser or a shell.
pub const PIECES: &[&str] = &[
    "\0",
    "\u{1B}[31m",
    "\u{1B}]0;title\u{7}",
    "\u{202E}",
    "\u{2028}",
    "\r",
    "\n\n\n",
    "`",
    "```",
    "\n```\n<script>alert(1)</script>\n```\n",
    "~~~~",
    "<img src=x onerror=alert(1)>",
    "</code></pre><script>",
    "[click](javascript:alert(1))",
    "![x](https://fabrikam.example/x.png)",
    "<!--",
    "<![CDATA[",
    "'; Remove-Item C:\\ -Recurse; '",
    "\u{2019}; calc; \u{2018}",
    "$(calc)",
    "\"",
    "{",
    "}",
    "{,,,,}",
    "...",
    "\u{2026}",
    " : ",
    "<I>",
    "<S>",
    "</S>",
    "<I><S>",
    "&lt;",
    "&lt;script&gt;",
    "-----BEGIN CERTIFICATE-----\n",
    "-----END CERTIFICATE-----\n",
    "Event ID:      12014\n",
    "TlsCertificateName : ",
    "TlsDomainCapabilities : {",
    "250-STARTTLS\n",
    "250 ",
    "454 4.7.5",
    "LED=",
    "MSIT Machine Auth CA 2",
    "Version 15.0 (Build 99999999999999999999.1)",
    "99/99/9999 99:99:99 PM",
    "\u{FEFF}",
    "\u{FFFD}",
    "\u{1F512}",
];

/// Such pieces one after the other.
pub fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// What is done to bytes at one place.
#[derive(Debug, Clone)]
pub enum Damage {
    /// One is another.
    Change(Index, u8),
    /// So many are lost.
    Drop(Index, usize),
    /// So many stand there twice.
    Double(Index, usize),
    /// Something stands between them that does not belong there.
    Insert(Index, &'static str),
}

/// Some damage, not so much that nothing is left.
pub fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let place = any::<Index>;
    let one = prop_oneof![
        1 => (place(), any::<u8>()).prop_map(|(at, byte)| Damage::Change(at, byte)),
        1 => (place(), 0..40usize).prop_map(|(at, count)| Damage::Drop(at, count)),
        1 => (place(), 0..200usize).prop_map(|(at, count)| Damage::Double(at, count)),
        2 => (place(), select(PIECES)).prop_map(|(at, piece)| Damage::Insert(at, piece)),
    ];
    prop::collection::vec(one, 1..=6)
}

/// The bytes with the damage done.
pub fn damaged(bytes: &[u8], damage: &[Damage]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for one in damage {
        let length = out.len();
        let stretch = |at: &Index, count: usize| {
            let at = at.index(length + 1);
            at..(at + count).min(length)
        };
        match one {
            Damage::Change(at, byte) => {
                if let Some(changed) = out.get_mut(at.index(length + 1)) {
                    *changed = *byte;
                }
            }
            Damage::Drop(at, count) => drop(out.drain(stretch(at, *count))),
            Damage::Double(at, count) => {
                let stretch = stretch(at, *count);
                let copy = out[stretch.clone()].to_vec();
                out.splice(stretch.start..stretch.start, copy);
            }
            Damage::Insert(at, piece) => {
                let at = at.index(length + 1);
                out.splice(at..at, piece.bytes());
            }
        }
    }
    out
}
