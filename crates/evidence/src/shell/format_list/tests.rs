use crate::item::{Format, Item, Reading, Record};
use crate::sample::read;
use htd_source::{Source, SourceId};

fn reading(text: &str) -> (Source, Reading) {
    read(SourceId(0), "paste", text.as_bytes())
}

fn records(text: &str) -> Vec<Record> {
    let items = reading(text).1.items.into_iter();
    items.filter_map(|item| if let Item::Record(record) = item { Some(record) } else { None }).collect()
}

fn one(text: &str) -> Record {
    let mut found = records(text);
    assert_eq!(found.len(), 1, "{text}\n{found:#?}");
    found.remove(0)
}

fn value<'a>(record: &'a Record, name: &str) -> &'a str {
    &record.get(name).unwrap_or_else(|| panic!("{name} in {record:#?}")).value.text
}

const NAME: &str =
    "<I>CN=Fabrikam Issuing CA 1, O=\"Fabrikam, Inc.\", C=US<S>CN=mail.contoso.com, O=Contoso, C=US";

#[test]
fn an_aligned_list_is_read_with_its_places() {
    let text = format!(
        "[PS] C:\\Windows\\system32>Get-ReceiveConnector -Server EX01 | fl Name,TlsCertificateName,Bindings,Comment\n\
         \n\n\
         Name               : Default Frontend EX01\n\
         TlsCertificateName : {NAME}\n\
         Bindings           : {{[::]:25, 0.0.0.0:25}}\n\
         Comment            :\n\n\n"
    );
    let record = one(&text);
    let command = record.command.as_ref().unwrap();
    assert_eq!(command.cmdlet.value, "Get-ReceiveConnector");
    assert_eq!(command.argument("server").unwrap().value, "EX01");
    assert!(!command.filtered);
    assert_eq!(value(&record, "tlscertificatename"), NAME);
    for property in &record.properties {
        let slice = |span: htd_source::Span| &text[span.start as usize..span.end as usize];
        assert_eq!(slice(property.name.span), &*property.name.value);
        assert_eq!(slice(property.value.span), property.value.text);
    }
    let bindings = record.get("Bindings").unwrap().value.list.as_ref().unwrap();
    assert_eq!(bindings.len(), 2);
    assert_eq!(&text[bindings[1].span.start as usize..bindings[1].span.end as usize], "0.0.0.0:25");
    let comment = &record.get("Comment").unwrap().value;
    assert!(comment.text.is_empty() && comment.list.is_none());
    assert!(text[..comment.span.start as usize].ends_with("Comment            :"));
    assert!(text[record.span.start as usize..record.span.end as usize].ends_with("Comment            :"));
    let (_, reading) = reading(&text);
    assert_eq!(reading.format, Format::FormatList);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
}

#[test]
fn blanks_before_the_colon_may_be_collapsed_or_missing() {
    let record = one("Name : Outbound to 1\nTlsDomain : *.contoso.com\nCloudServicesMailEnabled : True\n");
    assert_eq!(record.properties.len(), 3);
    let record = one("Get-InboundConnector | FL Name,TlsSenderCertificateName\n\nName: Inbound from 1\n\
                      TlsSenderCertificateName : *.contoso.com\n");
    assert_eq!(value(&record, "Name"), "Inbound from 1");
    assert_eq!(value(&record, "TlsSenderCertificateName"), "*.contoso.com");
    let record = one("Name: Inbound from 1\nTlsSenderCertificateName: *.contoso.com\n");
    assert_eq!(record.properties.len(), 2);
    assert!(record.command.is_none());
}

#[test]
fn several_objects_are_told_apart() {
    let object = |name: &str| format!("Name : {name}\nFqdn : {name}.contoso.com\n");
    for separator in ["", "\n", "\n\n\n"] {
        let text = [object("EX01"), object("EX02"), object("EX03")].join(separator);
        let found = records(&text);
        assert_eq!(found.len(), 3, "{text}");
        assert_eq!(value(&found[2], "Fqdn"), "EX03.contoso.com");
    }
    // The first label of the first object lost its first characters.
    let found = records("unspaceId : 1\nName : a\nFqdn : b\n\nRunspaceId : 1\nName : c\nFqdn : d\n");
    assert_eq!(found.len(), 2);
    assert_eq!(&*found[0].properties[0].name.value, "unspaceId");
}

