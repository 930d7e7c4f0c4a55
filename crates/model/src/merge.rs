//! Two accounts of one object made one, so that a value of which another one contradicts it is never overwritten
//! in silence.

use crate::moment::Order;
use crate::{CertificateName, Known, List, Moment, Services, known};
use htd_evidence::Record;
use htd_report::Subject;
use htd_source::Span;

/// A property of one object that the evidence gives twice, with different values.
#[derive(Debug, Clone)]
pub struct Contradiction {
    /// The object.
    pub subject: Subject,
    /// The property, as Exchange spells it.
    pub property: &'static str,
    /// The value that was given first, or, where that is known, the earlier one.
    pub former: Given,
    /// The other one.
    pub latter: Given,
    /// How it is known that the latter value is the one that holds; `None` where it is not known.
    pub settled: Option<Settled>,
    /// Whether the latter is no output but a command below the output that sets the property.
    pub by_command: bool,
}

/// Where one of two values was given, and when the object had it.
#[derive(Debug, Clone, Copy)]
pub struct Given {
    /// Where.
    pub span: Span,
    /// When the object was changed last before it was printed, or when it was collected.
    pub time: Option<Moment>,
}

/// How it is known which of two values holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// By the time of the object's last change, or of its collection.
    ByTime,
    /// One session of a console printed both, one after the other.
    BySession,
}

/// When and where an account of an object was given.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    span: Span,
    /// The command that printed it.
    command: Option<Span>,
    pub(crate) collected: Option<Moment>,
    pub(crate) changed: Option<Moment>,
    guid: Option<String>,
    /// Properties of which nobody knows which value holds.
    open: Vec<&'static str>,
    accounts: u32,
}

/// Nobody gives one object more often. A hostile paste may, and each account costs a comparison.
const MOST_ACCOUNTS: u32 = 100;

impl Account {
    pub(crate) fn new(record: &Record, order: Order) -> Self {
        let text = |name: &str| known::text(record, name).value().cloned();
        let moment = |name: &str| Moment::parse(&text(name)?, order);
        let utc = |name: &str| moment(name).map(Moment::in_utc);
        Self {
            span: record.span,
            command: record.command.as_ref().map(|command| command.cmdlet.span),
            collected: utc("CollectedUTC"),
            changed: utc("WhenChangedUTC").or_else(|| moment("WhenChanged")),
            guid: text("Guid"),
            open: Vec::new(),
            accounts: 1,
        }
    }

    /// Whether two accounts that give the same name may be of one object.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        match (&self.guid, &other.guid) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => true,
        }
    }

    /// Whether there are more accounts of the object than anybody gives.
    pub(crate) fn is_full(&self) -> bool {
        self.accounts >= MOST_ACCOUNTS
    }

    /// Whether another account is later than this one, and how that is known.
    fn is_before(&self, other: &Self) -> Option<(bool, Settled)> {
        let by_time = |one: Option<Moment>, other: Option<Moment>| {
            let (one, other) = (one?, other?);
            (one.is_before(other.earliest) || other.is_before(one.earliest))
                .then_some(one.is_before(other.earliest))
        };
        let times = by_time(self.collected, other.collected).or_else(|| by_time(self.changed, other.changed));
        if let Some(before) = times {
            return Some((before, Settled::ByTime));
        }
        let (one, another) = (self.command?, other.command?);
        let one_session = one.source == another.source && one != another;
        one_session.then_some((one.start < another.start, Settled::BySession))
    }

    fn given(&self, span: Option<Span>) -> Given {
        Given { span: span.unwrap_or(self.span), time: self.collected.or(self.changed) }
    }
}

/// The making of one account of two.
pub(crate) struct Merge<'a> {
    known: &'a mut Account,
    other: Account,
    before: Option<(bool, Settled)>,
    found: Vec<(&'static str, Given, Given)>,
}

impl<'a> Merge<'a> {
    /// `sure` tells whether both are certainly of one object; of what may be two objects no session tells which
    /// account is the later one.
    pub(crate) fn new(known: &'a mut Account, other: Account, sure: bool) -> Self {
        let before = known.is_before(&other).filter(|_| sure);
        Self { known, other, before, found: Vec::new() }
    }

