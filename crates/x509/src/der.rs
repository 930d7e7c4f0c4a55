/// One element of DER: a tag of one byte, a definite length, the content.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    /// Tag, length and content.
    pub(crate) whole: &'a [u8],
}

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OID: u8 = 0x06;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// The element at the start of the bytes, and the bytes behind it. Tags of several bytes and indefinite
/// lengths are refused: nothing that is read here has them.
pub(crate) fn read(bytes: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7F => (usize::from(first), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7F))?;
            let length = digits.iter().fold(0u32, |length, &digit| length << 8 | u32::from(digit));
            (usize::try_from(length).ok()?, rest)
        }
        _ => return None,
    };
    let (content, after) = rest.split_at_checked(length)?;
    let whole = bytes.get(..bytes.len() - after.len())?;
    (tag & 0x1F != 0x1F).then_some((Element { tag, content, whole }, after))
}

/// The one element that the bytes consist of, where it has the tag; its content.
pub(crate) fn only(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    let (element, rest) = read(bytes)?;
    (element.tag == tag && rest.is_empty()).then_some(element.content)
}

/// The elements that the bytes consist of, one behind the other.
pub(crate) fn list(mut bytes: &[u8]) -> Option<Vec<Element<'_>>> {
    let mut elements = Vec::new();
    while !bytes.is_empty() {
        let (element, rest) = read(bytes)?;
        elements.push(element);
        bytes = rest;
    }
    Some(elements)
}

/// Elements that stand one behind the other, to be taken one by one.
pub(crate) struct Elements<'a>(pub(crate) &'a [u8]);

impl<'a> Elements<'a> {
    /// The next element, where it has the tag.
    pub(crate) fn next(&mut self, tag: u8) -> Option<Element<'a>> {
        let (element, rest) = read(self.0)?;
        if element.tag != tag {
            return None;
        }
        self.0 = rest;
        Some(element)
    }
}

/// The content of an object identifier in dots; `None` where it is damaged or has an arc past 64 bits,
/// which no attribute or algorithm in use has.
pub(crate) fn dotted(oid: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut arc = 0u64;
    let mut inside = false;
    for &byte in oid {
        if !inside && byte == 0x80 || arc >> 57 != 0 {
            return None;
        }
        arc = arc << 7 | u64::from(byte & 0x7F);
        inside = byte & 0x80 != 0;
        if inside {
            continue;
        }
        if text.is_empty() {
            // The first two arcs share a number; the first is 0, 1 or 2, and only under 2 can the second
            // pass 39.
            let first = (arc / 40).min(2);
            text.push_str(&first.to_string());
            arc -= first * 40;
        }
        text.push('.');
        text.push_str(&arc.to_string());
        arc = 0;
    }
    (!inside && !text.is_empty()).then_some(text)
}

/// Upper-case hexadecimal without separators.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(if value < 10 { b'0' + value } else { b'A' - 10 + value });
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lengths_of_every_form() {
        assert_eq!(read(&[4, 1, 9, 7]).map(|(e, rest)| (e.content, rest)), Some((&[9][..], &[7][..])));
        assert_eq!(only(&[4, 0x81, 1, 9], 4), Some(&[9][..]));
        assert_eq!(only(&[4, 0x84, 0, 0, 0, 1, 9], 4), Some(&[9][..]));
        for damaged in [
            &[][..],
            &[4],
            &[4, 1],
            &[4, 0x80, 0, 0],
            &[4, 0x82, 1],
            &[4, 0x84, 255, 255, 255, 255, 1],
            &[0x1F, 1, 1],
        ] {
            assert!(read(damaged).is_none(), "{damaged:?}");
        }
        assert_eq!(list(&[4, 1, 9, 2, 0]).map(|elements| elements.len()), Some(2));
        assert!(list(&[4, 1, 9, 2]).is_none());
    }

    #[test]
    fn prints_object_identifiers() {
        assert_eq!(dotted(&[0x55, 4, 3]).as_deref(), Some("2.5.4.3"));
        assert_eq!(dotted(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D]).as_deref(), Some("1.2.840.113549"));
        assert_eq!(dotted(&[0]).as_deref(), Some("0.0"));
        assert_eq!(dotted(&[0x88, 0x37, 1]).as_deref(), Some("2.999.1"));
        assert_eq!(dotted(&[]), None);
        assert_eq!(dotted(&[0x55, 0x84]), None, "cut inside an arc");
        assert_eq!(dotted(&[0x55, 0x80, 1]), None, "an arc with a leading zero");
        assert_eq!(dotted(&[0xFF; 40]), None, "an arc past 64 bits");
    }
}
