use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The networks that Exchange Online sends from worldwide, as Microsoft publishes them for SMTP: first address and
/// length of the common part. The other clouds are known by the names that they greet with.
const NETWORKS: [(Ipv4Addr, u32); 4] = [
    (Ipv4Addr::new(40, 92, 0, 0), 15),
    (Ipv4Addr::new(40, 107, 0, 0), 16),
    (Ipv4Addr::new(52, 100, 0, 0), 14),
    (Ipv4Addr::new(104, 47, 0, 0), 17),
];

/// The IPv6 ones.
const NETWORKS_V6: [(Ipv6Addr, u32); 2] = [
    (Ipv6Addr::new(0x2a01, 0x111, 0xf400, 0, 0, 0, 0, 0), 48),
    (Ipv6Addr::new(0x2a01, 0x111, 0xf403, 0, 0, 0, 0, 0), 48),
];

/// Whether an address is one that Exchange Online sends from or takes mail at.
pub fn is_exchange_online(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => NETWORKS.iter().any(|&(network, length)| {
            let shift = Ipv4Addr::BITS - length;
            address.to_bits() >> shift == network.to_bits() >> shift
        }),
        IpAddr::V6(address) => NETWORKS_V6.iter().any(|&(network, length)| {
            let shift = Ipv6Addr::BITS - length;
            address.to_bits() >> shift == network.to_bits() >> shift
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_exchange_online_are_known() {
        let ask = |text: &str| is_exchange_online(text.parse().unwrap());
        for text in [
            "40.92.0.1",
            "40.93.255.255",
            "40.107.9.9",
            "52.103.9.9",
            "104.47.58.43",
            "2a01:111:f400:7e1b::202",
            "2A01:111:F403::1",
            "::ffff:104.47.0.1",
        ] {
            assert!(ask(text), "{text}");
        }
        for text in ["40.94.0.1", "104.47.128.1", "203.0.113.7", "10.0.0.1", "2a01:111:f401::1", "::1"] {
            assert!(!ask(text), "{text}");
        }
    }
}
