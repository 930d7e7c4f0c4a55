use super::*;
use crate::testing::read;
use htd_evidence::{ErrorText, Fact, Item};
use htd_source::SourceId;

fn texts(original: &str) -> Vec<ErrorText> {
    let items = read(SourceId(0), original).items.into_iter();
    items.filter_map(|item| if let Item::ErrorText(text) = item { Some(text) } else { None }).collect()
}

fn symptoms(original: &str) -> Vec<TextId> {
    texts(original).iter().map(|text| text.id).collect()
}

#[track_caller]
fn only(original: &str, symptom: TextId) -> (ErrorText, String) {
    let mut found = texts(original);
    assert_eq!(found.iter().map(|text| text.id).collect::<Vec<_>>(), [symptom], "{original}");
    let text = found.remove(0);
    let under = original[text.span.start as usize..text.span.end as usize].to_owned();
    (text, under)
}

fn value(text: &ErrorText, fact: Fact) -> &str {
    text.fact(fact).map_or("", |value| value.value.as_str())
}

#[test]
fn a_broken_wrapper_still_tells_whose_queue_it_is() {
    let text = "LastError : 451 4.4.0 Primary target IP addr\n            ess responded with: \"451 5.7.3 STARTTLS \
        is required to send mail\"";
    assert_eq!(symptoms(text), [to_exchange_online::STARTTLS_NOT_OFFERED.id()]);
}

#[test]
fn a_console_may_break_a_text_inside_a_word() {
    let text =
        "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.";
    for width in [23, 40, 60, 80] {
        let mut wrapped = String::new();
        for (index, character) in text.chars().enumerate() {
            if index > 0 && index % width == 0 {
                wrapped.push_str("\n            ");
            }
            wrapped.push(character);
        }
        let found = symptoms(&format!("LastError : {wrapped}"));
        assert_eq!(found, [SEND_CERTIFICATE_NOT_FOUND.id()], "{width}: {wrapped}");
    }
}

#[test]
fn the_chain_of_the_connectivity_test_is_one_text() {
    let original = "450 4.4.101 Proxy session setup failed on Frontend with '451 4.4.0 Primary target IP address \
        responded with \
        \"451 5.7.3 STARTTLS is required to send mail.\" Attempted failover to alternate host, but that did not \
        succeed. Either \
        there are no alternate hosts, or delivery failed to all alternate hosts. The last endpoint attempted was \
        192.0.2.7:25'.";
    let curly = original.replace('\'', "\u{2019}").replace('"', "\u{201D}");
    let wrapped = format!(
        "> {}",
        original.replace(' ', "  ").replace("  session", "\n> session").replace("  is", "<br>is")
    );
    for original in [original.to_owned(), original.to_uppercase(), curly, wrapped] {
        let (text, under) = only(&original, to_on_premises::STARTTLS_REQUIRED.id());
        assert!(
            under.starts_with("450") && under.contains("4.4.101") && under.ends_with("192.0.2.7:25"),
            "{under}"
        );
        assert_eq!(value(&text, Fact::Address), "192.0.2.7:25");
    }
}

#[test]
fn who_was_not_offered_starttls_depends_on_the_wrapping() {
    for online in [
        "LED=450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]",
        "Reason: [{LED=450 4.4.317 Cannot establish session with remote server [Message=451 5.7.3 STARTTLS is \
            required to send mail]",
        "Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail",
        "451 5.7.3 STARTTLS is required to send mail",
    ] {
        let (_, under) = only(online, to_on_premises::STARTTLS_REQUIRED.id());
        assert!(online.contains("remote") == under.to_lowercase().contains("remote"), "{under}");
    }
    for queue in [
        "451 4.4.395 Target host responded with error. -> 451 5.7.3 STARTTLS is required to send mail",
        "[{LED=451 4.4.395 Target host responded with error. \u{2014}> 451 5.7.3 STARTTLS is required to send \
            mail};{MSG=};{FQDN=mail.contoso.com}]",
        "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 STARTTLS is required to send mail.\" \
            Attempted failover \
         to alternate host, but that did not succeed.",
    ] {
        let (_, under) = only(queue, to_exchange_online::STARTTLS_NOT_OFFERED.id());
        assert!(under.contains("451 4.4."), "{under}");
    }
    assert_eq!(
        symptoms("451 5.7.3 STARTTLS is required, 5.7.0 Must issue a STARTTLS command first"),
        [to_on_premises::STARTTLS_REQUIRED.id(), to_exchange_online::STARTTLS_NOT_OFFERED.id()]
    );
}

