use crate::item::{Format, Item, Reading, Record};
use crate::sample::read;
use htd_source::SourceId;

fn reading(text: &str) -> Reading {
    read(SourceId(0), "paste", text.as_bytes()).1
}

fn records(text: &str) -> Vec<Record> {
    let items = reading(text).items.into_iter();
    items.filter_map(|item| if let Item::Record(record) = item { Some(record) } else { None }).collect()
}

fn row(record: &Record) -> Vec<(&str, &str, bool)> {
    let cells = record.properties.iter();
    cells.map(|cell| (&*cell.name.value, cell.value.text.as_str(), cell.value.cut)).collect()
}

const A: &str = "B8FFF722AAF9E4CFA055581061F6020C70BAC8AF";
const B: &str = "EB68147037AA94700E07832B99A71CC6F6FAAD5A";

fn certificates() -> String {
    format!(
        "[PS] C:\\>Get-ExchangeCertificate -Server EX01\n\n\
         Thumbprint                                Services   Subject\n\
         ----------                                --------   -------\n\
         {A}  IP.WS..    CN=mail.contoso.com, OU=IT...\n\
         {B}  .......    CN=WMSvc-EX01\n\n\n"
    )
}

#[test]
fn a_table_of_certificates_is_read_with_its_places() {
    let text = certificates();
    let reading = reading(&text);
    assert_eq!(reading.format, Format::FormatTable);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let found = records(&text);
    assert_eq!(
        row(&found[0]),
        [
            ("Thumbprint", A, false),
            ("Services", "IP.WS..", false),
            ("Subject", "CN=mail.contoso.com, OU=IT", true),
        ]
    );
    assert_eq!(row(&found[1])[1], ("Services", ".......", false));
    assert_eq!(row(&found[1])[2], ("Subject", "CN=WMSvc-EX01", true));
    assert_eq!(found[0].command.as_ref().unwrap().argument("Server").unwrap().value, "EX01");
    for cell in &found[1].properties {
        assert_eq!(&text[cell.value.span.start as usize..cell.value.span.end as usize], cell.value.text);
        assert_eq!(&text[cell.name.span.start as usize..cell.name.span.end as usize], &*cell.name.value);
    }
    let span = found[1].span;
    assert!(text[span.start as usize..span.end as usize].starts_with(B));
}

#[test]
fn it_is_read_however_it_was_pasted() {
    let text = certificates();
    let expected: Vec<Vec<(String, String)>> = records(&text).iter().map(cells).collect();
    fn cells(record: &Record) -> Vec<(String, String)> {
        row(record).iter().map(|(name, value, _)| ((*name).to_owned(), (*value).to_owned())).collect()
    }
    let lines = |change: &dyn Fn(&str) -> String| -> String {
        text.lines().map(|line| change(line) + "\n").collect()
    };
    for (how, changed) in [
        ("collapsed", lines(&|line| line.split_whitespace().collect::<Vec<_>>().join(" "))),
        ("quoted", lines(&|line| format!("> {line}"))),
        ("indented", lines(&|line| format!("    {line}"))),
        ("forum", lines(&|line| format!("{line}  "))),
        ("no-break blanks", text.replace(' ', "\u{A0}")),
        ("ellipsis", text.replace("...\n", "…\n")),
        (
            "without a heading",
            lines(&|line| {
                if line.contains("--") || line.contains("Subject") { String::new() } else { line.to_owned() }
            }),
        ),
    ] {
        let found: Vec<_> = records(&changed).iter().map(cells).collect();
        assert_eq!(found, expected, "{how}\n{changed}");
        assert!(reading(&changed).problems.is_empty(), "{how}");
    }
}

#[test]
fn six_positions_and_an_empty_subject() {
    let found = records(&format!("{A}  ....SF    CN=Federation\n{B}  IP.WS.\n"));
    assert_eq!(row(&found[0])[1].1, "....SF");
    assert_eq!(row(&found[1])[2], ("Subject", "", false));
    for line in [format!("{A} CN=a"), format!("{A} ABCDEF CN=a"), format!("{A}0 ....S.. x"), A.to_owned()] {
        assert!(records(&line).is_empty(), "{line}");
    }
}

