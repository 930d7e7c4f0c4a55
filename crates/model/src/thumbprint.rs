/// The digits of a printed thumbprint, upper case; none where there is no digit.
pub(crate) fn thumbprint(text: &str) -> Option<String> {
    let hex: String = text.chars().filter(|c| c.is_ascii_hexdigit()).collect::<String>().to_ascii_uppercase();
    (!hex.is_empty()).then_some(hex)
}
