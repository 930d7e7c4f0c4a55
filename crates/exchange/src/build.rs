use std::fmt;

/// The four numbers of `Version 15.0 (Build 1076.9)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// 15
    pub major: u32,
    /// 0
    pub minor: u32,
    /// 1076
    pub build: u32,
    /// 9
    pub revision: u32,
}

/// A product, as its versions tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is named as Microsoft names it")]
pub enum Product {
    Exchange2010,
    Exchange2013,
    Exchange2016,
    Exchange2019,
    SubscriptionEdition,
}

impl Version {
    /// Cumulative Update 9 of Exchange 2013, the first whose Hybrid Configuration Wizard names the domain
    /// of Exchange Online instead of its certificate.
    pub const EXCHANGE_2013_CU9: Self = Self { major: 15, minor: 0, build: 1104, revision: 5 };

    /// The first one of Exchange Server Subscription Edition, which counts on where Exchange 2019 ended.
    pub const SUBSCRIPTION_EDITION: Self = Self { major: 15, minor: 2, build: 2562, revision: 17 };

    /// Reads `Version 15.0 (Build 1076.9)` and `15.0.1076.9`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
            .map(|digits| digits.parse::<u32>().ok());
        let mut number = || numbers.next().flatten();
        Some(Self { major: number()?, minor: number()?, build: number()?, revision: number()? })
    }

    /// The product; none for those before Exchange 2010 and for what is not known yet.
    pub fn product(self) -> Option<Product> {
        match (self.major, self.minor) {
            (14, _) => Some(Product::Exchange2010),
            (15, 0) => Some(Product::Exchange2013),
            (15, 1) => Some(Product::Exchange2016),
            (15, 2) if self >= Self::SUBSCRIPTION_EDITION => Some(Product::SubscriptionEdition),
            (15, 2) => Some(Product::Exchange2019),
            _ => None,
        }
    }

    /// Whether it is Exchange 2013.
    pub fn is_exchange_2013(self) -> bool {
        self.product() == Some(Product::Exchange2013)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.major, self.minor, self.build, self.revision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_in_both_notations_and_tells_its_product() {
        for (text, printed, product) in [
            ("Version 14.3 (Build 513.0)", "14.3.513.0", Some(Product::Exchange2010)),
            ("Version 15.0 (Build 1076.9)", "15.0.1076.9", Some(Product::Exchange2013)),
            ("15.1.2507.6", "15.1.2507.6", Some(Product::Exchange2016)),
            ("Version 15.2 (Build 1544.4)", "15.2.1544.4", Some(Product::Exchange2019)),
            ("Version 15.2 (Build 2562.17)", "15.2.2562.17", Some(Product::SubscriptionEdition)),
            ("Version 8.3 (Build 83.6)", "8.3.83.6", None),
        ] {
            let version = Version::parse(text).unwrap();
            assert_eq!((version.to_string().as_str(), version.product()), (printed, product));
        }
        for text in ["", "Version 15.0", "Version 15.0 (Bu", "99999999999.0.0.0"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
        assert!(Version::parse("15.0.1076.9").unwrap() < Version::EXCHANGE_2013_CU9);
    }
}