#[test]
fn a_row_with_a_certificate_name_needs_no_heading() {
    let found = records("Outbound to Office 365 <I>CN=Fabrikam...<S>CN=mail.contoso.com</S> True\n");
    assert_eq!(
        row(&found[0]),
        [
            ("Name", "Outbound to Office 365", false),
            ("TlsCertificateName", "<I>CN=Fabrikam...<S>CN=mail.contoso.com</S>", true),
        ]
    );
    for text in
        ["It is <I>CN=a<S>CN=b", "<I>CN=a<S>CN=b True", "set to: <I>CN=a<S>CN=b True", "a <I>CN=a True"]
    {
        assert!(records(text).is_empty(), "{text}");
    }
}

#[test]
fn any_table_is_read_by_its_dashes() {
    let found = records(
        "[PS] C:\\>Get-ReceiveConnector\n\n\
         Identity                                Bindings                                Enabled\n\
         --------                                --------                                -------\n\
         EX01\\Default EX01                       {[::]:2525, 0.0.0.0:2525}               True\n\
         EX01\\Default Frontend EX01              {[::]:25, 0.0.0.0:25}                   True\n\
         EX01\\Relay of the printers in the ba... {0.0.0.0:25}                            False\n\n",
    );
    assert_eq!(found.len(), 3);
    assert_eq!(row(&found[1])[0], ("Identity", "EX01\\Default Frontend EX01", false));
    assert_eq!(row(&found[2])[0], ("Identity", "EX01\\Relay of the printers in the ba", true));
    assert_eq!(found[0].get("Bindings").unwrap().value.list.as_ref().unwrap().len(), 2);
    assert_eq!(row(&found[2])[2], ("Enabled", "False", false));

    let found = records(
        "Name ServerRole Edition    AdminDisplayVersion     Count\n\
         ---- ---------- -------    -------------------     -----\n\
         EX01 Mailbox    Enterprise Version 15.1 (Bu...        12\n\
         EX02 Edge       Standard   Version 15.2 (Bu...    123456\n",
    );
    assert_eq!(row(&found[0])[3], ("AdminDisplayVersion", "Version 15.1 (Bu", true));
    assert_eq!(row(&found[1])[4], ("Count", "123456", false));
}

#[test]
fn collapsed_rows_keep_blanks_in_the_name() {
    let found = records(
        "Get-SendConnector\n\nIdentity AddressSpaces Enabled\n-------- ------------- -------\n\
         Outbound to Office 365 - 0b1c {smtp:contoso.mail.onmicrosoft.com;1, smtp:a;1} True\n\n",
    );
    assert_eq!(row(&found[0])[0].1, "Outbound to Office 365 - 0b1c");
    assert_eq!(row(&found[0])[2].1, "True");
}

#[test]
fn the_edge_of_the_console_cuts_without_a_sign() {
    let name = "x".repeat(70);
    let text = format!(
        "Name                Fqdn\n----                ----\na                   {name}\nb                   c\n"
    );
    let found = records(&text);
    assert!(row(&found[0])[1].2);
    assert!(!row(&found[1])[1].2);
}

#[test]
fn cells_wrapped_by_the_shell_are_joined() {
    let found = records(
        "Get-ReceiveConnector | ft -Wrap Name,Fqdn\n\nName    Fqdn\n----    ----\nDefault mail.contoso.com\n\
         \x20       second line\nOther   b\n\n",
    );
    assert_eq!(found.len(), 2);
    assert_eq!(row(&found[0])[1].1, "mail.contoso.com second line");
    assert!(found[0].properties[1].value.wrapped);
}

#[test]
fn titles_and_sentences_are_no_tables() {
    for text in [
        "Problem\n-------\nMail is not delivered\n",
        "Our problem\n--- -------\nThe mail is not delivered any more.\n",
        "----- ----\n----- ----\n",
    ] {
        assert!(records(text).is_empty(), "{text}");
    }
    let text = certificates().trim_end().to_owned() + "\nWhich one of them is used?\n";
    assert_eq!(records(&text).len(), 2);
    assert_eq!(reading(&text).problems.len(), 1);
}

#[test]
fn long_input_takes_linear_time() {
    assert_eq!(records(&"Thumbprint Services\n---------- --------\n".repeat(20_000)).len(), 0);
    records(&format!("a b\n{}", "-- ".repeat(300_000)));
    let rows = "a b c d\n".repeat(40_000);
    assert_eq!(records(&format!("Ab Bc Cd De\n-- -- -- --\n{rows}")).len(), 40_000);
}
