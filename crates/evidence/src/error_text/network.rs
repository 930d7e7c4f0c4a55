//! Who is at the other end of a session.

use core::net::{IpAddr, SocketAddr};

/// Whether an end's address, `104.47.58.43:57811`, is one of Exchange Online.
pub(crate) fn is_exchange_online(end: &str) -> bool {
    address(end).is_some_and(htd_exchange::is_exchange_online)
}

/// Whether an end is of the own network.
pub(crate) fn is_private(end: &str) -> bool {
    match address(end) {
        Some(IpAddr::V4(address)) => address.is_private() || address.is_loopback() || address.is_link_local(),
        Some(IpAddr::V6(address)) => {
            address.is_loopback()
                || address.is_unspecified()
                || address.is_unicast_link_local()
                || address.is_unique_local()
        }
        None => false,
    }
}

/// The port of an end.
pub(crate) fn port(end: &str) -> Option<u16> {
    end.rsplit_once(':')?.1.trim().parse().ok()
}

/// The address of an end, with or without its port.
fn address(end: &str) -> Option<IpAddr> {
    let end = end.trim();
    let alone = || end.trim_start_matches('[').trim_end_matches(']').parse();
    let address = end.parse::<SocketAddr>().map(|end| end.ip()).or_else(|_| alone()).ok()?;
    Some(address.to_canonical())
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
