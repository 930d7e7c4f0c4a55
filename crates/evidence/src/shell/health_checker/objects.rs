//! The objects in a report of Health Checker as text.

use crate::item::{Format, Item, Property, Record, Value};
use crate::page::Page;
use htd_source::Spanned;
use std::ops::Range;

/// What the rows of a report tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Server,
    Hybrid,
    Connector,
    Certificate,
}

/// Rows of the report, what they tell of, and the property of Exchange that they show. An empty name stands for
/// what is not printed as Exchange has it. The first row of an object begins it; those of the hybrid configuration
/// all do, as it is there once.
const ROWS: [(&str, What, &str); 26] = [
    ("Server Name", What::Server, "Name"),
    ("Name", What::Server, "Name"),
    ("Build Number", What::Server, "AdminDisplayVersion"),
    ("Server Role", What::Server, "ServerRole"),
    ("Organization Hybrid Enabled", What::Hybrid, ""),
    ("On-Premises Smart Host Domain", What::Hybrid, "OnPremisesSmartHost"),
    ("Domain(s) configured for Hybrid use", What::Hybrid, "Domains"),
    ("Edge Transport Server(s)", What::Hybrid, "EdgeTransportServers"),
    ("Receiving Transport Server(s)", What::Hybrid, "ReceivingTransportServers"),
    ("Sending Transport Server(s)", What::Hybrid, "SendingTransportServers"),
    ("TLS Certificate Name", What::Hybrid, "TlsCertificateName"),
    ("Feature(s) enabled for Hybrid use", What::Hybrid, "Features"),
    ("Connector Name", What::Connector, "Name"),
    ("Connector Enabled", What::Connector, "Enabled"),
    ("Cloud Mail Enabled", What::Connector, "CloudServicesMailEnabled"),
    ("Connector Type", What::Connector, ""),
    ("TlsAuthLevel", What::Connector, "TlsAuthLevel"),
    ("RequireTls Enabled", What::Connector, "RequireTLS"),
    ("TlsCertificateName", What::Connector, "TlsCertificateName"),
    ("FriendlyName", What::Certificate, "FriendlyName"),
    ("Thumbprint", What::Certificate, "Thumbprint"),
    // A number of days from an unknown moment on is no date.
    ("Lifetime in days", What::Certificate, ""),
    ("Certificate status", What::Certificate, "Status"),
    ("Key size", What::Certificate, "PublicKeySize"),
    ("Bound to services", What::Certificate, "Services"),
    ("Namespaces", What::Certificate, "CertificateDomains"),
];

/// Rows whose values stand below them, one a row.
const LISTS: [&str; 6] = [
    "Domains",
    "EdgeTransportServers",
    "ReceivingTransportServers",
    "SendingTransportServers",
    "Features",
    "CertificateDomains",
];

/// How many entries of a list are kept.
const MAX_ENTRIES: usize = 2_000;

/// What the report prints in place of nothing.
const NOTHING: [&str; 3] =
    ["Not set", "No valid certificate found", "No on-premises smart host domain configured for hybrid use"];

/// Makes objects of rows.
#[derive(Debug, Default)]
pub(super) struct Objects {
    pub(super) items: Vec<Item>,
    /// Whether `Name` is that of the server: it is in its own group only.
    pub(super) expects_server: bool,
    /// The server that the report is on.
    server: Option<Spanned<String>>,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    what: What,
    /// `Send` or `Receive`, of a connector.
    connector_type: String,
    /// Whether rows were there that only the report prints.
    certain: bool,
    range: Range<usize>,
    properties: Vec<Property>,
    /// Whether the last property takes the values of the rows that follow.
    is_list: bool,
}

