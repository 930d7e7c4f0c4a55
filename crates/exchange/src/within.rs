/// Whether a name is a domain or stands under it, in whatever case, with or without the dot of the root.
pub(crate) fn is_within(name: &str, domain: &str) -> bool {
    let name = name.trim().trim_end_matches('.').as_bytes();
    let Some((before, end)) = name.len().checked_sub(domain.len()).and_then(|at| name.split_at_checked(at))
    else {
        return false;
    };
    end.eq_ignore_ascii_case(domain.as_bytes()) && matches!(before, [] | [.., b'.'])
}
