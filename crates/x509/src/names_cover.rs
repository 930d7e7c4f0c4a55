/// Whether a certificate with these names covers a host. A wildcard stands for exactly one label: not for the
/// domain itself and not for two labels. A host that is itself a wildcard is covered by the same wildcard
/// only.
pub fn names_cover(dns_names: &[String], common_names: &[String], host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    !host.is_empty() && dns_names.iter().chain(common_names).any(|name| covers(name, host))
}

fn covers(name: &str, host: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    if name.eq_ignore_ascii_case(host) {
        return true;
    }
    match (name.strip_prefix("*."), host.split_once('.')) {
        (Some(domain), Some((label, rest))) => {
            !label.is_empty() && label != "*" && !is_address(host) && domain.eq_ignore_ascii_case(rest)
        }
        _ => false,
    }
}

/// An IP address has dots but no labels that a wildcard could stand for.
fn is_address(host: &str) -> bool {
    host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_wildcard_stands_for_one_label() {
        let wildcard = names(&["*.contoso.com"]);
        for (host, covered) in [
            ("mail.contoso.com", true),
            ("MAIL.Contoso.COM", true),
            ("mail.contoso.com.", true),
            ("*.contoso.com", true),
            ("contoso.com", false),
            (".contoso.com", false),
            ("a.mail.contoso.com", false),
            ("mail.fabrikam.com", false),
            ("mailcontoso.com", false),
            ("", false),
        ] {
            assert_eq!(names_cover(&wildcard, &[], host), covered, "{host}");
        }
        assert!(!names_cover(&names(&["mail.contoso.com"]), &[], "*.contoso.com"));
        assert!(!names_cover(&names(&["*.*.contoso.com"]), &[], "*.mail.contoso.com"));
        assert!(!names_cover(&names(&["*.0.2.1"]), &[], "192.0.2.1"));
        assert!(!names_cover(&names(&["m*.contoso.com"]), &[], "mail.contoso.com"));
    }

    #[test]
    fn dns_names_and_common_names_count() {
        assert!(names_cover(&names(&["a.contoso.com"]), &names(&["b.contoso.com"]), "b.contoso.com"));
        assert!(names_cover(&names(&["a.contoso.com"]), &names(&["b.contoso.com"]), "a.contoso.com"));
        assert!(!names_cover(&[], &[], "a.contoso.com"));
    }
}
