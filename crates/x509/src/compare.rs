//! Whether a pasted TlsCertificateName means a certificate, and if not, what makes it look as if it did.

use crate::fold::{fold, small};
use crate::identifier::{Half, Tag, tags, without_quotes_around};
use crate::pasted_name::PastedName;
use std::cell::OnceCell;

/// How an identifier compares with a certificate's issuer and subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The same text.
    Equal,
    /// The same but for the case of letters: Exchange takes it.
    EqualIgnoringCase,
    /// The same but for white space at places where the paste was wrapped: what Exchange holds is most
    /// probably equal. Only given where the caller says that the value was wrapped.
    EqualUnwrapped,
    /// Not the same, but near; why.
    Near(NearMiss),
    /// Another certificate.
    Different,
}

/// Why a name that a person would take for the right one is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NearMiss {
    /// Only white space differs.
    Spacing,
    /// The same subject from another issuer: the renewal moved to another intermediate.
    OtherIssuer,
    /// The same issuer, another subject with the same common name.
    OtherSubject,
    /// Issuer and subject are exchanged.
    HalvesSwapped,
    /// The parts of the names stand in the opposite order.
    OrderReversed,
    /// The names are spelled as OpenSSL or RFC 4514 spell them (`ST=`, `emailAddress=`, `\,`).
    OtherSpelling,
    /// A value with a comma lacks its quote marks.
    QuotesMissing,
    /// It is cut at the end. What is there agrees; it may agree with other certificates as well.
    Truncated,
    /// The tags are lost; issuer and subject are glued.
    TagsLost,
    /// The names agree, but a closing tag or quote marks around the whole belong to the value;
    /// [`crate::parse_identifier`] says which.
    Malformed,
    /// Only letters that are not ASCII differ. A console or a file may have lost them on the way here, so
    /// what Exchange holds can be equal: this alone decides nothing.
    LettersLost,
}

/// Compares a pasted TlsCertificateName with a certificate's issuer and subject as Windows prints them.
/// `text` is the whole value, so that malformed ones are compared too; `wrapped` says that the console
/// broke it over lines.
pub fn compare(text: &str, wrapped: bool, issuer: &str, subject: &str) -> Comparison {
    Pasted::new(text).compare(wrapped, &Name::new(issuer), &Name::new(subject))
}

/// An issuer or a subject, which is taken apart once however often it is compared.
#[derive(Debug)]
pub struct Name {
    text: String,
    /// What counts of it where neither blanks nor the case of letters do.
    folded: String,
    /// Whether a backslash escapes in it.
    escapes: bool,
    parts: OnceCell<PastedName>,
}

impl Name {
    /// A name as Windows prints it.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), folded: fold(text), escapes: false, parts: OnceCell::new() }
    }

    fn pasted(text: &str) -> Self {
        Self { escapes: true, ..Self::new(text) }
    }

    fn parts(&self) -> &PastedName {
        self.parts.get_or_init(|| PastedName::new(&self.text, self.escapes))
    }
}

/// A TlsCertificateName that is compared with many certificates.
#[derive(Debug)]
pub struct Pasted {
    text: String,
    /// Its halves, where it is well formed.
    halves: Option<(Name, Name)>,
    near: Near,
}

/// What is left of it without what may be wrong.
#[derive(Debug, Default)]
struct Near {
    /// Folded, without any tag.
    untagged: String,
    /// Folded, and without dots at its end.
    kept: String,
    /// Whether dots stood at the end.
    dots: bool,
    halves: Option<(Name, Name)>,
    /// The halves where they are exchanged, the issuer first.
    exchanged: Option<(Name, Name)>,
}

impl Pasted {
    /// The whole value.
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        let tags = tags(text);
        let well_formed = !tags.iter().any(|tag| tag.closing);
        let halves = halves(text, &tags).filter(|_| well_formed);
        let near = if text.len() > LONGEST_TAKEN_APART { Near::default() } else { Near::new(text) };
        Self { text: text.to_owned(), halves: halves.map(names), near }
    }

    /// Compares it with a certificate's issuer and subject. `wrapped` says that the console broke any of them over
    /// lines.
    pub fn compare(&self, wrapped: bool, issuer: &Name, subject: &Name) -> Comparison {
        if let Some((pasted_issuer, pasted_subject)) = &self.halves {
            let both =
                |same: fn(&Name, &Name) -> bool| same(pasted_issuer, issuer) && same(pasted_subject, subject);
            if both(|pasted, printed| pasted.text == printed.text) {
                return Comparison::Equal;
            }
            if both(same_but_for_blanks) {
                if both(|pasted, printed| same_ignoring_case(&pasted.text, &printed.text)) {
                    return Comparison::EqualIgnoringCase;
                }
                return if wrapped {
                    Comparison::EqualUnwrapped
                } else {
                    Comparison::Near(NearMiss::Spacing)
                };
            }
        }
        if [&self.text, &issuer.text, &subject.text].iter().any(|name| name.len() > LONGEST_TAKEN_APART) {
            return Comparison::Different;
        }
        self.near.miss(issuer, subject).map_or(Comparison::Different, Comparison::Near)
    }
}

