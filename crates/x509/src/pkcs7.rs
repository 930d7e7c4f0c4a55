//! The certificates of a PKCS #7 message, the form of `.p7b` files. Windows writes them in DER; other programs
//! also in BER, whose elements may end with a mark instead of telling their length.

use crate::der::{self, Element};

/// The certificates of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle<'a> {
    /// Each in DER, in the order in which they stand there.
    pub certificates: Vec<&'a [u8]>,
    /// Whether there are more than are read, or what follows them is damaged.
    pub more: bool,
}

/// How many certificates of one message are read. A store of roots has some hundred.
const MOST_CERTIFICATES: usize = 512;

/// How many elements without a length may stand in each other. A signed message has half a dozen.
const MOST_OPEN: usize = 32;

/// 1.2.840.113549.1.7.2
const SIGNED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2];

/// `[0]`: the content of the message, and the certificates in it.
const FIRST: u8 = 0xA0;

/// The certificates of a signed message; `None` where the bytes are none.
pub fn certificates(bytes: &[u8]) -> Option<Bundle<'_>> {
    let (message, _) = read(bytes)?;
    let (kind, content) = read(of(message, der::SEQUENCE)?)?;
    if of(kind, der::OID)? != SIGNED_DATA {
        return None;
    }
    let (signed, _) = read(of(read(content)?.0, FIRST)?)?;
    let (version, rest) = read(of(signed, der::SEQUENCE)?)?;
    let (algorithms, rest) = read(rest)?;
    let (content, rest) = read(rest)?;
    if (version.tag, algorithms.tag, content.tag) != (der::INTEGER, der::SET, der::SEQUENCE) {
        return None;
    }
    let mut bundle = Bundle { certificates: Vec::new(), more: false };
    let mut rest = match read(rest) {
        Some((set, _)) if set.tag == FIRST => set.content,
        _ => return Some(bundle),
    };
    while !rest.is_empty() {
        let next = read(rest).filter(|_| bundle.certificates.len() < MOST_CERTIFICATES);
        let Some((element, behind)) = next else {
            bundle.more = true;
            break;
        };
        // Attribute certificates stand there too, under other tags.
        if element.tag == der::SEQUENCE {
            bundle.certificates.push(element.whole);
        }
        rest = behind;
    }
    Some(bundle)
}

fn of(element: Element<'_>, tag: u8) -> Option<&[u8]> {
    (element.tag == tag).then_some(element.content)
}

/// The element at the start of the bytes, of whatever length, and the bytes behind it.
fn read(bytes: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let [tag, 0x80, rest @ ..] = bytes else { return der::read(bytes) };
    let length = length_to_mark(rest).filter(|_| is_constructed(*tag))?;
    let (whole, behind) = bytes.split_at_checked(length + 4)?;
    Some((Element { tag: *tag, content: rest.get(..length)?, whole }, behind))
}

/// How many bytes stand before the mark that ends an element. It looks at every byte once at most.
fn length_to_mark(content: &[u8]) -> Option<usize> {
    let mut rest = content;
    let mut open = 1;
    loop {
        rest = match rest {
            [0, 0, behind @ ..] => {
                open -= 1;
                if open == 0 {
                    return Some(content.len() - rest.len());
                }
                behind
            }
            [tag, 0x80, behind @ ..] if is_constructed(*tag) => {
                open += 1;
                if open > MOST_OPEN {
                    return None;
                }
                behind
            }
            _ => der::read(rest)?.1,
        };
    }
}

fn is_constructed(tag: u8) -> bool {
    tag & 0x20 != 0 && tag & 0x1F != 0x1F
}
