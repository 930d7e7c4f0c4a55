//! Dates as the cultures of Windows print them.

use crate::date_order::DateOrder;
use htd_source::Timestamp;

/// The parts of a date as some culture prints it.
pub(crate) struct PrintedDate {
    /// Day, month and year where the order is known; else the two numbers as they stand.
    first: u32,
    second: u32,
    year: i64,
    /// What the notation itself says: a name of a month, the year in front, or a full stop between the parts, which
    /// no culture uses with the month first.
    notation: DateOrder,
    /// Whether the notation says it for every other date of the source too.
    telling: bool,
    /// Days since Monday, where a weekday stands there.
    weekday: Option<u32>,
    seconds: i64,
    /// The time zone in seconds, where one stands there.
    pub(crate) offset: Option<i64>,
}

/// Certificates of no other years exist; other calendars have other numbers.
const YEARS: std::ops::RangeInclusive<i64> = 1950..=2400;

impl PrintedDate {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut words = Words::default();
        for word in text.split([' ', '\t', '\u{a0}', '\u{202f}', ',', '(', ')']) {
            // Longer than any part of a date is no part of one.
            if !word.is_empty() && word.len() < 48 {
                words.take(word)?;
            }
        }
        words.date()
    }

    /// The date with the day read first or the month. The clock of the time zone is not counted in.
    pub(crate) fn moment(&self, day_first: bool) -> Option<Timestamp> {
        let (day, month) = if day_first { (self.first, self.second) } else { (self.second, self.first) };
        let midnight = Timestamp::from_civil(self.year, month, day, 0, 0, 0)?;
        Some(Timestamp(midnight.0 + self.seconds))
    }

    /// What this date says of its own order.
    pub(crate) fn order(&self) -> DateOrder {
        let (one, other) = (self.moment(true), self.moment(false));
        match (self.notation, one, other) {
            (DateOrder::Unknown, Some(_), None) => DateOrder::DayFirst,
            (DateOrder::Unknown, None, Some(_)) => DateOrder::MonthFirst,
            (DateOrder::Unknown, Some(one), Some(other)) => {
                match (self.is_weekday_of(one), self.is_weekday_of(other)) {
                    (true, false) => DateOrder::DayFirst,
                    (false, true) => DateOrder::MonthFirst,
                    _ => DateOrder::Unknown,
                }
            }
            (notation, ..) => notation,
        }
    }

    /// What this date says of the order of the other dates of its source.
    pub(crate) fn votes(&self) -> DateOrder {
        if self.notation == DateOrder::Unknown || self.telling { self.order() } else { DateOrder::Unknown }
    }

    fn is_weekday_of(&self, at: Timestamp) -> bool {
        // 1970-01-01 was a Thursday.
        let weekday = (at.0.div_euclid(Timestamp::DAY) + 3).rem_euclid(7);
        self.weekday.is_some_and(|known| i64::from(known) == weekday)
    }
}

/// The year in which certificates end that never end.
const FOR_EVER: i64 = 9999;

/// The words of a printed date, sorted by what they are.
#[derive(Default)]
struct Words {
    numbers: Vec<u32>,
    separator: Option<char>,
    month: Option<u32>,
    /// Two names of months stand there, so one of them is a weekday's abbreviation in another language.
    two_months: bool,
    weekday: Option<u32>,
    clock: Option<(i64, i64)>,
    half: Option<bool>,
    offset: Option<i64>,
}

impl Words {
    /// Takes a word. `None` where no date has such a word.
    fn take(&mut self, word: &str) -> Option<()> {
        let digit = word.starts_with(|c: char| c.is_ascii_digit());
        let is_date = self.numbers.len() < 3 && !word.contains(":");
        if digit && (is_date && self.numbers.len() + usize::from(self.month.is_some()) < 3) {
            return self.take_date(word);
        }
        if digit && word.contains(":") {
            // 2026-11-22T16:24:00
            if let Some((date, clock)) = word.split_once('T') {
                self.take_date(date)?;
                return self.take_clock(clock);
            }
            return self.take_clock(word);
        }
        if digit {
            return if self.clock.is_none() { self.take_clock(word) } else { Some(()) };
        }
        if word.starts_with(['+', '-']) {
            self.offset = offset(word);
            return Some(());
        }
        self.take_name(word);
        Some(())
    }

    /// `22/11/2026`, `22.`, `22-Nov-26`, `2026年11月22日`.
    fn take_date(&mut self, word: &str) -> Option<()> {
        for part in word.split(['/', '.', '-', '年', '月', '日', '년', '월', '일']) {
            if part.is_empty() {
                continue;
            }
            if !part.starts_with(|c: char| c.is_ascii_digit()) {
                self.take_name(part);
            } else if part.len() <= 4 && self.numbers.len() < 3 {
                self.numbers.push(part.parse().ok()?);
            } else {
                return None;
            }
        }
        if self.separator.is_none() {
            self.separator = word.chars().find(|c| matches!(c, '/' | '.' | '-'));
        }
        Some(())
    }