/// The attribute in the directory takes 1024 characters; what is many times longer is no name that somebody
/// spelled differently.
const LONGEST_TAKEN_APART: usize = 8 * 1024;

/// Issuer and subject where `<I>` comes first and `<S>` behind it.
fn halves<'a>(text: &'a str, tags: &[Tag]) -> Option<(&'a str, &'a str)> {
    let (first, rest) = tags.split_first()?;
    let second = rest.iter().find(|tag| tag.half == Half::Subject)?;
    let comes_first = first.half == Half::Issuer && first.start == 0;
    comes_first.then_some((text.get(first.end..second.start)?, text.get(second.end..)?))
}

fn names((issuer, subject): (&str, &str)) -> (Name, Name) {
    (Name::pasted(issuer), Name::pasted(subject))
}

impl Near {
    fn new(text: &str) -> Self {
        let bare = without_quotes_around(text);
        let all_tags = tags(bare);
        let untagged = fold(&without_tags(bare, &all_tags, |_| true));
        let unclosed = without_tags(bare, &all_tags, |tag| tag.closing);
        let opening = tags(&unclosed);
        let halves = halves(&unclosed, &opening).map(names);
        let exchanged = match opening.as_slice() {
            [first, second] if (first.half, second.half) == (Half::Subject, Half::Issuer) => {
                let behind = |range| Name::pasted(unclosed.get(range).unwrap_or(""));
                Some((behind(second.end..unclosed.len()), behind(first.end..second.start)))
            }
            _ => None,
        };
        let whole = unclosed.trim_end();
        let kept = whole.trim_end_matches(['.', '…']);
        let dots = whole.len() - kept.len() > 2;
        let kept = fold(if dots { kept } else { whole });
        Self { untagged, kept, dots, halves, exchanged }
    }

    fn miss(&self, issuer: &Name, subject: &Name) -> Option<NearMiss> {
        if let Some((pasted_issuer, pasted_subject)) = &self.halves {
            if same_but_for_blanks(pasted_issuer, issuer) && same_but_for_blanks(pasted_subject, subject) {
                return Some(NearMiss::Malformed);
            }
            if let Some(reason) = self.of_halves((pasted_issuer, pasted_subject), issuer, subject) {
                return Some(reason);
            }
        } else if let Some((pasted_issuer, pasted_subject)) = &self.exchanged {
            return (same_but_for_blanks(pasted_issuer, issuer)
                && same_but_for_blanks(pasted_subject, subject))
            .then_some(NearMiss::HalvesSwapped);
        }
        if self.untagged.strip_prefix(&issuer.folded) == Some(&subject.folded) {
            return Some(NearMiss::TagsLost);
        }
        self.is_truncated(issuer, subject).then_some(NearMiss::Truncated)
    }

    /// Whether the value ends before the certificate's name does: with dots, before the subject, behind a comma or
    /// in the middle of a part. One that ends inside the first part of the subject, or where a part ends, is
    /// rather another name that begins alike (`CN=ex1` and `CN=ex10`).
    fn is_truncated(&self, issuer: &Name, subject: &Name) -> bool {
        /// Less than this agrees with too many names.
        const SHORTEST: usize = 8;
        let kept = self.kept.as_str();
        let Some(next) = behind(kept, ["<i>", &issuer.folded, "<s>", &subject.folded]) else { return false };
        if kept.len() < SHORTEST {
            return false;
        }
        let subject_tag = tags(kept).into_iter().find(|tag| tag.half == Half::Subject);
        match subject_tag.and_then(|tag| kept.get(tag.end..)) {
            _ if self.dots => true,
            None => true,
            Some(subject) => {
                subject.ends_with([',', '+']) || subject.contains(",") && !next.starts_with([',', '+'])
            }
        }
    }

