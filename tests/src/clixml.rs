//! Writes what `Export-Clixml` writes, and the bytes of SerializationData, which nobody can write by hand. It needs
//! the standard library alone, so that the tests of the readers can use it as well.

use std::fmt::Write;

/// An object of the pipeline, or one inside another.
#[derive(Debug, Clone, Default)]
pub struct Object {
    /// Its type and those that it derives from.
    pub types: Vec<String>,
    /// What it prints as a text.
    pub text: Option<String>,
    /// The number of an enumeration.
    pub number: Option<i64>,
    /// The entries of a list.
    pub list: Option<Vec<Value>>,
    /// The entries of a hash table.
    pub table: Option<Vec<(String, Value)>>,
    /// Its own properties.
    pub properties: Vec<(String, Value)>,
    /// Properties that were added to it.
    pub notes: Vec<(String, Value)>,
}

/// A value.
#[derive(Debug, Clone)]
pub enum Value {
    /// `$null`
    Null,
    /// A string.
    Text(String),
    /// `$true` or `$false`
    Flag(bool),
    /// An Int32.
    Number(i32),
    /// A moment.
    Moment(String),
    /// A byte array.
    Bytes(Vec<u8>),
    /// Another object.
    Object(Object),
    /// An object by the number that it was given.
    Reference(u32),
}

/// The namespace of the configuration's types.
const CONFIGURATION: &str = "Microsoft.Exchange.Data.Directory.SystemConfiguration";

/// The namespace of the certificate's types.
const CERTIFICATES: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks";

impl Value {
    /// A string.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A value of an enumeration.
    pub fn enumeration(type_name: &str, text: &str, number: i64) -> Self {
        Self::Object(Object {
            types: vec![type_name.to_owned(), "System.Enum".to_owned()],
            text: Some(text.to_owned()),
            number: Some(number),
            ..Object::default()
        })
    }

    /// A property of many values, each an object with a text.
    pub fn list(type_name: &str, texts: &[&str]) -> Self {
        let entry = |text: &&str| Self::Object(Object::printed(type_name, text));
        let of =
            format!("Microsoft.Exchange.Data.MultiValuedProperty`1[[{type_name}, Microsoft.Exchange.Data]]");
        Self::Object(Object {
            types: vec![of, "System.Object".to_owned()],
            list: Some(texts.iter().map(entry).collect()),
            ..Object::default()
        })
    }

    /// A TlsCertificateName.
    pub fn identifier(text: &str) -> Self {
        let mut object = Object::printed("Microsoft.Exchange.Data.SmtpX509Identifier", text);
        object.notes.push(("SerializationData".to_owned(), Self::Bytes(vec![0, 1, 0, 0, 0])));
        Self::Object(object)
    }

    /// TlsDomainCapabilities: domains with their capabilities.
    pub fn capabilities(entries: &[(&str, &str)]) -> Self {
        let of = "Microsoft.Exchange.Data.SmtpReceiveDomainCapabilities";
        let entry = |(domain, capability): &(&str, &str)| {
            let mut object = Object::printed(of, &format!("{domain}:{capability}"));
            object.properties = vec![
                ("Domain".to_owned(), Self::text(domain)),
                ("Capabilities".to_owned(), Self::text(capability)),
                ("SmtpX509Identifier".to_owned(), Self::Null),
            ];
            Self::Object(object)
        };
        let mut list = Object::typed(&format!("Microsoft.Exchange.Data.MultiValuedProperty`1[[{of}]]"));
        list.list = Some(entries.iter().map(entry).collect());
        Self::Object(list)
    }

    /// An array.
    pub fn array(values: Vec<Self>) -> Self {
        let mut array = Object::typed("System.Object[]");
        array.list = Some(values);
        Self::Object(array)
    }
}

impl Object {
    /// An object of a type.
    pub fn typed(type_name: &str) -> Self {
        Self { types: vec![type_name.to_owned(), "System.Object".to_owned()], ..Self::default() }
    }

