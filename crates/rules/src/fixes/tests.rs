use crate::catalog::{
    CertificateNotBoundToSmtp, CertificateWithoutPrivateKey, ReceiveCertificateNameEmpty,
    ReceiveCertificateNotFound, TlsCertificateNameMalformed,
};
use crate::testing::{certificate, certificates, frontend, judge, judge_by};

const OLD: &str = "<I>CN=Fabrikam Trust CA 1, C=US<S>CN=mail.contoso.example";

#[test]
fn a_name_that_is_a_pattern_gets_no_script() {
    let renewed =
        certificate("CN=Fabrikam Trust CA 2, C=US", "CN=mail.contoso.example", "SMTP", "06/20/2027", 7);
    let evidence = frontend(OLD) + &certificates(&[&renewed]);
    let scripts = |evidence: &str| -> Vec<String> {
        let judged = judge::<ReceiveCertificateNotFound>(evidence);
        assert_eq!(judged.findings.len(), 1);
        let fixes = judged.findings.iter().flat_map(|finding| &finding.fixes);
        fixes
            .map(|fix| fix.apply.as_str().to_owned())
            .filter(|text| text.contains("-ReceiveConnector"))
            .collect()
    };
    let usual = scripts(&evidence);
    assert!(usual.iter().any(|text| text.contains("Set-ReceiveConnector")), "{usual:?}");
    for name in ["EX01\\Default*", "EX01\\*", "*"] {
        let starred = evidence.replace("EX01\\Default Frontend EX01", name);
        assert_eq!(scripts(&starred), Vec::<String>::new(), "{name}");
    }
}

/// Its shell knows that server only, and the wizard does not write its receive connectors.
#[test]
fn an_edge_server_is_asked_in_its_own_shell() {
    let edge = |text: String| {
        text.replace("EX01\\Default Frontend EX01", "EDGE01\\Default internal receive connector EDGE01")
            .replace("FrontendTransport", "HubTransport")
            .replace("EX01", "EDGE01")
    };
    let unbound =
        certificate("CN=Fabrikam Trust CA 2, C=US", "CN=mail.contoso.example", "IIS", "06/20/2027", 7);
    let names = "<I>CN=Fabrikam Trust CA 2, C=US<S>CN=mail.contoso.example";
    let listed = certificates(&[&unbound]);
    for (rule, evidence) in [
        (ReceiveCertificateNameEmpty::ID, frontend("")),
        (TlsCertificateNameMalformed::ID, frontend("CN=mail.contoso.example")),
        (ReceiveCertificateNotFound::ID, frontend(OLD) + &listed),
        (CertificateNotBoundToSmtp::ID, frontend(names) + &listed),
        (
            CertificateWithoutPrivateKey::ID,
            frontend(names) + &listed.replace("Key      : True", "Key      : False"),
        ),
    ] {
        for (evidence, server) in [(evidence.clone(), "EX01"), (edge(evidence), "EDGE01")] {
            let judged = judge_by(rule, std::slice::from_ref(&evidence));
            let fixes: Vec<_> = judged.findings.iter().flat_map(|finding| &finding.fixes).collect();
            let named = format!("$server = '{server}'");
            let role = if server == "EX01" { "$role = 'Mailbox'" } else { "$role = 'Edge'" };
            let mut seen = 0;
            for fix in &fixes {
                let script =
                    [&fix.backup, &fix.apply, &fix.verify, &fix.undo].map(|part| part.as_str()).join("\n");
                if script.contains("Enable-ExchangeCertificate") {
                    seen += 1;
                    assert_eq!(fix.run_on.as_deref(), Some(server), "{rule:?}: {script}");
                    assert_eq!(script.matches(&named).count(), 4, "{rule:?}: {script}");
                    assert_eq!(script.matches(role).count(), 4, "{rule:?}: {script}");
                }
                assert!(server == "EX01" || !script.contains("HybridWizard"), "{rule:?}: {script}");
            }
            assert_eq!(seen, 1, "{rule:?} on {server}: {fixes:#?}");
        }
    }
}
