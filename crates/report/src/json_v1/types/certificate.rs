use serde::Serialize;

/// A certificate and what it is used for.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Certificate<'a> {
    /// SHA-1, upper-case hexadecimal; null where not known.
    pub thumbprint: Option<&'a str>,
    /// `<I>issuer<S>subject`; null where either is not known whole.
    pub tls_certificate_name: Option<&'a str>,
    /// As Windows prints it; null where not known.
    pub subject: Option<&'a str>,
    /// As Windows prints it; null where not known.
    pub issuer: Option<&'a str>,
    /// First moment of validity, RFC 3339 in UTC; null where not known.
    pub not_before: Option<String>,
    /// Last moment of validity, RFC 3339 in UTC; null where not known.
    pub not_after: Option<String>,
    /// Host names it holds.
    pub names: &'a [String],
    /// `SMTP`, `IIS`…; null where not known.
    pub services: Option<&'a [String]>,
    /// Servers it was seen on.
    pub servers: &'a [String],
    /// Connectors whose TlsCertificateName names it.
    pub used_by: &'a [String],
    /// Connectors for which Exchange will present it.
    pub chosen_for: Vec<Choice<'a>>,
}

/// That Exchange will present a certificate for a connector.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Choice<'a> {
    /// The connector's identity.
    pub connector: &'a str,
    /// Why this certificate and not another.
    pub because: &'a str,
}