    /// An object of a type with a text.
    pub fn printed(type_name: &str, text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..Self::typed(type_name) }
    }

    /// An object that a script put together.
    pub fn custom(notes: Vec<(&str, Value)>) -> Self {
        let notes = notes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { notes, ..Self::typed("System.Management.Automation.PSCustomObject") }
    }

    /// With another property of its own.
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.properties.push((name.to_owned(), value));
        self
    }

    /// With another property that was added to it.
    pub fn noting(mut self, name: &str, value: Value) -> Self {
        self.notes.push((name.to_owned(), value));
        self
    }

    /// A front-end receive connector.
    pub fn receive_connector(server: &str, name: &str, tls_certificate_name: Value, trusted: Value) -> Self {
        let identity = format!("{server}\\{name}");
        let mechanisms = "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer";
        Self::printed(&format!("{CONFIGURATION}.ReceiveConnector"), name)
            .with(
                "AuthMechanism",
                Value::enumeration(&format!("{CONFIGURATION}.AuthMechanisms"), mechanisms, 31),
            )
            .with("Bindings", Value::list("Microsoft.Exchange.Data.IPBinding", &["[::]:25", "0.0.0.0:25"]))
            .with(
                "Fqdn",
                Value::Object(Self::printed("Microsoft.Exchange.Data.Fqdn", "mail.contoso.example")),
            )
            .with("TlsCertificateName", tls_certificate_name)
            .with("Comment", Value::text(""))
            .with("Enabled", Value::Flag(true))
            .with("RequireTLS", Value::Flag(false))
            .with("TlsDomainCapabilities", trusted)
            .with("Server", Value::Object(directory_name(server)))
            .with(
                "TransportRole",
                Value::enumeration(&format!("{CONFIGURATION}.ServerRole"), "FrontendTransport", 16384),
            )
            .with("Name", Value::text(name))
            .with("Identity", Value::Object(directory_name(&identity)))
            .noting("PSComputerName", Value::text(&format!("{server}.contoso.example").to_lowercase()))
    }

    /// The send connector to Exchange Online.
    pub fn send_connector(name: &str, servers: &[&str], tls_certificate_name: Value) -> Self {
        Self::printed(&format!("{CONFIGURATION}.SmtpSendConnectorConfig"), name)
            .with(
                "TlsDomain",
                Value::Object(Self::printed(
                    "Microsoft.Exchange.Data.SmtpDomainWithSubdomains",
                    "mail.protection.outlook.com",
                )),
            )
            .with(
                "TlsAuthLevel",
                Value::enumeration("Microsoft.Exchange.Data.TlsAuthLevel", "DomainValidation", 3),
            )
            .with("CloudServicesMailEnabled", Value::Flag(true))
            .with(
                "Fqdn",
                Value::Object(Self::printed("Microsoft.Exchange.Data.Fqdn", "mail.contoso.example")),
            )
            .with("TlsCertificateName", tls_certificate_name)
            .with("RequireTLS", Value::Flag(true))
            .with("Enabled", Value::Flag(true))
            .with(
                "AddressSpaces",
                Value::list("Microsoft.Exchange.Data.AddressSpace", &["smtp:contoso.mail.onmicrosoft.com;1"]),
            )
            .with(
                "SourceTransportServers",
                Value::list("Microsoft.Exchange.Data.Directory.ADObjectId", servers),
            )
            .with("Name", Value::text(name))
            .with("Identity", Value::Object(directory_name(name)))
    }

    /// A certificate of Get-ExchangeCertificate. `serialized` is its SerializationData, where there is one.
    pub fn exchange_certificate(der: &[u8], server: &str, serialized: Option<Vec<u8>>) -> Self {
        let mut object = Self::printed(&format!("{CERTIFICATES}.ExchangeCertificate"), "[Subject]\r\n  CN=…")
            .with("RawData", Value::Bytes(der.to_vec()))
            .noting("PSComputerName", Value::text(server))
            .noting("PSShowComputerName", Value::Flag(false));
        if let Some(bytes) = serialized {
            object = object.noting("SerializationData", Value::Bytes(bytes));
        }
        object
    }
}