#[test]
fn every_text_of_the_index() {
    for (text, symptom) in [
        ("451 5.7.3 Must issue a STARTTLS command first.", to_exchange_online::STARTTLS_NOT_OFFERED.id()),
        (
            "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.",
            SEND_CERTIFICATE_NOT_FOUND.id(),
        ),
        (
            "454 4.7.5 The certificate specified in the tlscertificatename of the send connector could not be found.",
            SEND_CERTIFICATE_NOT_FOUND.id(),
        ),
        ("a,*,,TLS negotiation failed with error NoCredentials", to_exchange_online::NO_CREDENTIALS.id()),
        (
            "TLS negotiation failed with error UnknownCredentials",
            to_exchange_online::UNKNOWN_CREDENTIALS.id(),
        ),
        ("421 4.4.2 Connection dropped due to SocketError", SOCKET_ERROR.id()),
        ("TLS negotiation failed with error SocketError", SOCKET_ERROR.id()),
        ("LED=451 4.4.0 Security status IllegalMessage", to_on_premises::ILLEGAL_MESSAGE.id()),
        (
            "451 4.4.0 Primary target IP address responded with: \"421 4.4.1 Connection timed out.\" Attempted \
                failover",
            to_exchange_online::NOT_CONNECTED.id(),
        ),
        (
            "451 4.4.0 Primary target IP address responded with: \"421 4.2.1 Unable to connect.\"",
            to_exchange_online::NOT_CONNECTED.id(),
        ),
        (
            "LED=450 4.4.317 Cannot connect to remote server [Message=UntrustedRoot]",
            to_on_premises::UNTRUSTED_ROOT.id(),
        ),
        ("450 4.7.320 Certificate validation failed UntrustedRoot", to_on_premises::UNTRUSTED_ROOT.id()),
        (
            "454 4.7.0 Failed to establish appropriate TLS channel: UntrustedRoot: Access Denied.",
            to_exchange_online::UNTRUSTED_ROOT.id(),
        ),
        (
            "454 4.7.0 Failed to establish appropriate TLS channel ATTR41: CertificateExpired: Access Denied",
            to_exchange_online::CERTIFICATE_EXPIRED.id(),
        ),
        ("[Message=CertExpired]", to_exchange_online::CERTIFICATE_EXPIRED.id()),
        (
            "TlsDomainCapabilities='None'; Status='NoRemoteCertificate'",
            to_on_premises::NO_CLIENT_CERTIFICATE.id(),
        ),
        (
            "Client certificate chain validation status: 'EmptyCertificate'",
            to_on_premises::NO_CLIENT_CERTIFICATE.id(),
        ),
        (
            "550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched",
            to_exchange_online::TENANT_INBOUND_ATTRIBUTION.id(),
        ),
        (
            "550 5.7.64 TenantAttribution; Relay Access Denied SMTP",
            to_exchange_online::TENANT_ATTRIBUTION.id(),
        ),
        ("550 5.7.64 Relay Access Denied ATTR36", to_exchange_online::ATTR36.id()),
        ("451 4.7.0 Temporary server error. Please try again later. PRX5", PRX5.id()),
        ("451 4.7.0 Temporary server error. Please try again later. PRX4 NextHop:", PRX_OTHER.id()),
        (
            "X-CrossPremisesHeadersFilteredBySendConnector: EX01.contoso.com",
            to_exchange_online::HEADERS_FILTERED.id(),
        ),
        ("X-MS-Exchange-Organization-AuthAs: Anonymous", either_lane::AUTH_AS_ANONYMOUS.id()),
        (
            "\"Failed to synchronize entry CN=Outbound to Office 365,CN=Connections\"",
            to_exchange_online::EDGE_SYNC_FAILED.id(),
        ),
        (
            "RequiredTls flag should be set to true if TlsCertificateName is specified.",
            to_exchange_online::WIZARD_REQUIRED_TLS.id(),
        ),
        (
            "HCW8010 Default Receive Connector cannot be found on server EX01.",
            to_on_premises::WIZARD_RECEIVE_CONNECTOR_MISSING.id(),
        ),
        ("HCW8011 Ambiguous configuration", to_exchange_online::WIZARD_SEND_CONNECTOR_AMBIGUOUS.id()),
        (
            "The Secure Mail Certificate on server EX01 is not bound to the SMTP Service",
            either_lane::WIZARD_CERTIFICATE_NOT_BOUND.id(),
        ),
        (
            "No valid certificate exists for the Hub Transport server(s).",
            either_lane::WIZARD_NO_CERTIFICATE.id(),
        ),
        ("No valid hybrid certificate found", either_lane::WIZARD_NO_CERTIFICATE.id()),
        (
            "450 4.4.316 Connection refused [Message=Socket error code 10061]",
            to_on_premises::PORT_UNREACHABLE.id(),
        ),
        ("421 4.7.66 TLS 1.0 and 1.1 are not supported.", to_exchange_online::OLD_TLS_REFUSED.id()),
        ("450 4.7.323 tlsa-invalid: The domain failed DANE validation.", either_lane::DANE_OR_MTA_STS.id()),
        (
            "450 4.7.230 Connecting Exchange server version is out-of-date; connection",
            either_lane::LOOK_ALIKE.id(),
        ),
        (
            "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization",
            to_exchange_online::DIRECT_SEND_REJECTED.id(),
        ),
        ("#550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found ##", either_lane::LOOK_ALIKE.id()),
        ("451 4.4.5 ATTR46", either_lane::LOOK_ALIKE.id()),
    ] {
        let found = symptoms(text);
        assert_eq!(found.first(), Some(&symptom), "{text}: {found:?}");
        assert!(found.iter().all(|other| *other == symptom), "{text}: {found:?}");
        assert_eq!(
            symptoms(&format!("He wrote: {}", text.to_lowercase().replace(' ', "\n  "))),
            found,
            "{text}"
        );
    }
}