    /// Why two halves are not those of the certificate, where each of them is there.
    fn of_halves(&self, pasted: (&Name, &Name), issuer: &Name, subject: &Name) -> Option<NearMiss> {
        let (issuers, subjects) = (relation(pasted.0, issuer), relation(pasted.1, subject));
        match (issuers, subjects) {
            (Relation::Same, Relation::Same) => None,
            (Relation::Same, Relation::Spelled(reason)) | (Relation::Spelled(reason), Relation::Same) => {
                Some(reason)
            }
            // Letters that may have been lost on the way say less than anything else.
            (Relation::Spelled(NearMiss::LettersLost), Relation::Spelled(reason)) => Some(reason),
            (Relation::Spelled(reason), Relation::Spelled(_)) => Some(reason),
            (issuers, subjects) => {
                let swapped = relation(pasted.0, subject).agrees() && relation(pasted.1, issuer).agrees();
                if swapped {
                    Some(NearMiss::HalvesSwapped)
                } else if self.is_truncated(issuer, subject) {
                    Some(NearMiss::Truncated)
                } else if subjects.agrees() {
                    Some(NearMiss::OtherIssuer)
                } else {
                    (issuers.agrees() && matches!(subjects, Relation::CommonName))
                        .then_some(NearMiss::OtherSubject)
                }
            }
        }
    }
}

fn without_tags(text: &str, tags: &[Tag], removed: fn(&Tag) -> bool) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    for tag in tags.iter().filter(|tag| removed(tag)) {
        rest.push_str(text.get(at..tag.start).unwrap_or(""));
        at = tag.end;
    }
    rest.push_str(text.get(at..).unwrap_or(""));
    rest
}

/// How a pasted name stands to a printed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// Equal but for case and blanks.
    Same,
    /// The same name in another spelling, or probably so.
    Spelled(NearMiss),
    /// Another name with the same common name.
    CommonName,
    /// Another name.
    None,
}

impl Relation {
    fn agrees(self) -> bool {
        matches!(self, Self::Same | Self::Spelled(_))
    }
}

fn relation(pasted: &Name, printed: &Name) -> Relation {
    if same_but_for_blanks(pasted, printed) {
        return Relation::Same;
    }
    let quotes = |name: &Name| name.text.bytes().filter(|&byte| byte == b'"').count();
    if quotes(pasted) < quotes(printed) && same_unquoted(pasted, printed) {
        return Relation::Spelled(NearMiss::QuotesMissing);
    }
    if same_but_for_lost_letters(pasted, printed) {
        return Relation::Spelled(NearMiss::LettersLost);
    }
    let (pasted, printed) = (pasted.parts(), printed.parts());
    if pasted.parts.is_empty() {
        Relation::None
    } else if pasted == printed {
        Relation::Spelled(NearMiss::OtherSpelling)
    } else if pasted.is_reverse_of(printed) {
        Relation::Spelled(NearMiss::OrderReversed)
    } else if pasted.common_name().is_some() && pasted.common_name() == printed.common_name() {
        Relation::CommonName
    } else {
        Relation::None
    }
}

/// As Exchange compares: every character, but for its case.
pub(crate) fn same_ignoring_case(one: &str, other: &str) -> bool {
    one.chars().map(small).eq(other.chars().map(small))
}

fn same_but_for_blanks(pasted: &Name, printed: &Name) -> bool {
    pasted.folded == printed.folded
}

fn same_unquoted(pasted: &Name, printed: &Name) -> bool {
    let unquoted = |byte: &u8| *byte != b'"';
    pasted.folded.bytes().filter(unquoted).eq(printed.folded.bytes().filter(unquoted))
}

/// Whether the pasted name, which is not the same, is the printed one with another character for each of some that are
/// not ASCII.
fn same_but_for_lost_letters(pasted: &Name, printed: &Name) -> bool {
    if printed.folded.is_ascii() {
        return false;
    }
    let mut printed = printed.folded.chars();
    let agree = pasted.folded.chars().all(|pasted| {
        let lost = pasted == '?' || !pasted.is_ascii();
        printed.next().is_some_and(|c| c == pasted || !c.is_ascii() && lost)
    });
    agree && printed.next().is_none()
}