    /// Whether the other account is the later one.
    pub(crate) fn other_is_later(&self) -> bool {
        self.before.is_some_and(|(before, _)| before)
    }

    /// Merges a property. Of two values that cannot both be, the later one holds, or none.
    pub(crate) fn property<T: Same>(&mut self, name: &'static str, known: &mut Known<T>, other: Known<T>) {
        if self.known.open.contains(&name) {
            return;
        }
        match (&*known, &other) {
            (Known::Value(one), Known::Value(another)) if one.value.is_same(&another.value) => {
                if another.value.says_more_than(&one.value) {
                    *known = other;
                } else if self.other_is_later() {
                    known.stands_at(another.span);
                }
            }
            (Known::Absent(_), Known::Absent(span)) if self.other_is_later() => known.stands_at(*span),
            (Known::Value(_), Known::Value(_) | Known::Absent(_)) | (Known::Absent(_), Known::Value(_)) => {
                self.contradict(name, known, other);
            }
            _ => known.fill(other),
        }
    }

    fn contradict<T>(&mut self, name: &'static str, known: &mut Known<T>, other: Known<T>) {
        let (one, another) = (self.known.given(known.span()), self.other.given(other.span()));
        match self.before {
            Some((true, _)) => {
                *known = other;
                self.found.push((name, one, another));
            }
            Some((false, _)) => self.found.push((name, another, one)),
            None => {
                *known = Known::NotCollected;
                self.known.open.push(name);
                self.found.push((name, one, another));
            }
        }
    }

    /// Adds what was found to the contradictions. `subject` is asked for where there are some.
    pub(crate) fn finish(self, contradictions: &mut Contradictions, subject: impl Fn() -> Subject) {
        let settled = self.before.map(|(_, settled)| settled);
        for (property, former, latter) in self.found {
            contradictions.add(Contradiction {
                subject: subject(),
                property,
                former,
                latter,
                settled,
                by_command: false,
            });
        }
        self.known.accounts += 1;
        if self.before.is_some_and(|(before, _)| before) {
            let (open, accounts) = (std::mem::take(&mut self.known.open), self.known.accounts);
            *self.known = Account { open, accounts, ..self.other };
        }
    }
}

/// Everything that contradicts itself, up to a limit.
#[derive(Debug, Default)]
pub(crate) struct Contradictions(pub(crate) Vec<Contradiction>);

impl Contradictions {
    pub(crate) fn add(&mut self, contradiction: Contradiction) {
        const MOST: usize = 200;
        if self.0.len() < MOST {
            self.0.push(contradiction);
        }
    }
}

/// Whether two printed values mean the same. Consoles break lines, and forms differ in capitals and in the order of
/// entries.
pub(crate) trait Same {
    fn is_same(&self, other: &Self) -> bool;

    /// Of two that mean the same, whether this one lost less on its way.
    fn says_more_than(&self, _other: &Self) -> bool {
        false
    }
}