impl Objects {
    /// Takes a row. Both parts are slices of the page.
    pub(super) fn feed(&mut self, page: &mut Page<'_>, label: &str, value: &str) {
        let end = page.range_of(if value.is_empty() { label } else { value }).end;
        if label.is_empty() {
            if let Some(open) = &mut self.open {
                open.entry(page, value, end);
            }
            return;
        }
        let open = self.open.as_ref().map(|open| open.what);
        let mut rows = ROWS.iter().filter(|(name, what, _)| {
            *name == label && (*what != What::Server || *name != "Name" || self.expects_server)
        });
        let Some(&(name, what, property)) = rows.next() else {
            if let Some(open) = &mut self.open {
                open.is_list = false;
            }
            return;
        };
        let begins = match what {
            What::Server => matches!(name, "Server Name" | "Name"),
            What::Hybrid => open != Some(What::Hybrid),
            What::Connector => name == "Connector Name",
            What::Certificate => name == "FriendlyName",
        };
        if begins {
            self.close(page);
            let start = page.range_of(label).start;
            self.open = Some(Open {
                what,
                connector_type: String::new(),
                certain: what == What::Hybrid,
                range: start..end,
                properties: Vec::new(),
                is_list: false,
            });
        } else if open != Some(what) {
            return;
        }
        if what == What::Server && begins {
            self.expects_server = false;
            self.server =
                Some(Spanned::new(value.to_owned(), page.span_of(value))).filter(|_| !value.is_empty());
        }
        let Some(open) = &mut self.open else { return };
        open.range.end = end;
        open.is_list = false;
        // These rows are like no others; names and thumbprints other programs print as well.
        open.certain |=
            matches!(name, "Build Number" | "Server Role" | "Lifetime in days" | "Connector Type");
        if name == "Connector Type" {
            open.connector_type = value.to_owned();
        }
        let known = open.properties.iter().any(|known| *known.name.value == *property);
        if property.is_empty() || known {
            return;
        }
        let mut read = text(page, value);
        open.is_list = LISTS.contains(&property) && value.is_empty();
        if open.is_list {
            read.list = Some(Vec::new());
            "{}".clone_into(&mut read.text);
        }
        let name = Spanned::new(property.to_owned(), page.span_of(label));
        open.properties.push(Property::new(name, read));
    }

    /// Ends the object, and claims its lines where it is one.
    pub(super) fn close(&mut self, page: &mut Page<'_>) {
        let Some(mut open) = self.open.take().filter(|open| open.certain) else { return };
        let type_name = match (open.what, open.connector_type.as_str()) {
            (What::Server, _) => "ExchangeServer",
            (What::Hybrid, _) => "HybridConfiguration",
            (What::Connector, "Receive") => "ReceiveConnector",
            (What::Connector, "Send") => "SmtpSendConnectorConfig",
            (What::Connector, _) => return,
            (What::Certificate, _) => "ExchangeCertificate",
        };
        let server = match type_name {
            "ReceiveConnector" => {
                // Here the report infers it from TlsDomainCapabilities: the connector has no such property.
                open.properties.retain(|property| *property.name.value != *"CloudServicesMailEnabled");
                Some("Server")
            }
            "ExchangeCertificate" => Some("PSComputerName"),
            _ => None,
        };
        if let (Some(name), Some(server)) = (server, &self.server) {
            let name = Spanned::new(name.to_owned(), server.span);
            let mut value = text(page, "");
            (value.text, value.span) = (server.value.clone(), server.span);
            open.properties.push(Property::new(name, value));
        }
        let lines = page.line_at(open.range.start)..page.line_at(open.range.end.max(1) - 1) + 1;
        page.claim(lines, Format::FormatList);
        self.items.push(Item::Record(Record {
            span: page.span(open.range),
            command: None,
            properties: open.properties,
            type_name: Some(type_name.to_owned()),
            certificate: None,
        }));
    }
}

impl Open {
    /// Takes a row without a name: an entry of the list above it, or a remark.
    fn entry(&mut self, page: &Page<'_>, value: &str, end: usize) {
        let Some(property) = self.properties.last_mut().filter(|_| self.is_list) else { return };
        // Servers, domains and features have no blanks; remarks do.
        let list = property.value.list.get_or_insert_default();
        if value.is_empty() || value.contains(" ") || list.len() == MAX_ENTRIES {
            return;
        }
        let span = page.span_of(value);
        property.value.span = if list.is_empty() { span } else { property.value.span.join(span) };
        list.push(Spanned::new(value.to_owned(), span));
        property.value.text.pop();
        property.value.text.push_str(if list.len() > 1 { ", " } else { "" });
        property.value.text.push_str(value);
        property.value.text.push('}');
        self.range.end = end;
    }
}

fn text(page: &Page<'_>, value: &str) -> Value {
    let text = if NOTHING.contains(&value) { "" } else { value };
    let span = page.span_of(value);
    Value { text: text.to_owned(), span, list: None, cut: false, wrapped: false, number: None }
}