#[test]
fn every_object_has_the_command_above_it() {
    let text = "[PS] C:\\>Get-ReceiveConnector -Server EX01 | fl\n\nName : a\nFqdn : b\n\n\
                [PS] C:\\>[PS] C:\\>Get-SendConnector | fl\n\nName : c\nFqdn : d\n\nName : e\nFqdn : f\n\n\
                And this is from another window:\n\nName : g\nFqdn : h\n\nPS C:\\Scripts>\n";
    let found = records(text);
    let cmdlet = |record: &Record| record.command.as_ref().map(|command| command.cmdlet.value.clone());
    let cmdlets: Vec<_> = found.iter().map(|record| cmdlet(record).unwrap_or_default()).collect();
    assert_eq!(cmdlets, ["Get-ReceiveConnector", "Get-SendConnector", "Get-SendConnector", ""]);
    let (_, reading) = reading(text);
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
    let line = text.lines().position(|line| line.starts_with("And")).unwrap() + 1;
    assert_eq!(reading.problems[0].message, format!("Line {line} was not understood."));
}

#[test]
fn warnings_do_not_separate_output_from_its_command() {
    let text = "Get-ReceiveConnector\nWARNING: The object has been corrupted.\nFqdn : a\n";
    assert!(one(text).command.is_some());
    assert_eq!(reading(text).1.problems, []);
}

#[test]
fn labels_with_blanks_need_neighbours_with_the_same_colon() {
    let record = one("Message Trace ID  : d33e3c2f\nReceived          : 18/02/2016 11:23:21 AM\n\
                      From IP           :\nRecipient Address : onprem@contoso.com\nStatus            : Pending\n");
    assert_eq!(value(&record, "Message Trace ID"), "d33e3c2f");
    assert_eq!(value(&record, "Received"), "18/02/2016 11:23:21 AM");
    assert_eq!(record.properties.len(), 5);
    assert!(records("That is the question : why\nand nothing : more than that\n").is_empty());
}

#[test]
fn values_that_look_like_labels_stay_values() {
    let text = format!(
        "    AuthMechanism        : Tls, Integrated, BasicAuth,\n                           BasicAuthRequireTLS\n    \
         TlsDomainCapabilities : {{mail.protection.outlook.com:AcceptCloudServicesMail,\n                             \
         fabrikam.com : AcceptOorgProtocol}}\n    TlsCertificateName    : {NAME}\n"
    );
    let record = one(&text);
    assert_eq!(record.properties.len(), 3, "{record:#?}");
    assert_eq!(value(&record, "AuthMechanism"), "Tls, Integrated, BasicAuth, BasicAuthRequireTLS");
    let list = record.get("TlsDomainCapabilities").unwrap().value.list.as_ref().unwrap();
    assert_eq!(list[0].value, "mail.protection.outlook.com:AcceptCloudServicesMail");
    assert_eq!(list.len(), 2);
}

#[test]
fn collapsed_lists_keep_their_wrapped_values_together() {
    let text = "Name : Default Frontend EX01\nTlsCertificateName : <I>CN=Fabrikam Issuing CA 1,\n\
                O=Fabrikam, C=US<S>CN=mail.contoso.com,\nO=Contoso, C=US\nRequireTLS : False\nEnabled : True\n\
                Thanks for any hint!\n";
    let record = one(text);
    let name = &record.get("TlsCertificateName").unwrap().value;
    assert_eq!(
        name.text,
        "<I>CN=Fabrikam Issuing CA 1, O=Fabrikam, C=US<S>CN=mail.contoso.com, O=Contoso, C=US"
    );
    assert!(name.wrapped);
    assert_eq!(value(&record, "Enabled"), "True");
    assert!(!record.get("Enabled").unwrap().value.wrapped);
    assert_eq!(reading(text).1.problems[0].message, "Line 7 was not understood.");
}

