use htd_source::{Span, Spanned};

/// A key of the Windows registry, as `reg query`, a `.reg` file, `Get-ItemProperty` or a tool prints it.
#[derive(Debug, Clone)]
pub struct RegistryKey {
    /// The key and its values.
    pub span: Span,
    /// Its path without the hive:
    /// `SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Server`.
    pub path: Spanned<String>,
    /// Its values by name; numbers in decimal.
    pub values: Vec<(String, Spanned<String>)>,
}
