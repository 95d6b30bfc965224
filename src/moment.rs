//! A point in time, for the dates in outputs.

/// A calendar day with a time, UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
}

/// A date and time of the proleptic Gregorian calendar, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// The year.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl Moment {
    /// What outputs say where neither `SOURCE_DATE_EPOCH` nor `revdate` names a date: 1980-01-01, the first that ZIP knows.
    pub const FIXED: Self = Self { seconds: 315_532_800 };

    /// Midnight of a day.
    pub fn of_day(year: i64, month: u8, day: u8) -> Self {
        Self { seconds: days_from_civil(year, month, day) * 86_400 }
    }

    /// Reads `2019-11-28`, `28/11/2019` and `2019/11/28`; `None` for any other form.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<i64> =
            text.trim().split(['-', '/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let (year, month, day) = match parts.as_slice() {
            [year @ 1000..=9999, month @ 1..=12, day @ 1..=31] => (*year, *month, *day),
            [day @ 1..=31, month @ 1..=12, year @ 1000..=9999] => (*year, *month, *day),
            _ => return None,
        };
        Some(Self::of_day(year, month as u8, day as u8))
    }

    /// The date and time in UTC.
    pub fn civil(self) -> Civil {
        let (days, rest) = (self.seconds.div_euclid(86_400), self.seconds.rem_euclid(86_400));
        // Howard Hinnant, chrono-compatible low-level date algorithms: eras of 400 years from 0000-03-01.
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        Civil {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month: month as u8,
            day: (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8,
            hour: (rest / 3600) as u8,
            minute: (rest / 60 % 60) as u8,
            second: (rest % 60) as u8,
        }
    }
}

impl std::fmt::Display for Moment {
    /// ISO 8601 to the second: `2019-11-28T00:00:00Z`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let civil = self.civil();
        let Civil { year, month, day, hour, minute, second } = civil;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for text in ["1980-01-01", "2000-02-29", "2019-11-28", "2100-03-01"] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), format!("{text}T00:00:00Z"));
        }
        assert_eq!(Moment::parse("28/11/2019"), Moment::parse("2019-11-28"));
        assert_eq!(Moment::parse("hier"), None);
        assert_eq!(Moment::FIXED.to_string(), "1980-01-01T00:00:00Z");
    }
}