/// An object of the directory, which is nested as deep as Exchange nests it.
fn directory_name(name: &str) -> Object {
    Object::printed("Microsoft.Exchange.Data.Directory.ADObjectId", name)
        .with("IsDeleted", Value::Flag(false))
        .with("DistinguishedName", Value::text(&format!("CN={name},CN=Servers,DC=contoso,DC=example")))
        .with("Name", Value::text(name))
        .noting("SerializationData", Value::Bytes(vec![0; 300]))
}

/// An export as large as those of real servers: five connectors and four certificates of each.
pub fn export(servers: usize, der: &[u8]) -> String {
    let name = "<I>CN=Fabrikam Trust RSA CA 2025, O=Fabrikam Trust Services, C=US<S>CN=mail.contoso.example, O=Contoso";
    let mut objects = Vec::new();
    for number in 0..servers {
        let server = format!("EX{number:03}");
        for kind in
            ["Default", "Client Proxy", "Default Frontend", "Outbound Proxy Frontend", "Client Frontend"]
        {
            let trusted = Value::capabilities(&[("mail.protection.outlook.com", "AcceptCloudServicesMail")]);
            let connector = format!("{kind} {server}");
            let mut object = Object::receive_connector(&server, &connector, Value::identifier(name), trusted);
            for index in 0..30 {
                object = object.with(&format!("Setting{index}Enabled"), Value::Flag(index % 3 == 0));
            }
            for index in 0..14 {
                let mut limit = directory_name(&format!("{index} MB ({index},048,576 bytes)"));
                limit.notes = vec![("SerializationData".to_owned(), Value::Bytes(vec![index; 2000]))];
                object = object.with(&format!("Limit{index}"), Value::Object(limit));
            }
            objects.push(object);
        }
        for services in [0, 8, 16, 27] {
            let identity = format!("{server}.contoso.example\\{services:040}");
            let serialized = Serialized {
                der,
                services,
                status: 1,
                root_ca_type: 1,
                self_signed: false,
                exportable: true,
                has_key: true,
                friendly_name: "mail",
                identity: &identity,
            };
            objects.push(Object::exchange_certificate(der, &server, Some(serialized.bytes())));
        }
    }
    write(&objects)
}

/// The text of a file with these objects.
pub fn write(objects: &[Object]) -> String {
    let mut writer = Writer { text: String::new(), types: Vec::new(), next: 0 };
    writer
        .text
        .push_str("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\r\n");
    objects.iter().for_each(|object| writer.object("", object, 1));
    writer.text.push_str("</Objs>");
    writer.text
}

