//! Input that nobody means well with, made without chance: the same on every run.

/// A generator of numbers that looks random and is not (xorshift).
#[derive(Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// Numbers that follow from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below a limit; 0 where the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if limit == 0 { 0 } else { (self.0 % limit as u64) as usize }
    }

    /// Bytes of a length.
    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.below(256) as u8).collect()
    }
}

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

/// The bytes with some of them changed, dropped or doubled, and pieces thrown in.
pub fn mutated(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(out.len() + 1);
        match numbers.below(5) {
            0 if at < out.len() => out[at] = numbers.below(256) as u8,
            1 => {
                let end = (at + numbers.below(40)).min(out.len());
                out.drain(at..end);
            }
            2 => {
                let end = (at + numbers.below(200)).min(out.len());
                let copy = out[at..end].to_vec();
                out.splice(at..at, copy);
            }
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())];
                out.splice(at..at, piece.bytes());
            }
        }
    }
    out
}
