/// The texts with a separator between them. The standard library's `join` is compiled anew, with a special case
/// for every length of the separator, for each kind of text.
pub fn join(texts: &[impl AsRef<str>], separator: &str) -> String {
    let mut joined = String::new();
    for (index, text) in texts.iter().enumerate() {
        append(&mut joined, if index == 0 { "" } else { separator }, text.as_ref());
    }
    joined
}

#[inline(never)]
fn append(joined: &mut String, separator: &str, text: &str) {
    joined.push_str(separator);
    joined.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_as_the_standard_library_does() {
        for texts in [&[][..], &["a"], &["", "b"], &["a", "", "c", "ä"]] {
            for separator in ["", ", ", " and "] {
                assert_eq!(join(texts, separator), texts.join(separator));
            }
        }
    }
}
