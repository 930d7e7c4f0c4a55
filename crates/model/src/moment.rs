//! Moments of which the culture or the time zone is unknown: a range instead of a point.

use crate::date_order::DateOrder;
use crate::printed_date::PrintedDate;
use htd_source::Timestamp;

/// A moment as far as the evidence tells it: consoles print dates in an unnamed culture and without a time
/// zone, so the true moment lies somewhere between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// It is not before this.
    pub earliest: Timestamp,
    /// It is not after this.
    pub latest: Timestamp,
}

/// Time zones reach from UTC-12 to UTC+14, so a local time lies that far around its face value.
const ZONE_AHEAD: i64 = 14 * 3600;
const ZONE_BEHIND: i64 = 12 * 3600;

impl Moment {
    /// A moment that is known to the second.
    pub fn exact(at: Timestamp) -> Self {
        Self { earliest: at, latest: at }
    }

    /// Whether it is known to the second.
    pub fn is_exact(self) -> bool {
        self.earliest == self.latest
    }

    /// The moment as printed, taken for UTC, where only the time zone is unknown.
    pub fn face_value(self) -> Option<Timestamp> {
        match self.latest.0 - self.earliest.0 {
            0 => Some(self.earliest),
            width if width == ZONE_AHEAD + ZONE_BEHIND => Some(Timestamp(self.earliest.0 + ZONE_AHEAD)),
            _ => None,
        }
    }

    /// Whether it can be read with its day and its month swapped.
    pub fn is_ambiguous(self) -> bool {
        self.latest.0 - self.earliest.0 > ZONE_AHEAD + ZONE_BEHIND
    }

    /// Whether it certainly lies before another moment.
    pub fn is_before(self, at: Timestamp) -> bool {
        self.latest < at
    }

    /// Whether it certainly lies after another moment.
    pub fn is_after(self, at: Timestamp) -> bool {
        self.earliest > at
    }

    /// The moment some seconds later.
    pub fn plus(self, seconds: i64) -> Self {
        let later = |at: Timestamp| Timestamp(at.0.saturating_add(seconds));
        Self { earliest: later(self.earliest), latest: later(self.latest) }
    }

    /// The moment where the printed date is known to be in UTC.
    pub(crate) fn in_utc(self) -> Self {
        if self.is_exact() {
            return self;
        }
        Self {
            earliest: Timestamp(self.earliest.0 + ZONE_AHEAD),
            latest: Timestamp(self.latest.0 - ZONE_BEHIND),
        }
    }

    /// Reads a printed date.
    pub(crate) fn parse(text: &str, order: DateOrder) -> Option<Self> {
        let text = text.trim();
        if let Some(at) =
            Timestamp::parse_rfc3339(text).filter(|_| text.len() > 10).or_else(|| json_date(text))
        {
            return Some(Self::exact(at));
        }
        let date = PrintedDate::read(text)?;
        let (one, other) = (date.moment(true), date.moment(false));
        let (earliest, latest) = match (date.order(), order) {
            (DateOrder::DayFirst, _) | (DateOrder::Unknown, DateOrder::DayFirst) => (one?, one?),
            (DateOrder::MonthFirst, _) | (DateOrder::Unknown, DateOrder::MonthFirst) => (other?, other?),
            (DateOrder::Unknown, DateOrder::Unknown) => match (one, other) {
                (Some(one), Some(other)) => (one.min(other), one.max(other)),
                _ => return None,
            },
        };
        Some(match date.offset {
            Some(offset) => {
                Self { earliest: Timestamp(earliest.0 - offset), latest: Timestamp(latest.0 - offset) }
            }
            None => Self {
                earliest: Timestamp(earliest.0 - ZONE_AHEAD),
                latest: Timestamp(latest.0 + ZONE_BEHIND),
            },
        })
    }
}

/// `/Date(1795305600000)/`, as Windows PowerShell writes dates in JSON: milliseconds in UTC, whatever zone stands
/// behind them.
fn json_date(text: &str) -> Option<Timestamp> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let zone = inner.get(1..).and_then(|rest| rest.find(['+', '-']));
    let digits = zone.and_then(|at| inner.get(..=at)).unwrap_or(inner);
    let milliseconds: i64 = digits.parse().ok()?;
    Some(Timestamp(milliseconds.div_euclid(1000)))
}

/// What all dates of one source say together about the order of day and month. Two that contradict each other
/// leave it open.
#[derive(Debug, Default)]
pub(crate) struct Votes {
    day_first: bool,
    month_first: bool,
}

