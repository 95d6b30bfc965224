//! Lengths as layouts write them.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::geom::Abs;

/// A length with its unit: `10.5pt`, `24mm`, `2.4cm`, `1in`, `16px` (1/96 in), or 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length(pub Abs);

impl Length {
    /// Reads a length; `None` where the number or the unit is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(text.len());
        let number: f64 = text.get(..digits)?.parse().ok().filter(|number: &f64| number.abs() < 100_000.0)?;
        let abs = match text.get(digits..)?.trim() {
            "pt" => Abs::pt(number),
            "mm" => Abs::mm(number),
            "cm" => Abs::mm(number * 10.0),
            "in" => Abs::pt(number * 72.0),
            "px" => Abs::pt(number * 0.75),
            "" if number == 0.0 => Abs::ZERO,
            _ => return None,
        };
        Some(Self(abs))
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Length;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a length such as \"12pt\" or \"20mm\"")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Length, E> {
                Length::parse(text)
                    .ok_or_else(|| E::custom(format!("`{text}` is no length; write one such as \"12pt\" or \"20mm\"")))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Length, E> {
                if number == 0 { Ok(Length(Abs::ZERO)) } else { self.visit_str(&number.to_string()) }
            }
        }
        deserializer.deserialize_any(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read() {
        assert_eq!(Length::parse("10.5pt"), Some(Length(Abs::pt(10.5))));
        assert_eq!(Length::parse("2.4 cm"), Length::parse("24mm"));
        assert_eq!(Length::parse("0"), Some(Length(Abs::ZERO)));
        for bad in ["12", "pt", "1e9pt", "9999999mm", "1.2.3pt", "3 miles", ""] {
            assert_eq!(Length::parse(bad), None, "{bad}");
        }
    }
}
