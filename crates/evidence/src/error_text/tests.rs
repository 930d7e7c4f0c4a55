use super::*;
use crate::sample::{WORDINGS, damaged};
use htd_source::{Clean, SourceId};
use proptest::prelude::*;

fn found(original: &str) -> Vec<(&'static str, String)> {
    let clean = Clean::new(SourceId(0), original);
    let items = read(&mut Page::new(&clean, &beginnings(WORDINGS)), WORDINGS).into_iter();
    let texts = items.map(|item| match item {
        Item::ErrorText(text) => text,
        other => panic!("{other:?}"),
    });
    texts
        .map(|text| (text.id.0, original[text.span.start as usize..text.span.end as usize].to_owned()))
        .collect()
}

fn ids(original: &str) -> Vec<&'static str> {
    found(original).into_iter().map(|(id, _)| id).collect()
}

#[test]
fn a_certain_number_goes_before_any_number() {
    assert_eq!(ids("Please try again later. PRX5"), ["first"]);
    assert_eq!(ids("Please try again later. PRX51"), ["other"]);
    assert!(ids("Please try again later. PRX").is_empty());
}

#[test]
fn what_a_wording_stands_in_tells_which_text_it_is() {
    let text = "STARTTLS is required to send mail";
    assert_eq!(
        ids(&format!("450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 {text}]")),
        ["required"]
    );
    assert_eq!(
        ids(&format!("451 4.4.395 Target host responded with error. -> 451 5.7.3 {text}")),
        ["in-queue"]
    );
}

#[test]
fn a_code_gives_way_to_whatever_says_more() {
    let whole = "[{LED=550 5.0.350 Remote server returned an error};{FQDN=mail.contoso.example}]";
    assert_eq!(ids(whole), ["code"]);
    assert_eq!(
        ids(&whole.replace("Remote server returned an error", "TenantAttribution; Relay Access Denied")),
        ["attribution"]
    );
}

#[test]
fn what_is_not_looked_for_is_not_found() {
    let clean = Clean::new(SourceId(0), "454 4.7.5 Certificate validation failure. STARTTLS is missing");
    assert!(read(&mut Page::new(&clean, &beginnings(&[])), &[]).is_empty());
}

#[test]
fn the_texts_of_events_are_no_error_texts() {
    let event = "Microsoft Exchange could not find a certificate that contains the domain name mail.contoso.com in the \
        personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the \
        connector Default Frontend EX01 with a FQDN parameter of mail.contoso.com. STARTTLS is missing.";
    let clean = Clean::new(SourceId(0), event);
    let mut page = Page::new(&clean, &beginnings(WORDINGS));
    crate::windows::event::read(&mut page);
    assert!(read(&mut page, WORDINGS).is_empty());
}

#[test]
fn free_lines_are_claimed() {
    let clean = Clean::new(SourceId(0), "Hello\n451 5.7.3 STARTTLS is\nrequired to send mail\nBye");
    let mut page = Page::new(&clean, &beginnings(WORDINGS));
    read(&mut page, WORDINGS);
    assert_eq!((0..4).map(|line| page.is_free(line)).collect::<Vec<_>>(), [true, false, false, true]);
}

const FAILURES: &str = "Reason: [{LED=450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is \
    required \
    to send mail.] [LastAttemptedIP=192.0.2.1:25]};{FQDN=a}] Please try again later. PRX5 STARTTLS is missing. \
    LED=550 ";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damage_does_no_harm(text in damaged(FAILURES, 5, &['\u{1F600}', '\u{201C}', '\n'])) {
        found(&text);
    }
}