#[test]
fn blocks_name_hosts_and_addresses() {
    let original = "Reason: [{LED=450 4.7.320 Certificate validation failed [Message=SubjectMismatch] \
        [LastAttemptedServerName=mail.contoso.com] [LastAttemptedIP=192.0.2.1:25] \
        [EUR01FT001.eop-EUR01.prod.protection.outlook.com]}\
        ;{MSG=SubjectMismatch};{FQDN=mail.contoso.com};{IP=192.0.2.1};{LRT=11/1/2025 12:12:45 PM}]. \
        OutboundProxyTargetIP: \
        192.0.2.1. OutboundProxyTargetHostName: mail.contoso.com";
    let (text, under) = only(original, SUBJECT_MISMATCH.id());
    assert!(under.starts_with("LED=450 4.7.320") && under.ends_with("HostName: mail.contoso.com"), "{under}");
    assert_eq!(value(&text, Fact::Host), "mail.contoso.com");
    assert_eq!(value(&text, Fact::Address), "192.0.2.1:25");
    assert!(text.fact(Fact::ExpectedSubject).is_none());
}

#[test]
fn an_error_ends_with_the_queue_in_which_it_stands() {
    let error = "451 4.4.0 Primary target IP address responded with: \"421 4.4.1 Connection timed out.\" Attempted \
        failover to alternate host, but that did not succeed.";
    let list = |identity: &str, more: &str| {
        format!("Identity  : {identity}\nLastError : [{{LED={error}}}{more}]\n\n")
    };
    let json = |identity: &str, more: &str| {
        let error = error.replace('"', "\\\"");
        format!("{{\n  \"Identity\":  \"{identity}\",\n  \"LastError\":  \"[{{LED={error}}}{more}]\"\n}},\n")
    };
    let csv = |identity: &str, more: &str| {
        format!("\"{identity}\",\"[{{LED={}}}{more}]\"\n", error.replace('"', "\"\""))
    };
    let host = ";{FQDN=mx.adatum.example}";
    for original in [
        list("EX01-3", "") + &list("EX01-4", host),
        json("EX01-3", "") + &json("EX01-4", host),
        csv("EX01-3", "") + &csv("EX01-4", host),
    ] {
        let texts = texts(&original);
        let hosts: Vec<bool> = texts.iter().map(|text| text.fact(Fact::Host).is_some()).collect();
        assert_eq!(hosts, [false, true], "{original}");
    }
}

