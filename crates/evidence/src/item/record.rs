use htd_source::{Span, Spanned};
use htd_x509::Certificate;
use std::sync::Arc;

/// One object of a shell: of `Format-List`, a row of `Format-Table` or CSV, an object of Clixml or JSON.
#[derive(Debug, Clone)]
pub struct Record {
    /// The whole object.
    pub span: Span,
    /// The command that printed it, where the paste shows one above it. All its objects share it.
    pub command: Option<Arc<Command>>,
    /// Its properties in the order in which they were printed. A name can occur once only.
    pub properties: Vec<Property>,
    /// The .NET type, where the form tells it (Clixml, `#TYPE` of CSV), without `Deserialized.` or `Selected.`:
    /// `Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector`.
    pub type_name: Option<String>,
    /// The certificate whose DER the object carries. It says more than the properties, and says it exactly.
    pub certificate: Option<Box<Certificate>>,
}

/// One printed property.
#[derive(Debug, Clone)]
pub struct Property {
    /// The label as printed (`TlsCertificateName`, `TLSCertificateName`). Objects of one list share theirs.
    pub name: Spanned<Arc<str>>,
    /// What stands behind it.
    pub value: Value,
}

/// A printed value.
#[derive(Debug, Clone)]
pub struct Value {
    /// The text, trimmed, continuation lines joined. Empty where nothing was printed.
    pub text: String,
    /// Where it stands; just behind the label where it is empty.
    pub span: Span,
    /// The entries, where the value was printed in braces. `{}` is an empty list.
    pub list: Option<Vec<Spanned<String>>>,
    /// The console cut it: it ends in `...` or `…`, or, in a list, its last entry does. The dots are not in
    /// `text` and not in `list`.
    pub cut: bool,
    /// It was printed over several lines, so whether a blank stood at a break is not certain.
    pub wrapped: bool,
    /// The number of an enumeration, where the form tells it beside its text or instead of it.
    pub number: Option<i64>,
}

/// A command line that precedes output in a paste.
#[derive(Debug, Clone)]
pub struct Command {
    /// The first cmdlet of the line, as typed: `Get-ReceiveConnector`.
    pub cmdlet: Spanned<String>,
    /// Named and positional arguments of that first cmdlet; the name is empty for a positional one.
    pub arguments: Vec<(String, Spanned<String>)>,
    /// Whether the line narrows the objects (`where`, `?`, `select -First`, `-Filter`, an identity, several
    /// statements): an object that is not in the output may exist all the same.
    pub filtered: bool,
    /// The server that the prompt names, `[ex01.contoso.com]: PS C:\>`: the session ran there.
    pub session_server: Option<Spanned<String>>,
}

impl Property {
    /// A property whose name no other object shares.
    pub fn new(name: Spanned<String>, value: Value) -> Self {
        Self { name: name.map(Arc::from), value }
    }
}

impl Record {
    /// The property of a name, whatever its case.
    pub fn get(&self, name: &str) -> Option<&Property> {
        // Most differ in their length already.
        let is_it = |label: &str| label.len() == name.len() && label.eq_ignore_ascii_case(name);
        self.properties.iter().find(|property| is_it(&property.name.value))
    }

    /// Whether a property of that name was printed.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

impl Command {
    /// The object that it names, by `-Identity` or without a name.
    pub fn identity(&self) -> Option<&Spanned<String>> {
        self.argument("Identity").or_else(|| self.argument(""))
    }

    /// The value of a named argument, whatever its case.
    pub fn argument(&self, name: &str) -> Option<&Spanned<String>> {
        self.arguments.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}
