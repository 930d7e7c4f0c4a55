//! The bytes of a certificate as `Format-List` prints them, `RawData : {48, 130, 5, 12…`, where the console was
//! told to print a whole list.

use crate::item::{Item, Value};
use htd_x509::Certificate;

/// Reads the certificates that stand in the objects of a shell as numbers.
pub(crate) fn read(items: &mut [Item]) {
    for item in items {
        let Item::Record(record) = item else { continue };
        let place = record.properties.iter().position(|property| {
            property.value.list.is_some() && property.name.value.eq_ignore_ascii_case("RawData")
        });
        let Some(place) = place else { continue };
        let printed = record.properties.get(place).and_then(|property| certificate(&property.value));
        // A digit that was lost in copying makes it another certificate.
        let same = |found: &Certificate| {
            record
                .get("Thumbprint")
                .is_none_or(|own| own.value.cut || own.value.text.eq_ignore_ascii_case(&found.thumbprint))
        };
        if let Some(found) = printed.filter(same) {
            record.certificate = Some(Box::new(found));
            record.properties.remove(place);
        }
    }
}

/// The certificate of a list of numbers. One that the console cut is none.
fn certificate(value: &Value) -> Option<Certificate> {
    let mut der = Vec::new();
    for entry in value.list.as_ref().filter(|_| !value.cut)? {
        der.push(entry.value.parse().ok()?);
    }
    htd_x509::parse_der(&der).ok()
}

#[cfg(test)]
mod tests {
    use crate::item::Record;
    use crate::sample::read;
    use htd_source::SourceId;

    const DER: &[u8] = include_bytes!("../../../../tests/fixtures/certificates/mail-in-use.der");

    fn one(text: &str) -> Record {
        let (_, reading) = read(SourceId(0), "list.txt", text.as_bytes());
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let mut records: Vec<Record> = reading.records().cloned().collect();
        assert_eq!(records.len(), 1, "{text}");
        records.remove(0)
    }

    fn thumbprint(record: &Record) -> &str {
        record.certificate.as_ref().map_or("", |found| &found.thumbprint)
    }

    /// The list as a console of a width prints it: broken at blanks, indented to the column of values.
    fn list(width: usize) -> String {
        let mut text = String::from("RawData    : {");
        let mut column = 0;
        for (index, byte) in DER.iter().enumerate() {
            let word = format!("{byte}{}", if index + 1 < DER.len() { "," } else { "}" });
            if column + word.len() + 1 > width {
                text.push_str("\n             ");
                column = 0;
            } else if index > 0 {
                text.push(' ');
            }
            text.push_str(&word);
            column += word.len() + 1;
        }
        text + "\n"
    }

    #[test]
    fn a_whole_list_is_the_certificate() {
        let expected = htd_x509::parse_der(DER).unwrap();
        for width in [60, 67, 107, 10_000] {
            for tail in ["", "Services   : SMTP\n"] {
                let text = format!("Thumbprint : {}\n{}{tail}", expected.thumbprint, list(width));
                let record = one(&text);
                assert_eq!(thumbprint(&record), expected.thumbprint, "{text}");
                assert_eq!(record.properties.len(), 1 + usize::from(!tail.is_empty()));
            }
        }
        let alone = one(&format!("[PS] C:\\>Get-ExchangeCertificate | fl RawData\n\n{}", list(67)));
        assert_eq!(thumbprint(&alone), expected.thumbprint);
    }

    #[test]
    fn what_was_cut_or_changed_is_no_certificate() {
        let thumbprint = htd_x509::parse_der(DER).unwrap().thumbprint;
        let whole = list(67);
        for list in [
            "RawData    : {48, 130, 5, 12...}\n".to_owned(),
            "RawData    : {48, 130, 5, 12\u{2026}}\n".to_owned(),
            "RawData    : {}\n".to_owned(),
            "RawData    : {System.Byte}\n".to_owned(),
            whole.replacen("48, ", "480, ", 1),
            whole.replacen("48, ", "48, 13, ", 1),
        ] {
            let record = one(&format!("Thumbprint : {thumbprint}\n{list}Services   : SMTP\n"));
            assert!(record.certificate.is_none(), "{list}");
            assert_eq!(record.get("Services").map(|services| services.value.text.as_str()), Some("SMTP"));
        }
        let other = one(&format!("Thumbprint : {}\n{whole}", "AB".repeat(20)));
        assert!(other.certificate.is_none());
        for end in (0..whole.len()).step_by(5) {
            let text = format!("Thumbprint : {thumbprint}\n{}", whole.get(..end).unwrap());
            let (_, reading) = read(SourceId(0), "list.txt", text.as_bytes());
            assert!(
                reading.records().all(|record| record.certificate.is_none() || end + 2 >= whole.len()),
                "{end}"
            );
        }
    }
}