#[test]
fn a_sentence_behind_a_name_is_no_part_of_it() {
    for prose in ["What do I have to do now?", "It worked until yesterday", "Thanks!"] {
        let record = one(&format!("Name : a\nTlsCertificateName : {NAME}\n{prose}\n"));
        assert_eq!(value(&record, "TlsCertificateName"), NAME, "{prose}");
    }
}

#[test]
fn words_longer_than_the_window_are_joined_without_a_blank() {
    let record = one("Name     : a\nIdentity : CN=EX01-Default-Frontend-Conne\n           \
                      ctor-With-A-Long-Name,CN=SMTP \n           Receive Connectors\n");
    assert_eq!(
        value(&record, "Identity"),
        "CN=EX01-Default-Frontend-Connector-With-A-Long-Name,CN=SMTP Receive Connectors"
    );
}

#[test]
fn double_spaced_pastes_are_one_object() {
    let record = one(
        "Name               : a\n\nTlsCertificateName : <I>CN=A,\n\n                     O=B\n\nFqdn    \
                      \x20          : c\n",
    );
    assert_eq!(record.properties.len(), 3);
    assert_eq!(value(&record, "TlsCertificateName"), "<I>CN=A, O=B");
}

#[test]
fn prose_is_no_object() {
    for text in [
        "Hello : this is a question about Exchange",
        "Note: we restarted the server",
        "Subject: certificate\nThe mail is not delivered.",
        "Error Details:\nReported error: 550 5.7.1 Unable to relay\nDSN generated by: x.prod.outlook.com",
        "From: a@contoso.com\nTo: b@contoso.com\nSubject: test\nX-MS-Exchange: x",
        "Source: MSExchangeTransport",
        "We bound [::]:25, 0.0.0.0:25 at 12:00:00",
    ] {
        assert!(records(text).is_empty(), "{text}");
    }
}

#[test]
fn one_property_is_enough_where_its_name_is_exchanges() {
    let record = one("TlsCertificateName : <I>CN=A<S>CN=B");
    assert_eq!(value(&record, "TlsCertificateName"), "<I>CN=A<S>CN=B");
    assert!(records("Question : what now").is_empty());
    assert_eq!(records("Get-Foo | fl Status\n\nStatus : Pending").len(), 1);
}

#[test]
fn tags_lost_or_escaped_and_redactions_stay_as_they_are() {
    for (printed, expected) in [
        ("&lt;I&gt;CN=A&lt;S&gt;CN=B", "<I>CN=A<S>CN=B"),
        ("\\<I>CN=A\\<S>CN=\\*.contoso.com", "<I>CN=A<S>CN=*.contoso.com"),
        ("CN=A, O=xxxxxCN=###.contoso.com", "CN=A, O=xxxxxCN=###.contoso.com"),
        ("<i>CN=A<s>CN=B</S>", "<i>CN=A<s>CN=B</S>"),
        ("<thumbprint>", "<thumbprint>"),
    ] {
        let record = one(&format!("Name\u{A0}: a  \nTLSCertificateName\u{A0}: {printed}  \n"));
        assert_eq!(value(&record, "TlsCertificateName"), expected);
    }
}

#[test]
fn long_input_takes_linear_time() {
    let count = |text: &str| records(text).len();
    assert_eq!(count(&format!("Question : {}", "a : b ".repeat(100_000))), 0);
    let wrapped = "                     O=B,\n".repeat(20_000);
    assert_eq!(count(&format!("TlsCertificateName : <I>CN=A,\n{wrapped}")), 1);
    let many: String = (0..40_000).map(|number| format!("aB{number} : c\n")).collect();
    assert_eq!(count(&many), 100);
    assert_eq!(count(&format!("Domains : {{{}}}\n", "<I>CN=a, ".repeat(50_000))), 1);
    assert_eq!(count(&"Get-Foo (a -b {c\n".repeat(30_000)), 0);
    assert_eq!(count(&format!("Name : {}\nFqdn : b\n", " ".repeat(1_000_000))), 1);
    assert_eq!(count(&"a : b\n".repeat(50_000)), 0);
}