/// What stands behind a text, where the parts, one behind the other, begin with it: `None` also where they end with it.
fn behind<'a>(text: &str, parts: [&'a str; 4]) -> Option<&'a str> {
    let mut text = text;
    for part in parts {
        if text.len() < part.len() {
            return part.strip_prefix(text);
        }
        text = text.strip_prefix(part)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "CN=Contoso Issuing CA 1, O=\"Contoso, Ltd.\", S=Washington, C=US";
    const SUBJECT: &str = "CN=mail.contoso.com, O=\"Contoso, Ltd.\", L=Redmond, S=Washington, C=US";

    fn with(issuer: &str, subject: &str) -> Comparison {
        compare(&format!("<I>{issuer}<S>{subject}"), false, ISSUER, SUBJECT)
    }

    fn near(text: &str) -> Comparison {
        compare(text, false, ISSUER, SUBJECT)
    }

    #[test]
    fn equal_is_the_whole_string_whatever_the_case() {
        assert_eq!(with(ISSUER, SUBJECT), Comparison::Equal);
        assert_eq!(near(&format!("  <i>{ISSUER}<s>{SUBJECT}\n")), Comparison::Equal);
        assert_eq!(with(&ISSUER.to_uppercase(), &SUBJECT.to_lowercase()), Comparison::EqualIgnoringCase);
        let umlauts = compare("<I>O=MÜLLER<S>CN=Ä", false, "O=Müller", "CN=ä");
        assert_eq!(umlauts, Comparison::EqualIgnoringCase);
    }

    #[test]
    fn blanks_matter_unless_the_console_wrapped_the_value() {
        let value = format!("<I>{ISSUER}<S>{SUBJECT}");
        for spaced in [
            value.replace(", ", ","),
            value.replace("<S>", " <S>"),
            value.replace("Issuing CA", "Issuing  CA"),
            value.replace("mail.contoso", "mail.con\n   toso"),
        ] {
            assert_eq!(
                compare(&spaced, false, ISSUER, SUBJECT),
                Comparison::Near(NearMiss::Spacing),
                "{spaced}"
            );
            assert_eq!(compare(&spaced, true, ISSUER, SUBJECT), Comparison::EqualUnwrapped, "{spaced}");
        }
        assert_eq!(compare(&value, true, ISSUER, SUBJECT), Comparison::Equal);
    }

    #[test]
    fn says_which_half_is_of_another_certificate() {
        let other = "CN=Contoso Issuing CA 2, O=\"Contoso, Ltd.\", S=Washington, C=US";
        assert_eq!(with(other, SUBJECT), Comparison::Near(NearMiss::OtherIssuer));
        assert_eq!(with(ISSUER, "CN=mail.contoso.com"), Comparison::Near(NearMiss::OtherSubject));
        let unit = "CN=mail.contoso.com, OU=IT, O=\"Contoso, Ltd.\", L=Redmond, S=Washington, C=US";
        assert_eq!(with(ISSUER, unit), Comparison::Near(NearMiss::OtherSubject));
        assert_eq!(with(ISSUER, "CN=mail.fabrikam.com"), Comparison::Different);
        assert_eq!(with(ISSUER, "CN=mail"), Comparison::Different, "begins alike");
        assert_eq!(with(other, "CN=mail.contoso.com"), Comparison::Different);
        assert_eq!(with(SUBJECT, ISSUER), Comparison::Near(NearMiss::HalvesSwapped));
        assert_eq!(near(&format!("<S>{SUBJECT}<I>{ISSUER}")), Comparison::Near(NearMiss::HalvesSwapped));
    }

    #[test]
    fn knows_the_spellings_of_other_programs() {
        let reversed_issuer = "C=US, S=Washington, O=\"Contoso, Ltd.\", CN=Contoso Issuing CA 1";
        let openssl = "C = US, ST = Washington, L = Redmond, O = \"Contoso, Ltd.\", CN = mail.contoso.com";
        assert_eq!(with(reversed_issuer, openssl), Comparison::Near(NearMiss::OrderReversed));
        let slashes = "/C=US/ST=Washington/L=Redmond/O=Contoso, Ltd./CN=mail.contoso.com";
        assert_eq!(with(ISSUER, slashes), Comparison::Near(NearMiss::OrderReversed));
        let rfc_4514 = "CN=mail.contoso.com,O=Contoso\\, Ltd.,L=Redmond,ST=Washington,C=US";
        assert_eq!(with(ISSUER, rfc_4514), Comparison::Near(NearMiss::OtherSpelling));
        assert_eq!(with(&ISSUER.replace("S=W", "ST=W"), SUBJECT), Comparison::Near(NearMiss::OtherSpelling));
        let mail =
            compare("<I>CN=a<S>emailAddress=x@contoso.com, CN=b", false, "CN=a", "E=x@contoso.com, CN=b");
        assert_eq!(mail, Comparison::Near(NearMiss::OtherSpelling));
        let organization =
            compare("<I>CN=a<S>CN=b, organizationIdentifier=V", false, "CN=a", "CN=b, OID.2.5.4.97=V");
        assert_eq!(organization, Comparison::Near(NearMiss::OtherSpelling));
        let bare = |name: &str| name.replace('"', "");
        assert_eq!(with(&bare(ISSUER), &bare(SUBJECT)), Comparison::Near(NearMiss::QuotesMissing));
        assert_eq!(with(ISSUER, &bare(SUBJECT)), Comparison::Near(NearMiss::QuotesMissing));
        let extra = compare("<I>CN=a<S>CN=\"b\"", false, "CN=a", "CN=b");
        assert_eq!(extra, Comparison::Near(NearMiss::OtherSpelling));
    }

    #[test]
    fn knows_what_is_cut_and_what_is_glued() {
        let value = format!("<I>{ISSUER}<S>{SUBJECT}");
        for cut in [
            "<I>CN=Contoso Issuing CA 1, O=\"Cont...",
            "<I>CN=Contoso Issuing CA 1, O=\"Cont…",
            "<I>CN=Contoso Issuing",
            value.strip_suffix("gton, C=US").unwrap(),
            value.strip_suffix(" C=US").unwrap(),
            &format!("<I>{ISSUER}<S>CN=mail..."),
            &format!("<I>{ISSUER}"),
        ] {
            assert_eq!(near(cut), Comparison::Near(NearMiss::Truncated), "{cut}");
        }
        assert_eq!(near("<I>CN=Fabrikam..."), Comparison::Different);
        assert_eq!(near("<I>..."), Comparison::Different);
        for lost in [
            format!("{ISSUER}{SUBJECT}"),
            format!("{ISSUER}\n{SUBJECT}"),
            format!("{ISSUER}<S>{SUBJECT}"),
            format!("<I>{ISSUER}{SUBJECT}"),
        ] {
            assert_eq!(near(&lost), Comparison::Near(NearMiss::TagsLost), "{lost}");
        }
        for malformed in [
            format!("<I>{ISSUER}</I><S>{SUBJECT}</S>"),
            format!("<I>{ISSUER}<S>{SUBJECT}</S>"),
            format!("'{value}'"),
        ] {
            assert_eq!(near(&malformed), Comparison::Near(NearMiss::Malformed), "{malformed}");
        }
        assert_eq!(near(""), Comparison::Different);
        assert_eq!(near("0123456789abcdef0123456789ABCDEF01234567"), Comparison::Different);
    }

    #[test]
    fn a_letter_that_a_console_lost_decides_nothing() {
        let printed = ("CN=Contoso CA", "CN=mail.contoso.com, O=Müller & Söhne");
        for subject in
            ["CN=mail.contoso.com, O=M?ller & S?hne", "CN=mail.contoso.com, O=M\u{FFFD}ller & Söhne"]
        {
            let text = format!("<I>CN=Contoso CA<S>{subject}");
            assert_eq!(
                compare(&text, false, printed.0, printed.1),
                Comparison::Near(NearMiss::LettersLost),
                "{subject}"
            );
        }
        let ascii = compare("<I>CN=Contoso CA<S>CN=m?il", false, "CN=Contoso CA", "CN=mail");
        assert_eq!(ascii, Comparison::Different);
    }

    #[test]
    fn the_case_of_a_script_that_is_not_known_decides_nothing() {
        let deseret = compare("<I>CN=Contoso CA<S>CN=\u{10400}", false, "CN=Contoso CA", "CN=\u{10428}");
        assert_eq!(deseret, Comparison::Near(NearMiss::LettersLost));
    }

    #[test]
    fn long_hostile_values_take_no_long_time() {
        let size = 400_000;
        for piece in ["<S>", "<I>", "\"", "CN=", ",", "\\", "+O=", "...", "</I>"] {
            let long = piece.repeat(size / piece.len());
            assert_eq!(near(&long), Comparison::Different);
            assert_eq!(compare(&format!("<I>{long}<S>x"), true, &long, "y"), Comparison::Different);
            let short = piece.repeat(LONGEST_TAKEN_APART / piece.len() - 8);
            // The answer does not matter here, only that there is one.
            near(&format!("<I>{short}<S>{short}"));
            compare(&short, false, &short, &short);
        }
    }
}