/// A text as Windows PowerShell saves it.
pub fn utf16_le(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// A text in the other order of bytes.
pub fn utf16_be(text: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

/// A text as `-Encoding UTF8` saves it.
pub fn utf8_with_mark(text: &str) -> Vec<u8> {
    [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect()
}

struct Writer {
    text: String,
    types: Vec<Vec<String>>,
    next: u32,
}

impl Writer {
    fn object(&mut self, name: &str, object: &Object, depth: usize) {
        let indent = "  ".repeat(depth);
        let member = attribute(name);
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{indent}<Obj{member} RefId=\"{}\">\r\n", self.next);
        self.next += 1;
        match self.types.iter().position(|types| *types == object.types) {
            Some(known) => {
                let _ = write!(self.text, "{indent}  <TNRef RefId=\"{known}\" />\r\n");
            }
            None => {
                let _ = write!(self.text, "{indent}  <TN RefId=\"{}\">\r\n", self.types.len());
                for name in &object.types {
                    let _ = write!(self.text, "{indent}    <T>{}</T>\r\n", escaped(name));
                }
                let _ = write!(self.text, "{indent}  </TN>\r\n");
                self.types.push(object.types.clone());
            }
        }
        if let Some(text) = &object.text {
            let _ = write!(self.text, "{indent}  <ToString>{}</ToString>\r\n", escaped(text));
        }
        if let Some(number) = object.number {
            let _ = write!(self.text, "{indent}  <I32>{number}</I32>\r\n");
        }
        if let Some(list) = &object.list {
            let _ = write!(self.text, "{indent}  <LST>\r\n");
            list.iter().for_each(|value| self.value("", value, depth + 2));
            let _ = write!(self.text, "{indent}  </LST>\r\n");
        }
        if let Some(table) = &object.table {
            let _ = write!(self.text, "{indent}  <DCT>\r\n");
            for (key, value) in table {
                let _ = write!(self.text, "{indent}    <En>\r\n");
                self.value("Key", &Value::text(key), depth + 3);
                self.value("Value", value, depth + 3);
                let _ = write!(self.text, "{indent}    </En>\r\n");
            }
            let _ = write!(self.text, "{indent}  </DCT>\r\n");
        }
        for (element, members) in [("Props", &object.properties), ("MS", &object.notes)] {
            if !members.is_empty() {
                let _ = write!(self.text, "{indent}  <{element}>\r\n");
                members.iter().for_each(|(name, value)| self.value(name, value, depth + 2));
                let _ = write!(self.text, "{indent}  </{element}>\r\n");
            }
        }
        let _ = write!(self.text, "{indent}</Obj>\r\n");
    }

    fn value(&mut self, name: &str, value: &Value, depth: usize) {
        let indent = "  ".repeat(depth);
        let member = attribute(name);
        let _ = match value {
            Value::Null => write!(self.text, "{indent}<Nil{member} />\r\n"),
            Value::Text(text) => write!(self.text, "{indent}<S{member}>{}</S>\r\n", escaped(text)),
            Value::Flag(flag) => write!(self.text, "{indent}<B{member}>{flag}</B>\r\n"),
            Value::Number(number) => write!(self.text, "{indent}<I32{member}>{number}</I32>\r\n"),
            Value::Moment(moment) => write!(self.text, "{indent}<DT{member}>{moment}</DT>\r\n"),
            Value::Bytes(bytes) => write!(self.text, "{indent}<BA{member}>{}</BA>\r\n", base64(bytes)),
            Value::Reference(number) => write!(self.text, "{indent}<Ref{member} RefId=\"{number}\" />\r\n"),
            Value::Object(object) => {
                self.object(name, object, depth);
                Ok(())
            }
        };
    }
}

fn attribute(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" N=\"{}\"", escaped(name).replace('"', "&quot;")) }
}