#[test]
fn a_mismatch_names_both_subjects() {
    let original = "| Reason: [{LED=450 4.4.317 Cannot connect to remote server [Message=SubjectMismatch \
        Expected<br><br>Subject: \
        \\*.contoso.com. Presented Subject: CN=EX01, O=Contoso Inc. \
        Thumbprint:<br><br>0123456789ABCDEF0123456789ABCDEF.] \
        [LastAttemptedServerName=mail.contoso.com]<br><br>[LastAttemptedIP=192.0.2.1:25] [SmtpSecurity=-1;-1] [BN7. \
        OutboundProxyTargetIP:<br><br>192.0.2.1. OutboundProxyTargetHostName: mail.contoso.com | Exchange Online";
    let (text, _) = only(original, SUBJECT_MISMATCH.id());
    assert_eq!(value(&text, Fact::ExpectedSubject), "*.contoso.com");
    let span = text.fact(Fact::ExpectedSubject).unwrap().span;
    assert_eq!(&original[span.start as usize..span.end as usize], "\\*.contoso.com");
    assert_eq!(value(&text, Fact::PresentedSubject), "CN=EX01, O=Contoso Inc");
    assert_eq!(value(&text, Fact::Thumbprint), "0123456789ABCDEF0123456789ABCDEF");
    assert_eq!(value(&text, Fact::Host), "mail.contoso.com");
}

#[test]
fn unable_to_relay_counts_in_a_report_of_exchange_online_only() {
    let report = "Your message to <recipient> couldn't be delivered.\nSecurity or policy settings at <recipient \
        domain> have rejected \
        your message.\n\nError Details:\nReported error: 550 5.7.1 *Unable to relay*\nDSN generated by: \
        AM0PR01MB1642.eurprd01.prod.outlook.com\nRemote server: EX01.contoso.com\nNext";
    for original in [
        report.to_owned(),
        report.replace('*', "\\*"),
        report.replace('*', ""),
        report.replace('\n', "  \n> "),
    ] {
        let (text, under) = only(&original, UNABLE_TO_RELAY.id());
        assert_eq!(value(&text, Fact::GeneratedBy), "AM0PR01MB1642.eurprd01.prod.outlook.com");
        assert_eq!(value(&text, Fact::Host), "EX01.contoso.com");
        assert!(under.starts_with("Security or policy") && under.ends_with("EX01.contoso.com"), "{under}");
    }
    assert!(symptoms("550 5.7.1 Unable to relay").is_empty());
    assert!(
        symptoms("Reported error: 550 5.7.1 Unable to relay\nDSN generated by: EX01.contoso.com").is_empty()
    );
    only("Security or policy settings at contoso.com have rejected your message.", UNABLE_TO_RELAY.id());
}

