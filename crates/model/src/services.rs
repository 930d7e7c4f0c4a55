use crate::same::Same;
use crate::{Known, List, known};
use htd_evidence::Record;
use htd_exchange::objects::exchange_certificate::{SERVICE_LETTERS, SERVICES};
use htd_source::Spanned;

/// The services that a certificate is enabled for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Services {
    /// As Exchange names them: `IMAP`, `POP`, `UM`, `IIS`, `SMTP`, `Federation`, `UMCallRouter`.
    pub names: Vec<&'static str>,
}

impl Services {
    /// Whether it is enabled for SMTP.
    pub fn smtp(&self) -> bool {
        self.names.contains(&"SMTP")
    }

    /// Reads the list (`IMAP, POP, IIS, SMTP`), the table's column (`IP.WS..`) or the number.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('{').trim_end_matches('}');
        if text.eq_ignore_ascii_case("none") || text == "0" {
            return Some(Self { names: Vec::new() });
        }
        let selected = |test: &dyn Fn(usize, &str, char) -> bool| {
            let chosen =
                SERVICE_LETTERS.iter().enumerate().filter(|(bit, (name, letter))| test(*bit, name, *letter));
            Self { names: chosen.map(|(_, (name, _))| *name).collect() }
        };
        if let Ok(bits) = text.parse::<u32>() {
            return (bits < 128).then(|| selected(&|bit, _, _| bits >> bit & 1 == 1));
        }
        let is_column = (6..=7).contains(&text.len())
            && text.contains(".")
            && text.chars().all(|c| c == '.' || SERVICE_LETTERS.iter().any(|(_, letter)| *letter == c));
        let all_letters = matches!(text, "IPUWSF" | "IPUWSFC");
        if is_column || all_letters {
            return Some(selected(&|_, _, letter| text.chars().any(|c| c == letter)));
        }
        let words: Vec<&str> = text.split(',').map(str::trim).collect();
        let known =
            words.iter().all(|word| SERVICE_LETTERS.iter().any(|(name, _)| name.eq_ignore_ascii_case(word)));
        known.then(|| selected(&|_, name, _| words.iter().any(|word| word.eq_ignore_ascii_case(name))))
    }
}

impl Same for Services {
    fn is_same(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

/// What a certificate is enabled for. `None` is a word; where nothing is printed at all, the shell did not know
/// the type, and the services are not known.
pub(crate) fn services_of(record: &Record) -> Known<Services> {
    let Some(value) = record.get(SERVICES.name).map(|printed| &printed.value) else {
        return Known::NotCollected;
    };
    let text = match (known::number_alone(value), known::list_of(value)) {
        (Some(number), _) => number.to_string(),
        (None, Known::Value(list)) => joined(&list.value),
        (None, Known::Cut(text)) => return Known::Cut(text),
        (None, _) => return Known::NotCollected,
    };
    Services::parse(&text)
        .map_or(Known::NotCollected, |services| Known::Value(Spanned::new(services, value.span)))
}

fn joined(list: &List) -> String {
    let entries: Vec<&str> = list.entries.iter().map(|entry| entry.value.as_str()).collect();
    entries.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_read_as_list_column_and_number() {
        let smtp = |text: &str| Services::parse(text).map(|services| services.smtp());
        for text in
            ["IMAP, POP, IIS, SMTP", "SMTP", "{IMAP, SMTP}", "IP.WS..", "....S..", "....SF", "27", "16"]
        {
            assert_eq!(smtp(text), Some(true), "{text}");
        }
        for text in ["None", "IMAP, POP, IIS", "IP.W...", ".......", "11", "0"] {
            assert_eq!(smtp(text), Some(false), "{text}");
        }
        for text in ["", "whatever", "SMTP, Xyz", "4096"] {
            assert_eq!(smtp(text), None, "{text}");
        }
    }
}