impl Same for bool {
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Same for String {
    fn is_same(&self, other: &Self) -> bool {
        same_letters(self, other)
    }
}

impl Same for Services {
    fn is_same(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl Same for crate::Version {
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Same for CertificateName {
    /// A page that was copied may have lost the tags.
    fn is_same(&self, other: &Self) -> bool {
        same_letters(&self.text, &other.text) || same_letters(&untagged(&self.text), &untagged(&other.text))
    }

    fn says_more_than(&self, other: &Self) -> bool {
        let tags = |name: &Self| name.text.contains("<");
        (tags(self), !self.wrapped) > (tags(other), !other.wrapped)
    }
}

impl CertificateName {
    /// Whether a certificate that is named elsewhere, by issuer and subject, may be the one that this names. A text
    /// that was copied may have lost its tags, its blanks or an end.
    pub fn may_be(&self, printed: &str) -> bool {
        let (own, other) = (letters_of(&self.text), letters_of(printed));
        own.contains(&other) || other.contains(&own)
    }
}

fn letters_of(name: &str) -> String {
    let mut letters = untagged(name);
    letters.retain(|c| !is_blank(c));
    letters
}

impl Same for List {
    fn is_same(&self, other: &Self) -> bool {
        let same_order = self.entries.len() == other.entries.len()
            && self
                .entries
                .iter()
                .zip(&other.entries)
                .all(|(one, other)| same_letters(&one.value, &other.value));
        same_order || (other.holds_what_is_whole_of(self) && self.holds_what_is_whole_of(other))
    }

    fn says_more_than(&self, other: &Self) -> bool {
        other.cut && !self.cut
    }
}

impl List {
    /// Whether every entry of another list is in this one, as far as neither was cut.
    fn holds_what_is_whole_of(&self, other: &Self) -> bool {
        /// Lists of more are compared in their order only.
        const MOST: usize = 64;
        if self.entries.len().max(other.entries.len()) > MOST {
            return self.cut || other.cut;
        }
        // Of a list that was cut the last entry may be cut, and what this one does not show it may hold.
        let whole = other.entries.len() - usize::from(other.cut && !other.entries.is_empty());
        self.cut
            || other
                .entries
                .iter()
                .take(whole)
                .all(|entry| self.entries.iter().any(|known| same_letters(&known.value, &entry.value)))
    }
}

fn same_letters(one: &str, other: &str) -> bool {
    let mut letters = other.chars().filter(|c| !is_blank(*c));
    for c in one.chars().filter(|c| !is_blank(*c)) {
        if !letters.next().is_some_and(|other| c.eq_ignore_ascii_case(&other)) {
            return false;
        }
    }
    letters.next().is_none()
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{a0}')
}

fn untagged(name: &str) -> String {
    let mut lower = name.to_ascii_lowercase();
    for tag in ["<i>", "<s>", "</i>", "</s>"] {
        lower = lower.replace(tag, "");
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;
    use htd_source::{SourceId, Spanned};

    fn list(entries: &[&str], cut: bool) -> List {
        let span = Span { source: SourceId(0), start: 0, end: 0 };
        let entries = entries.iter().map(|entry| Spanned::new((*entry).to_owned(), span)).collect();
        List { entries, cut }
    }

    #[test]
    fn lists_are_the_same_in_any_order_and_where_one_was_cut() {
        let whole = list(&["[::]:25", "0.0.0.0:25", "192.0.2.1:25"], false);
        assert!(whole.is_same(&list(&["0.0.0.0:25", "192.0.2.1:25", "[::]:25"], false)));
        assert!(whole.is_same(&list(&["[::]:25", "0.0.0"], true)));
        assert!(list(&["[::]:25", "0.0.0"], true).is_same(&whole));
        assert!(!whole.is_same(&list(&["[::]:25", "0.0.0.0:25"], false)));
        assert!(!whole.is_same(&list(&["[::]:587", "0.0"], true)));
        let many: Vec<String> = (0..1000).map(|number| number.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(list(&many, false).is_same(&list(&many, false)));
        assert!(!list(&many, false).is_same(&list(&["1"], false)));
    }

    #[test]
    fn names_are_the_same_whatever_a_console_or_a_page_did_to_them() {
        let name = |text: &str, wrapped| CertificateName { text: text.to_owned(), wrapped, row: None };
        let whole = name("<I>CN=Fabrikam Trust CA 1, C=US<S>CN=mail.contoso.example", false);
        for (text, wrapped) in [
            ("<I>CN=Fabrikam TrustCA 1, C=US<S>CN=mail.contoso.example", true),
            ("<i>CN=Fabrikam Trust CA 1, C=US<s>CN=mail.contoso.example", true),
            ("CN=Fabrikam Trust CA 1, C=USCN=mail.contoso.example", false),
        ] {
            assert!(whole.is_same(&name(text, wrapped)), "{text}");
            assert!(whole.says_more_than(&name(text, wrapped)), "{text}");
            assert!(!name(text, wrapped).says_more_than(&whole), "{text}");
        }
        assert!(!whole.is_same(&name("<I>CN=Fabrikam Trust CA 2, C=US<S>CN=mail.contoso.example", false)));
    }
}