/// As the shell escapes a text: what XML cannot hold, and what looks like such an escape.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '_' if text.get(at..).is_some_and(|rest| rest.starts_with("_x")) => escaped.push_str("_x005F_"),
            c if c.is_control() => {
                let _ = write!(escaped, "_x{:04X}_", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

/// What SerializationData of an Exchange certificate tells.
#[derive(Debug, Clone)]
pub struct Serialized<'a> {
    /// The certificate.
    pub der: &'a [u8],
    /// The bits of its services: SMTP is 16.
    pub services: i32,
    /// 1 is Valid.
    pub status: i32,
    /// 1 is ThirdParty.
    pub root_ca_type: i32,
    /// Whether it signed itself.
    pub self_signed: bool,
    /// Whether its key can be exported.
    pub exportable: bool,
    /// Whether a private key belongs to it.
    pub has_key: bool,
    /// Empty where it has none.
    pub friendly_name: &'a str,
    /// `EX01.contoso.example\THUMBPRINT`
    pub identity: &'a str,
}

impl Serialized<'_> {
    /// As the binary format of .NET has it.
    pub fn bytes(&self) -> Vec<u8> {
        const LIBRARY: i32 = 2;
        let of = |name: &str| format!("{CERTIFICATES}.{name}");
        let list = format!("System.Collections.Generic.List`1[[{}]]", of("IisService"));
        let mut out = Nrbf::default();
        out.byte(0).integer(1).integer(-1).integer(1).integer(0);
        out.byte(12).integer(LIBRARY).text("Microsoft.Exchange.Management, Version=15.0.0.0");
        out.byte(5).integer(1).text(&of("ExchangeCertificate")).integer(8);
        for name in [
            "CertData",
            "SelfSigned",
            "Status",
            "RootCAType",
            "Services",
            "IISServices",
            "PrivateKeyExportable",
            "Identity",
        ] {
            out.text(name);
        }
        out.0.extend_from_slice(&[7, 0, 4, 4, 4, 3, 0, 1]);
        out.byte(2).byte(1);
        for name in ["CertificateStatus", "CertificateAuthorityType", "AllowedServices"] {
            out.text(&of(name)).integer(LIBRARY);
        }
        out.text(&list).byte(1).integer(LIBRARY);
        out.byte(9).integer(3).byte(u8::from(self.self_signed));
        let values = [
            ("CertificateStatus", self.status),
            ("CertificateAuthorityType", self.root_ca_type),
            ("AllowedServices", self.services),
        ];
        for (place, (name, value)) in values.into_iter().enumerate() {
            out.byte(5).integer(-4 - place as i32).text(&of(name)).integer(1).text("value__");
            out.byte(0).byte(8).integer(LIBRARY).integer(value);
        }
        out.byte(9).integer(7).byte(u8::from(self.exportable));
        out.byte(6).integer(8).text(self.identity);
        let store = self.store();
        out.byte(15).integer(3).integer(store.len() as i32).byte(2).0.extend_from_slice(&store);
        out.byte(4).integer(7).text(&list).integer(3).text("_items").text("_size").text("_version");
        out.0.extend_from_slice(&[4, 0, 0]);
        out.text(&of("IisService[]")).integer(LIBRARY).byte(8).byte(8);
        out.byte(9).integer(9).integer(0).integer(0);
        out.byte(7).integer(9).byte(0).integer(1).integer(0).byte(4).text(&of("IisService")).integer(LIBRARY);
        out.byte(11);
        out.0
    }

    /// The same, signed as newer builds of Exchange sign it.
    pub fn signed(&self) -> Vec<u8> {
        let data = self.bytes();
        let mut signed = b"#sig#".to_vec();
        signed.extend_from_slice(&(data.len() as i32).to_le_bytes());
        signed.extend_from_slice(&data);
        signed.extend_from_slice(&[0xA5; 32]);
        signed
    }

    /// The certificate and its properties as Windows keeps them in a store.
    fn store(&self) -> Vec<u8> {
        let mut store = Vec::new();
        let mut add = |property: u32, value: &[u8]| {
            for word in [property, 1, value.len() as u32] {
                store.extend_from_slice(&word.to_le_bytes());
            }
            store.extend_from_slice(value);
        };
        if self.has_key {
            add(2, &[0; 40]);
        }
        if !self.friendly_name.is_empty() {
            let units = self.friendly_name.encode_utf16().chain([0]);
            let name: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
            add(11, &name);
        }
        add(4, &[7; 16]);
        add(32, self.der);
        store
    }
}

#[derive(Default)]
struct Nrbf(Vec<u8>);

impl Nrbf {
    fn byte(&mut self, byte: u8) -> &mut Self {
        self.0.push(byte);
        self
    }

    fn integer(&mut self, number: i32) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        let mut length = text.len();
        while length >= 0x80 {
            self.0.push(length as u8 | 0x80);
            length >>= 7;
        }
        self.0.push(length as u8);
        self.0.extend_from_slice(text.as_bytes());
        self
    }
}