#[test]
fn symptoms_in_the_words_of_the_articles_and_of_people() {
    for (text, symptom) in [
        (
            "You cannot receive mail from the Internet or from Microsoft 365 when you use Transport Layer Security \
                (TLS).",
            to_on_premises::STARTTLS_REQUIRED.id(),
        ),
        ("We can't receive email from Office 365 since yesterday", to_on_premises::STARTTLS_REQUIRED.id()),
        (
            "- The check connectivity test to the on-premises server fails, and you",
            to_on_premises::STARTTLS_REQUIRED.id(),
        ),
        ("you notice that the `STARTTLS` command is missing.", to_on_premises::STARTTLS_REQUIRED.id()),
        ("telnet shows no STARTTLS", to_on_premises::STARTTLS_REQUIRED.id()),
        ("STARTTLS is not offered on port 25", to_on_premises::STARTTLS_REQUIRED.id()),
        (
            "Email messages from Exchange Online users to on-premises users are missing Skype for Business \
                presence information.",
            to_on_premises::TRUSTED_HEADERS_LOST.id(),
        ),
        ("Presence is gone in Outlook for Skype users", to_on_premises::TRUSTED_HEADERS_LOST.id()),
        (
            "Email messages display the sender name as \\<FirstName> \\<LastName> \\<SMTPaddress> instead of as \
                \\<FirstName> \\<LastName>.",
            to_on_premises::TRUSTED_HEADERS_LOST.id(),
        ),
        (
            "messages display the sender name as FirstName LastName SMTPaddress instead of",
            to_on_premises::TRUSTED_HEADERS_LOST.id(),
        ),
        (
            "The sender is shown with the SMTP address behind the name",
            to_on_premises::TRUSTED_HEADERS_LOST.id(),
        ),
        ("On-premises users are unable to send email messages to Exchange Online users.", CANNOT_SEND.id()),
        (
            "Exchange Online users who send email messages to external recipients receive a nondelivery report (NDR)",
            UNABLE_TO_RELAY.id(),
        ),
    ] {
        let found = symptoms(text);
        assert!(!found.is_empty() && found.iter().all(|other| *other == symptom), "{text}: {found:?}");
    }
    for text in [
        "STARTTLS is offered and works.",
        "250-STARTTLS",
        "The sender wrote an e-mail to me.",
        "presence of mind is missing",
        "I receive mail every day. Microsoft 365 is fine.",
        "The certificate is UntrustedRoot-like. The property CertificateExpired exists.",
        "Version 5.1.1 of 550 things",
    ] {
        assert!(symptoms(text).is_empty(), "{text}: {:?}", symptoms(text));
    }
}

#[test]
fn the_outdated_value_whole_or_cut_but_not_in_a_command() {
    let whole = "<I>CN=MSIT Machine Auth CA 2, DC=redmond, DC=corp, DC=microsoft, \
        DC=com<S>CN=mail.protection.outlook.com, \
        OU=Forefront Online Protection for Exchange, O=Microsoft, L=Redmond, S=WA, C=US:AcceptCloudServicesMail";
    assert_eq!(only(whole, to_on_premises::OUTDATED_CAPABILITY.id()).1, whole);
    let cut = "<I>CN=MSIT Machine Auth CA 2, DC=Redmond, DC=corp, DC=microsoft, DC=com";
    assert_eq!(only(&format!("{cut}..."), to_on_premises::OUTDATED_CAPABILITY.id()).1, cut);
    for text in [
        "&lt;i&gt;cn=msit machine auth ca 2, dc=redmond",
        "CN=MSIT Machine Auth CA 2",
        "{<I>CN=MSIT Machine\n    Auth CA 2, DC=Redmond}",
        "<I>CN=MSIT Machine Auth CA...",
        "<I>CN=MSIT Machine Auth\u{2026}",
    ] {
        only(text, to_on_premises::OUTDATED_CAPABILITY.id());
    }
    for command in [
        "Get-ReceiveConnector |where {$_.TlsDomainCapabilities -like \"*MSIT Machine Auth CA 2*\"}",
        "[PS] C:\\>Get-ReceiveConnector |where {$_.TlsDomainCapabilities\n -like \"*MSIT Machine Auth CA 2*\"}",
        "$rc=Get-ReceiveConnector |where {$_.TlsDomainCapabilities -like \"*MSIT Machine Auth CA 2*\"}",
        "Set-ReceiveConnector x -TlsDomainCapabilities '<I>CN=MSIT Machine Auth CA 2'",
        "MSIT Machine Auth CA 1",
        "Get-Queue | where {$_.LastError -like '*STARTTLS is required to send mail*'}",
    ] {
        assert!(symptoms(command).is_empty(), "{command}");
    }
}

