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

/// Which of day and month comes first in the dates of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
    Unknown,
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

    /// Whether it certainly lies before another moment.
    pub fn is_before(self, at: Timestamp) -> bool {
        self.latest < at
    }

    /// Whether it certainly lies after another moment.
    pub fn is_after(self, at: Timestamp) -> bool {
        self.earliest > at
    }

    /// Reads a date that stands alone, so that nothing else tells whether its day or its month comes first.
    pub fn printed(text: &str) -> Option<Self> {
        Self::parse(text, Order::Unknown)
    }

    /// The moment some seconds later.
    pub fn plus(self, seconds: i64) -> Self {
        let later = |at: Timestamp| Timestamp(at.0.saturating_add(seconds));
        Self { earliest: later(self.earliest), latest: later(self.latest) }
    }

    /// Reads a printed date.
    pub(crate) fn parse(text: &str, order: Order) -> Option<Self> {
        let text = text.trim();
        if let Some(at) = Timestamp::parse_rfc3339(text).filter(|_| text.len() > 10) {
            return Some(Self::exact(at));
        }
        let parts = Parts::read(text)?;
        let first = parts.moment(parts.day_first());
        let second = parts.moment(!parts.day_first());
        let (earliest, latest) = match order {
            _ if parts.year_first || parts.separator == '.' => (first?, first?),
            Order::DayFirst => (parts.moment(true)?, parts.moment(true)?),
            Order::MonthFirst => (parts.moment(false)?, parts.moment(false)?),
            Order::Unknown => match (first, second) {
                (Some(a), Some(b)) => (a.min(b), a.max(b)),
                (Some(one), None) | (None, Some(one)) => (one, one),
                (None, None) => return None,
            },
        };
        Some(Self { earliest: Timestamp(earliest.0 - ZONE_AHEAD), latest: Timestamp(latest.0 + ZONE_BEHIND) })
    }
}

/// What all dates of one source say about the order of day and month: a number over twelve decides, and so
/// does a full stop between the parts, which no culture uses with the month first.
pub(crate) fn order_of<'a>(dates: impl Iterator<Item = &'a str>) -> Order {
    let (mut day_first, mut month_first) = (false, false);
    for parts in dates.filter_map(Parts::read).filter(|parts| !parts.year_first) {
        day_first |= parts.first > 12 || parts.separator == '.';
        month_first |= parts.second > 12 && parts.separator != '.';
    }
    match (day_first, month_first) {
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        _ => Order::Unknown,
    }
}

/// The numbers of a printed date.
struct Parts {
    first: u32,
    second: u32,
    year: i64,
    year_first: bool,
    separator: char,
    seconds: i64,
}

impl Parts {
    fn read(text: &str) -> Option<Self> {
        let mut words = text.split([' ', 'T']).filter(|word| !word.is_empty());
        // A weekday in front (`Sunday, 22/11/2026`) says nothing about the order.
        let date = words.find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        let separator = date.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
        let mut numbers = date.trim_end_matches(['.', ',']).split(separator);
        let mut number = || numbers.next().filter(|digits| digits.len() <= 4)?.parse::<u32>().ok();
        let (a, b, c) = (number()?, number()?, number()?);
        let year_first = a > 31;
        let (first, second, year) = if year_first { (c, b, a) } else { (a, b, c) };
        let year = if year < 100 { 2000 + i64::from(year) } else { i64::from(year) };
        let seconds = match words.next() {
            None => 0,
            Some(time) => clock(time, words.next().unwrap_or(""))?,
        };
        Some(Self { first, second, year, year_first, separator, seconds })
    }

    /// Whether the notation itself says that the day comes first.
    fn day_first(&self) -> bool {
        self.year_first || self.separator == '.'
    }

    fn moment(&self, day_first: bool) -> Option<Timestamp> {
        let (day, month) = if day_first { (self.first, self.second) } else { (self.second, self.first) };
        let midnight = Timestamp::from_civil(self.year, month, day, 0, 0, 0)?;
        Some(Timestamp(midnight.0 + self.seconds))
    }
}

/// Seconds since midnight of `7:07:29 PM` or `16.24.41`.
fn clock(time: &str, half: &str) -> Option<i64> {
    let (time, half) = match time.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => time.split_at_checked(at)?,
        None => (time, half),
    };
    let mut numbers = time.split([':', '.']).map(|digits| digits.parse::<i64>().ok());
    let hour = numbers.next()??;
    let minute = numbers.next()??;
    let second = numbers.next().unwrap_or(Some(0))?;
    let hour = match half.to_ascii_lowercase().as_str() {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60 && second < 61).then_some(hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    fn around(text: &str, order: Order, expected: &str) {
        let moment = Moment::parse(text, order).unwrap_or_else(|| panic!("{text} is a date"));
        let face = day(expected);
        assert_eq!(moment.earliest.0, face.0 - ZONE_AHEAD, "{text}");
        assert_eq!(moment.latest.0, face.0 + ZONE_BEHIND, "{text}");
    }

    #[test]
    fn reads_the_dates_of_several_cultures() {
        around("1/29/2026 7:07:29 PM", Order::Unknown, "2026-01-29T19:07:29Z");
        around("29/01/2026 19:07:29", Order::Unknown, "2026-01-29T19:07:29Z");
        around("02.03.2028 4:22:23", Order::Unknown, "2028-03-02T04:22:23Z");
        around("2026-11-22 16:24", Order::Unknown, "2026-11-22T16:24:00Z");
        around("05/06/2026 12:00:00 AM", Order::DayFirst, "2026-06-05T00:00:00Z");
        around("05/06/2026 12:00:00 AM", Order::MonthFirst, "2026-05-06T00:00:00Z");
        around("Sunday, 22/11/2026 1:02:03", Order::Unknown, "2026-11-22T01:02:03Z");
    }

    #[test]
    fn an_ambiguous_date_covers_both_readings() {
        let moment = Moment::parse("05/06/2026 12:00:00 AM", Order::Unknown).unwrap();
        assert!(moment.earliest < day("2026-05-06") && moment.latest > day("2026-06-05"));
        assert!(!moment.is_before(day("2026-05-20")) && !moment.is_after(day("2026-05-20")));
    }

    #[test]
    fn the_dates_of_a_source_decide_the_order_together() {
        assert_eq!(order_of(["01/02/2026", "29/01/2026"].into_iter()), Order::DayFirst);
        assert_eq!(order_of(["01/02/2026 1:00:00 PM", "1/29/2026"].into_iter()), Order::MonthFirst);
        assert_eq!(order_of(["01/02/2026"].into_iter()), Order::Unknown);
        assert_eq!(order_of(["13/02/2026", "02/13/2026"].into_iter()), Order::Unknown);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "never", "99/99/9999", "1/2", "30/30/2026", "1/2/2026 25:00"] {
            assert_eq!(Moment::parse(text, Order::Unknown), None, "{text}");
        }
    }
}
