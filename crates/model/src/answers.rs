//! To which names a certificate answers.

use crate::Certificate;

impl Certificate {
    /// Whether it covers a host, by its names or its common name.
    pub fn covers(&self, host: &str) -> bool {
        let listed = self.names.value().map(|names| names.entries.as_slice()).unwrap_or_default();
        let names: Vec<String> = listed.iter().map(|name| name.value.clone()).collect();
        let common: Vec<String> = self.common_name().map(str::to_owned).into_iter().collect();
        htd_x509::names_cover(&names, &common, host)
    }

    /// Whether it bears a name that an event tells, `<I>…<S>…` or a host.
    pub fn answers_to(&self, name: &str) -> bool {
        let identifier = || self.tls_certificate_name().is_some_and(|own| same_text(&own, name));
        self.covers(name) || identifier()
    }

    /// Whether it bears a thumbprint.
    pub fn has_thumbprint(&self, thumbprint: &str) -> bool {
        self.thumbprint.value().is_some_and(|own| same_text(thumbprint, own))
    }
}

/// The same but for case and white space, which copying changes.
pub fn same_text(one: &str, other: &str) -> bool {
    htd_x509::fold(one) == htd_x509::fold(other)
}
