//! Moments: reading and writing RFC 3339, and their calendar.

use std::fmt;

/// A moment, in seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Seconds of one day.
    pub const DAY: i64 = 86_400;

    /// A moment from its calendar parts in UTC; `None` where they name no moment.
    pub fn from_civil(year: i64, month: u32, day: u32, hour: u32, minute: u32, second: u32) -> Option<Self> {
        let valid = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second <= 60;
        valid.then(|| {
            let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
            Self(days_from_civil(year, month, day) * Self::DAY + seconds)
        })
    }

    /// Reads RFC 3339 (`2026-11-22T00:00:00Z`, any offset, fractions ignored) or a bare date, which is
    /// midnight UTC.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, rest) = text.split_at_checked(10)?;
        let mut parts = date.split('-');
        let mut number = || digits(parts.next()?);
        let (year, month, day) = (i64::from(number()?), number()?, number()?);
        if rest.is_empty() {
            return Self::from_civil(year, month, day, 0, 0, 0);
        }
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (time, rest) = rest.split_at_checked(8)?;
        let mut parts = time.split(':');
        let mut number = || digits(parts.next()?);
        let moment = Self::from_civil(year, month, day, number()?, number()?, number()?)?;
        let rest = match rest.strip_prefix('.') {
            Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
            None => rest,
        };
        let offset = match rest {
            "Z" | "z" => 0,
            _ => {
                let (sign, value) = rest.split_at_checked(1)?;
                let (hours, minutes) = value.split_once(':')?;
                let (hours, minutes) = (digits(hours)?, digits(minutes)?);
                let size = i64::from(hours * 60 + minutes) * 60;
                match sign {
                    "+" if hours < 24 && minutes < 60 => size,
                    "-" if hours < 24 && minutes < 60 => -size,
                    _ => return None,
                }
            }
        };
        Some(Self(moment.0 - offset))
    }

    /// Whole days from `self` to `later`, rounded towards the past; negative where `later` is earlier.
    pub fn days_until(self, later: Self) -> i64 {
        (later.0 - self.0).div_euclid(Self::DAY)
    }

    /// The date alone, `2026-11-22`.
    pub fn date(self) -> String {
        let (year, month, day) = civil_from_days(self.0.div_euclid(Self::DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC, to the second.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.rem_euclid(Self::DAY);
        write!(f, "{}T{:02}:{:02}:{:02}Z", self.date(), second / 3600, second / 60 % 60, second % 60)
    }
}

fn digits(text: &str) -> Option<u32> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar: years begin in March, so that the leap day
/// is the last day of a year, and 400 years always have 146,097 days.
fn days_from_civil(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = i64::from((153 * ((month + 9) % 12) + 2) / 5 + day - 1);
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u32;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u32;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in
            ["1970-01-01T00:00:00Z", "2000-02-29T23:59:59Z", "2026-11-22T18:06:00Z", "1999-12-31T00:00:01Z"]
        {
            assert_eq!(Timestamp::parse_rfc3339(text).unwrap().to_string(), text);
        }
        assert_eq!(Timestamp::parse_rfc3339("2026-11-22").unwrap().to_string(), "2026-11-22T00:00:00Z");
        assert_eq!(
            Timestamp::parse_rfc3339("2026-11-22T01:30:00.123+02:00").unwrap().to_string(),
            "2026-11-21T23:30:00Z"
        );
    }

    #[test]
    fn every_day_of_four_centuries_survives_the_round_trip() {
        for day in -80_000..80_000 {
            let moment = Timestamp(day * Timestamp::DAY);
            assert_eq!(Timestamp::parse_rfc3339(&moment.date()), Some(moment));
        }
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in [
            "",
            "2026-02-30",
            "2026-13-01",
            "2026-11-22T24:00:00Z",
            "2026-11-22T10:00:00",
            "22/11/2026",
            "2026-11-22T10:00:00+99:00",
            "２０２６-11-22",
        ] {
            assert_eq!(Timestamp::parse_rfc3339(text), None, "{text}");
        }
    }
}
