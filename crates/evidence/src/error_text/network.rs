//! Who is at the other end of a session.

/// Address ranges of Exchange Online, as Microsoft publishes them for SMTP: first address and length of the
/// common part.
const EXCHANGE_ONLINE: [([u8; 4], u32); 4] =
    [([40, 92, 0, 0], 15), ([40, 107, 0, 0], 16), ([52, 100, 0, 0], 14), ([104, 47, 0, 0], 17)];

/// The IPv6 ones.
const EXCHANGE_ONLINE_V6: [&str; 2] = ["2a01:111:f400:", "2a01:111:f403:"];

/// Whether an end's address, `104.47.58.43:57811`, is one of Exchange Online.
pub(crate) fn is_exchange_online(end: &str) -> bool {
    if let Some(address) = v4(end) {
        let bits = u32::from_be_bytes(address);
        return EXCHANGE_ONLINE.iter().any(|&(network, length)| {
            let shift = 32 - length;
            bits >> shift == u32::from_be_bytes(network) >> shift
        });
    }
    let inside = end.trim_start_matches('[');
    EXCHANGE_ONLINE_V6
        .iter()
        .any(|network| inside.get(..network.len()).is_some_and(|start| start.eq_ignore_ascii_case(network)))
}

/// Whether an end is of the own network.
pub(crate) fn is_private(end: &str) -> bool {
    match v4(end) {
        Some([10 | 127, ..] | [192, 168, ..] | [169, 254, ..] | [172, 16..=31, ..]) => true,
        Some(_) => false,
        None => {
            let start = end.trim_start_matches('[').get(..2).unwrap_or("").to_ascii_lowercase();
            matches!(start.as_str(), "fe" | "fd" | "fc" | "::")
        }
    }
}

/// Whether a name that a client greets with is one of Exchange Online.
pub(crate) fn is_name_of_exchange_online(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    [".protection.outlook.com", ".protection.office365.us", ".protection.partner.outlook.cn"]
        .iter()
        .any(|suffix| name.ends_with(suffix))
}

/// The port of an end.
pub(crate) fn port(end: &str) -> Option<u16> {
    end.rsplit_once(':')?.1.trim().parse().ok()
}

fn v4(end: &str) -> Option<[u8; 4]> {
    let host = end.rsplit_once(':').map_or(end, |(host, _)| host);
    let mut address = [0; 4];
    let mut parts = host.trim().split('.');
    for part in &mut address {
        *part = parts.next()?.parse().ok()?;
    }
    parts.next().is_none().then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_told_by_their_addresses() {
        for end in ["104.47.58.43:57811", "52.103.9.9:25", "[2A01:111:f400:7e1b::202]:25"] {
            assert!(is_exchange_online(end) && !is_private(end), "{end}");
        }
        for end in ["104.47.128.1:25", "203.0.113.7:25", "", "x", "40.92.1", "[2001:db8::1]:25"] {
            assert!(!is_exchange_online(end) && !is_private(end), "{end}");
        }
        for end in ["10.0.0.1:25", "172.31.4.4:2525", "192.168.1.1", "[::1]:25", "[fe80::1]:25"] {
            assert!(is_private(end), "{end}");
        }
        assert_eq!((port("[::]:25"), port("192.0.2.1:2525"), port("x")), (Some(25), Some(2525), None));
    }
}