    /// `16:24:41`, `16.24.41`, `4:24:41PM`, `16:24:41.1234567Z`, `16:24:41+02:00`.
    fn take_clock(&mut self, word: &str) -> Option<()> {
        let end = word.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(word.len());
        let (time, rest) = word.split_at_checked(end)?;
        let mut numbers = time.split([':', '.']).map(|digits| digits.parse::<i64>().ok());
        let (hour, minute) = (numbers.next()??, numbers.next()??);
        let second = numbers.next().unwrap_or(Some(0))?;
        if hour >= 24 || minute >= 60 || second >= 61 {
            return None;
        }
        self.clock = Some((hour, minute * 60 + second));
        if rest.starts_with(['+', '-']) {
            self.offset = offset(rest);
        } else {
            self.take_name(rest);
        }
        Some(())
    }

    fn take_name(&mut self, word: &str) {
        let lower: String = word.chars().map(small).collect();
        let name = lower.trim_matches('.');
        if ["gmt", "utc", "z"].contains(&name) {
            self.offset = Some(0);
        } else if ["pm", "p.m", "p", "μμ", "오후", "下午", "午後"].contains(&name) {
            self.half = Some(true);
        } else if ["am", "a.m", "a", "πμ", "오전", "上午", "午前"].contains(&name) {
            self.half = Some(false);
        } else {
            if let Some(month) = number_of(&MONTHS, name).or_else(|| MARCH.contains(&name).then_some(3)) {
                self.two_months |= self.month.is_some_and(|known| known != month);
                self.month = Some(month);
            }
            self.weekday = self.weekday.or_else(|| number_of(&WEEKDAYS, name));
        }
    }

    fn date(self) -> Option<PrintedDate> {
        let (first, second, year, notation, telling) = match (self.numbers.as_slice(), self.month) {
            // A year in front is followed by the month everywhere.
            (&[year, month, day], _) if year > 31 => (day, month, year, DateOrder::DayFirst, false),
            (&[day, month, year], _) if self.separator == Some('.') => {
                (day, month, year, DateOrder::DayFirst, true)
            }
            (&[first, second, year], _) => (first, second, year, DateOrder::Unknown, false),
            (_, Some(_)) if self.two_months => return None,
            (&[year, day], Some(month)) if year > 31 => (day, month, year, DateOrder::DayFirst, false),
            (&[day, year], Some(month)) => (day, month, year, DateOrder::DayFirst, false),
            _ => return None,
        };
        let year = if year < 100 { 2000 + i64::from(year) } else { i64::from(year) };
        let (hour, rest) = self.clock.unwrap_or((0, 0));
        let hour = match self.half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let date = PrintedDate {
            first,
            second,
            year,
            notation,
            telling,
            weekday: self.weekday,
            seconds: hour * 3600 + rest,
            offset: self.offset,
        };
        let is_date =
            date.moment(true).is_some() || notation == DateOrder::Unknown && date.moment(false).is_some();
        (is_date && (YEARS.contains(&year) || year == FOR_EVER)).then_some(date)
    }
}

/// Seconds of `+02:00` or `-0530`.
fn offset(text: &str) -> Option<i64> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number: i64 = (digits.len() == 4).then(|| digits.parse().ok())??;
    let (hours, minutes) = (number / 100, number % 100);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// The small letter of the alphabets that the names below are written in.
fn small(c: char) -> char {
    match c {
        'À'..='Þ' | 'А'..='Я' | 'Α'..='Ω' => char::from_u32(c as u32 + 32).unwrap_or(c),
        _ => c.to_ascii_lowercase(),
    }
}

/// The number of the name that begins like one of these. The groups come in order, from 0.
fn number_of(groups: &[&str], name: &str) -> Option<u32> {
    let begins = |group: &&str| group.split(' ').any(|prefix| !prefix.is_empty() && name.starts_with(prefix));
    groups.iter().position(begins).map(|number| number as u32)
}

/// How the names of the months begin in the languages in which Exchange is used most. March begins like Tuesday
/// in some of them.
const MONTHS: [&str; 13] = [
    "",
    "jan gen ene янв",
    "feb fév fev фев",
    "",
    "apr avr abr апр",
    "may mai mei mag maj май мая",
    "jun juin giu июн",
    "jul juil lug июл",
    "aug aoû ago авг",
    "sep set сен",
    "oct okt ott out окт",
    "nov ноя",
    "dec dez déc dic des дек",
];

const MARCH: [&str; 12] =
    ["mar", "march", "märz", "mrz", "mär", "mars", "marzo", "março", "maart", "mrt", "марта", "мар"];

/// How the names of the weekdays begin, from Monday.
const WEEKDAYS: [&str; 7] = [
    "mon lun seg maa пон",
    "tue die mar ter din вто",
    "wed mit mer mié qua woe сре",
    "thu don jeu jue gio qui чет",
    "fri fre ven vie sex vri пят",
    "sat sam sáb sab zat суб",
    "sun son dim dom zon вос",
];