impl Votes {
    /// Takes a date of the source.
    pub(crate) fn add(&mut self, text: &str) {
        if Timestamp::parse_rfc3339(text).is_none()
            && let Some(date) = PrintedDate::read(text)
        {
            self.day_first |= date.votes() == DateOrder::DayFirst;
            self.month_first |= date.votes() == DateOrder::MonthFirst;
        }
    }

    /// Takes a date of the source whose true moment is known from the certificate itself.
    pub(crate) fn compare(&mut self, text: &str, exact: Timestamp) {
        let fits = |order| {
            Moment::parse(text, order).is_some_and(|read| !read.is_before(exact) && !read.is_after(exact))
        };
        let (day_first, month_first) = (fits(DateOrder::DayFirst), fits(DateOrder::MonthFirst));
        self.day_first |= day_first && !month_first;
        self.month_first |= month_first && !day_first;
    }

    /// What they come to.
    pub(crate) fn order(&self) -> DateOrder {
        match (self.day_first, self.month_first) {
            (true, false) => DateOrder::DayFirst,
            (false, true) => DateOrder::MonthFirst,
            _ => DateOrder::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    fn around(text: &str, order: DateOrder, expected: &str) {
        let moment = Moment::parse(text, order).unwrap_or_else(|| panic!("{text} is a date"));
        let face = day(expected);
        assert_eq!(moment.earliest.0, face.0 - ZONE_AHEAD, "{text}");
        assert_eq!(moment.latest.0, face.0 + ZONE_BEHIND, "{text}");
        assert!(!moment.is_ambiguous());
    }

    fn order_of(dates: &[&str]) -> DateOrder {
        let mut votes = Votes::default();
        dates.iter().for_each(|date| votes.add(date));
        votes.order()
    }

    #[test]
    fn reads_the_dates_of_several_cultures() {
        for (text, expected) in [
            ("1/29/2026 7:07:29 PM", "2026-01-29T19:07:29Z"),
            ("29/01/2026 19:07:29", "2026-01-29T19:07:29Z"),
            ("29/01/2026 7:07:29 p. m.", "2026-01-29T19:07:29Z"),
            ("29/1/2026 7:07:29 μμ", "2026-01-29T19:07:29Z"),
            ("02.03.2028 4:22:23", "2028-03-02T04:22:23Z"),
            ("2026-11-22 16:24", "2026-11-22T16:24:00Z"),
            ("2026/11/22 16:24:01", "2026-11-22T16:24:01Z"),
            ("2026-11-22T16:24:01.1234567", "2026-11-22T16:24:01Z"),
            ("2026. 11. 22. 16:24:01", "2026-11-22T16:24:01Z"),
            ("2026년 11월 22일 오후 4:24:01", "2026-11-22T16:24:01Z"),
            ("2026年11月22日 16:24:01", "2026-11-22T16:24:01Z"),
            ("22.11.2026 16.24.41", "2026-11-22T16:24:41Z"),
            ("22-Nov-26 4:24 PM", "2026-11-22T16:24:00Z"),
            ("Sunday, November 22, 2026 4:24:00 PM", "2026-11-22T16:24:00Z"),
            ("Sonntag, 22. November 2026 16:24:00", "2026-11-22T16:24:00Z"),
            ("dimanche 22 novembre 2026 16:24:00", "2026-11-22T16:24:00Z"),
            ("mardi 24 mars 2026 16:24:00", "2026-03-24T16:24:00Z"),
            ("domingo, 22 de noviembre de 2026 16:24:00", "2026-11-22T16:24:00Z"),
            ("zondag 22 november 2026 16:24:00", "2026-11-22T16:24:00Z"),
            ("22 ноября 2026 г. 16:24:00", "2026-11-22T16:24:00Z"),
            ("Sunday, 22/11/2026 1:02:03", "2026-11-22T01:02:03Z"),
        ] {
            around(text, DateOrder::Unknown, expected);
        }
        around("02-03-2028 16.24.41", DateOrder::DayFirst, "2028-03-02T16:24:41Z");
        around("05/06/2026 12:00:00 AM", DateOrder::DayFirst, "2026-06-05T00:00:00Z");
        around("05/06/2026 12:00:00 AM", DateOrder::MonthFirst, "2026-05-06T00:00:00Z");
    }

    #[test]
    fn a_time_zone_makes_a_date_exact() {
        for (text, expected) in [
            ("Nov 22 16:24:00 2026 GMT", "2026-11-22T16:24:00Z"),
            ("2026-11-22 16:24:00Z", "2026-11-22T16:24:00Z"),
            ("2026-11-22T16:24:00.1234567+02:00", "2026-11-22T14:24:00Z"),
            ("22 Nov 2026 16:24:00 +0200", "2026-11-22T14:24:00Z"),
            ("Sun, 22 Nov 2026 16:24:00 -0530", "2026-11-22T21:54:00Z"),
            ("/Date(1795364640000)/", "2026-11-22T16:24:00Z"),
            ("/Date(1795364640000+0200)/", "2026-11-22T16:24:00Z"),
        ] {
            assert_eq!(Moment::parse(text, DateOrder::Unknown), Some(Moment::exact(day(expected))), "{text}");
        }
    }

    #[test]
    fn an_ambiguous_date_covers_both_readings() {
        let moment = Moment::parse("05/06/2026 12:00:00 AM", DateOrder::Unknown).unwrap();
        assert!(moment.earliest < day("2026-05-06") && moment.latest > day("2026-06-05"));
        assert!(!moment.is_before(day("2026-05-20")) && !moment.is_after(day("2026-05-20")));
        assert!(moment.is_ambiguous());
        assert!(!Moment::parse("06/06/2026", DateOrder::Unknown).unwrap().is_ambiguous());
    }

    #[test]
    fn a_weekday_tells_which_reading_is_right() {
        around("Friday, 05/06/2026 1:00 PM", DateOrder::Unknown, "2026-06-05T13:00:00Z");
        around("Wednesday, 05/06/2026", DateOrder::Unknown, "2026-05-06T00:00:00Z");
        around("mercoledì 05/06/2026", DateOrder::Unknown, "2026-05-06T00:00:00Z");
        assert!(Moment::parse("Sunday, 05/06/2026", DateOrder::Unknown).unwrap().is_ambiguous());
    }

    #[test]
    fn the_dates_of_a_source_decide_the_order_together() {
        assert_eq!(order_of(&["01/02/2026", "29/01/2026"]), DateOrder::DayFirst);
        assert_eq!(order_of(&["01/02/2026 1:00:00 PM", "1/29/2026"]), DateOrder::MonthFirst);
        assert_eq!(order_of(&["01/02/2026"]), DateOrder::Unknown);
        assert_eq!(order_of(&["01/02/2026 1:00:00 PM", "03/04/2026 9:00:00 AM"]), DateOrder::Unknown);
        assert_eq!(order_of(&["13/02/2026", "02/13/2026"]), DateOrder::Unknown);
        assert_eq!(order_of(&["05/06/2026", "Friday, 05/06/2026"]), DateOrder::DayFirst);
        assert_eq!(order_of(&["05/06/2026", "2026-11-22", "22 Nov 2026", "11.12.2026"]), DateOrder::DayFirst);
        assert_eq!(order_of(&["05/06/2026", "2026-11-22", "22 Nov 2026"]), DateOrder::Unknown);
    }

    #[test]
    fn a_moment_that_is_known_decides_the_order() {
        let compared = |text: &str, exact: &str| {
            let mut votes = Votes::default();
            votes.compare(text, day(exact));
            votes.order()
        };
        assert_eq!(compared("05/06/2026 10:00:00", "2026-06-05T08:00:00Z"), DateOrder::DayFirst);
        assert_eq!(compared("05/06/2026 10:00:00", "2026-05-06T12:00:00Z"), DateOrder::MonthFirst);
        assert_eq!(compared("05/05/2026 10:00:00", "2026-05-05T12:00:00Z"), DateOrder::Unknown);
        // Another certificate's date.
        assert_eq!(compared("01/02/2026", "2026-08-08T00:00:00Z"), DateOrder::Unknown);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "never",
            "99/99/9999",
            "1/2",
            "30/30/2026",
            "1/2/2026 25:00",
            "22/11/2569",
            "1405/09/01",
            "22 of some month 2026",
            "/Date()/",
            "/Date(x)/",
            "1/2/3/4",
            "mar. 3 nov. 2026",
            "12345678901234567890/1/2",
        ] {
            assert_eq!(Moment::parse(text, DateOrder::Unknown), None, "{text}");
        }
    }

    /// Texts of the letters that dates are written with.
    fn odd() -> impl Strategy<Value = String> {
        let sample = "Sunday, 22. März 2026年11月 4:24:00 p. m. +02:00 /Date(1)/ -:.–T\u{202f}";
        let letter = prop::sample::select(sample.chars().collect::<Vec<_>>());
        prop::collection::vec(letter, 0..30).prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]

        #[test]
        fn no_text_is_too_odd_to_be_looked_at(text in odd()) {
            for order in [DateOrder::Unknown, DateOrder::DayFirst, DateOrder::MonthFirst] {
                if let Some(moment) = Moment::parse(&text, order) {
                    prop_assert!(moment.earliest <= moment.latest);
                }
            }
        }
    }
}
