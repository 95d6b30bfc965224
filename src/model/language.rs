//! Languages by their BCP 47 tags.

use std::fmt;

/// A language, as a BCP 47 tag of up to eleven ASCII characters in its usual case (`fr`, `fr-CH`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    tag: [u8; 11],
    length: u8,
}

impl Language {
    /// Not known yet.
    pub const UNKNOWN: Self = Self::of("und");
    /// English.
    pub const ENGLISH: Self = Self::of("en");
    /// French.
    pub const FRENCH: Self = Self::of("fr");

    const fn of(tag: &str) -> Self {
        let bytes = tag.as_bytes();
        let mut kept = [0; 11];
        let mut at = 0;
        while at < bytes.len() && at < kept.len() {
            kept[at] = bytes[at];
            at += 1;
        }
        Self { tag: kept, length: at as u8 }
    }

    /// Reads a tag such as `fr`, `fr_CH` or `zh-Hans-CN`; `None` where it is not of that form.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut kept = String::new();
        for (index, part) in tag.trim().split(['-', '_']).enumerate() {
            let is_sound = match index {
                0 => (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()),
                _ => (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()),
            };
            if !is_sound {
                return None;
            }
            match (index, part.len()) {
                (0, _) => kept.push_str(&part.to_ascii_lowercase()),
                (_, 4) => {
                    kept.push('-');
                    kept.push_str(&part[..1].to_ascii_uppercase());
                    kept.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => {
                    kept.push('-');
                    kept.push_str(&part.to_ascii_uppercase());
                }
            }
        }
        (kept.len() <= 11).then(|| Self::of(&kept))
    }

    /// The whole tag.
    pub fn tag(&self) -> &str {
        self.tag.get(..self.length as usize).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("und")
    }

    /// The language without script and region: `fr` of `fr-CH`.
    pub fn primary(&self) -> &str {
        self.tag().split('-').next().unwrap_or("und")
    }

    /// Whether it is written from right to left, by its script or the script that it is usually written in (CLDR).
    pub fn is_rtl(&self) -> bool {
        match self.tag().split('-').find(|part| part.len() == 4) {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo" | "Adlm"),
            None => matches!(
                self.primary(),
                "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "nqo" | "ps" | "sd" | "syr" | "ug" | "ur" | "yi"
            ),
        }
    }

    /// Whether it is known.
    pub fn is_known(&self) -> bool {
        *self != Self::UNKNOWN
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_usual_case() {
        assert_eq!(Language::parse("FR_ch").map(|l| l.to_string()), Some("fr-CH".into()));
        assert_eq!(Language::parse("zh-hans-cn").map(|l| l.to_string()), Some("zh-Hans-CN".into()));
        assert_eq!(Language::parse("français"), None);
        assert_eq!(Language::FRENCH.primary(), "fr");
    }

    #[test]
    fn the_script_says_the_direction() {
        let is_rtl = |tag| Language::parse(tag).is_some_and(|language| language.is_rtl());
        assert!(is_rtl("fa") && is_rtl("he-IL") && is_rtl("az-Arab"));
        assert!(!is_rtl("fr") && !is_rtl("und") && !is_rtl("ku-Latn"));
    }
}