#[test]
fn connectors_that_hold_a_certificate_are_named() {
    let original = "Remove-ExchangeCertificate : A special Rpc error occurs on server EX01: These certificates are \
        tagged with following \
        Send Connectors : Outbound to Office 365 - b18e4be7. Removing and replacing certificates from Send \
        Connector would break";
    let (text, _) = only(original, to_exchange_online::CERTIFICATE_TAGGED.id());
    assert_eq!(value(&text, Fact::Connector), "Outbound to Office 365 - b18e4be7");
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the test measures that hostile text costs no more than its length"
)]
fn hostile_texts_end_soon() {
    let start = std::time::Instant::now();
    for piece in [
        "LED=",
        "[",
        "451 5.7.3 STARTTLS is required to send mail ",
        "starttls ",
        "SubjectMismatch Expected Subject: ",
        "550 5.7.1 Unable to relay ",
        "<I>",
        "MSIT Machine Auth ",
        "presence ",
        "security or policy settings at ",
        "\"'",
        "a\n",
    ] {
        let found = texts(&piece.repeat(100_000 / piece.len()));
        assert!(found.len() <= 150, "{piece}");
    }
    // One long line in which every word is looked at: quadratic work would take minutes here.
    assert!(texts(&"starttls ".repeat(80_000)).is_empty());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn the_question_of_the_shell_is_one_text() {
    let prompt = "Confirm\nOverwrite the existing default SMTP certificate?\n\nCurrent certificate: '00' (expires \
        12/30/2027 2:39:08 PM)\n\
        Replace it with certificate: '01' (expires 1/5/2028 9:04:48 AM)\n[Y] Yes  [A] Yes to All  [N] No  [L] No \
        to All  [?] Help (default is \"Y\")";
    for original in [prompt.to_owned(), prompt.replace('\n', " "), prompt.replace('\'', "\u{2019}")] {
        let (_, under) = only(&original, either_lane::OVERWRITE_PROMPT.id());
        assert_eq!(under, original);
    }
    let (_, under) =
        only("It asks: Overwrite the existing default SMTP certificate?", either_lane::OVERWRITE_PROMPT.id());
    assert_eq!(under, "Overwrite the existing default SMTP certificate");
    assert!(symptoms("# At \"Overwrite the existing default SMTP certificate?\" answer N.").is_empty());
}

#[test]
fn what_windows_says_of_a_chain() {
    let original = "WARNING: Chain status: \n    CERT_TRUST_IS_REVOKED\n    CERT_TRUST_IS_PARTIAL_CHAIN\n    \
        CERT_TRUST_IS_OFFLINE_REVOCATION\n\
        Test-Certificate : The certificate is revoked. 0x80092010 (-2146885616 CRYPT_E_REVOKED)";
    assert_eq!(
        symptoms(original),
        [
            either_lane::CERTIFICATE_REVOKED.id(),
            either_lane::CHAIN_NOT_TRUSTED.id(),
            either_lane::REVOCATION_UNKNOWN.id(),
            either_lane::CERTIFICATE_REVOKED.id()
        ]
    );
}

#[test]
fn blocks_name_when_and_where_it_was_tried() {
    let (text, _) = only(
        "[{LED=454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be \
            found.};{MSG=};\
         {FQDN=contoso-mail-onmicrosoft-com.mail.protection.outlook.com};{IP=198.51.100.7};{LRT=11/21/2026 9:15:04 \
         PM}]",
        SEND_CERTIFICATE_NOT_FOUND.id(),
    );
    assert_eq!(value(&text, Fact::Host), "contoso-mail-onmicrosoft-com.mail.protection.outlook.com");
    assert_eq!(value(&text, Fact::Address), "198.51.100.7");
    assert_eq!(value(&text, Fact::LastTried), "11/21/2026 9:15:04 PM");
}

#[test]
fn blocks_without_a_known_text_are_read_all_the_same() {
    let block = "Reason: [{LED=450 4.4.999 Nobody knows what; it is [Message=x] [LastAttemptedIP=192.0.2.7:25]};{MSG=};\
        {FQDN=mail.contoso.example};{IP=192.0.2.7};{LRT=2/18/2026 11:23:20 AM}]";
    let (text, under) = only(block, either_lane::UNKNOWN.id());
    assert_eq!(value(&text, Fact::Host), "mail.contoso.example");
    assert!(under.starts_with("LED=450") && under.ends_with("AM"), "{under}");
    // A known text in the same block says more, also where a console broke it.
    let known = block.replace("Nobody knows what", "451 5.7.3 STARTTLS is required to send mail");
    only(&known, to_on_premises::STARTTLS_REQUIRED.id());
    let broken = known.replace("STARTTLS is", "STARTT\n      LS is");
    assert_eq!(symptoms(&broken), [to_on_premises::STARTTLS_REQUIRED.id()]);
    for text in ["LED=", "LED=on", "the LED=4504", "{LED=45", "LED=200 fine}"] {
        assert_eq!(symptoms(text), [], "{text}");
    }
}

#[test]
fn an_error_knows_the_queue_that_it_stands_in() {
    let list = "DeliveryType     : SmartHostConnectorDelivery\nNextHopDomain    : \
        contoso.mail.onmicrosoft.com\nNextHopConnector \
        : 0b1c2d3e-4455-6677-8899-aabbccddeeff\nLastError        : 421 4.4.2 Connection dropped due to SocketError\n\n\
        DeliveryType     : SmtpDeliveryToMailbox\nNextHopDomain    : db01\nNextHopConnector : 00000000-0000-0000-0000-\
        000000000000\nLastError        : 421 4.4.2 Connection dropped due to SocketError\n\n451 5.7.3 STARTTLS is \
        required to send mail\n";
    let reading = read(SourceId(0), list);
    let texts: Vec<_> = reading
        .items
        .iter()
        .filter_map(|item| if let Item::ErrorText(text) = item { Some(text) } else { None })
        .map(|text| [value(text, Fact::NextHop), value(text, Fact::NextHopConnector)])
        .collect();
    assert_eq!(
        texts,
        [["contoso.mail.onmicrosoft.com", "0b1c2d3e-4455-6677-8899-aabbccddeeff"], ["db01", ""], ["", ""]]
    );
}

#[test]
fn the_host_that_gave_an_error_is_one_of_its_facts() {
    let online = "BN8NAM11FT011.mail.protection.outlook.com";
    for (host, symptom) in [
        ("mail.contoso.example", to_on_premises::STARTTLS_REQUIRED.id()),
        (online, to_exchange_online::STARTTLS_NOT_OFFERED.id()),
    ] {
        for between in [":\n", ": ", ":** ", ":\n\n"] {
            let original = format!(
                "Sorry\n\n**{host} gave this error{between}451 5.7.3 STARTTLS is required to send mail\n"
            );
            let (text, under) = only(&original, symptom);
            assert!(under.starts_with("451"), "{under}");
            assert_eq!(value(&text, Fact::Host), host, "{original}");
        }
    }
    // What stands in the blocks of the error is nearer to it, and what is far off is of something else.
    let inside = format!(
        "{online} gave this error:\n[{{LED=450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS \
            is required to send mail]}};{{FQDN=mail.contoso.example}}]"
    );
    let (text, _) = only(&inside, to_on_premises::STARTTLS_REQUIRED.id());
    assert_eq!(value(&text, Fact::Host), "mail.contoso.example");
    let far = format!(
        "{online} gave this error:\n{}\n451 5.7.3 STARTTLS is required to send mail",
        "word ".repeat(40)
    );
    assert_eq!(value(&only(&far, to_on_premises::STARTTLS_REQUIRED.id()).0, Fact::Host), "");
    for nobody in ["The server gave this error: ", "a@contoso.example gave this error: ", "gave this error: "]
    {
        let original = format!("{nobody}451 5.7.3 STARTTLS is required to send mail");
        assert_eq!(value(&only(&original, to_on_premises::STARTTLS_REQUIRED.id()).0, Fact::Host), "");
    }
    let rejected = format!(
        "Error: 550 5.7.64 TenantAttribution; Relay Access Denied SMTP\nMessage rejected by: {online}\n"
    );
    assert_eq!(value(&only(&rejected, to_exchange_online::TENANT_ATTRIBUTION.id()).0, Fact::Host), online);
}
