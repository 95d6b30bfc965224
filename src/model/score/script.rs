//! Languages that their script gives away.

use unicode_script::{Script, UnicodeScript};

/// The languages that are known by their script, kindred ones behind each other.
pub(super) const TAGS: [&str; 26] = [
    "el", "ru", "uk", "be", "bg", "sr", "ar", "fa", "ur", "he", "zh", "ja", "ko", "th", "lo", "km", "my", "hi", "bn",
    "ta", "te", "kn", "ml", "gu", "ka", "hy",
];

/// What the letters of a text speak for.
pub(super) struct Speaking {
    /// The languages that are written so, the likeliest first.
    pub(super) languages: Vec<&'static str>,
    /// How many letters they are.
    pub(super) letters: u32,
    /// How many words these make.
    pub(super) words: u32,
}

/// The script of most letters that are not Latin, and the languages that they may be of.
pub(super) fn speaking(text: &str) -> Option<Speaking> {
    if text.is_ascii() {
        return None;
    }
    let mut counts: Vec<(Script, u32)> = Vec::new();
    for c in text.chars().filter(|c| *c >= '\u{370}' && c.is_alphabetic()) {
        let script = c.script();
        match counts.iter_mut().find(|(counted, _)| *counted == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let of = |scripts: &[Script]| counts.iter().filter(|(script, _)| scripts.contains(script)).map(|(_, n)| n).sum();
    let kana: u32 = of(&[Script::Hiragana, Script::Katakana]);
    let han: u32 = of(&[Script::Han]) + kana;
    if han > 0 {
        // Texts of Japanese have Kana among their Han.
        let languages = if kana > 0 { vec!["ja", "zh"] } else { vec!["zh", "ja"] };
        return Some(Speaking { languages, letters: han * 2, words: han.div_ceil(2) });
    }
    let (script, letters) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let languages = languages(script, text)?;
    let words =
        if matches!(script, Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar) { letters / 4 } else { 0 };
    Some(Speaking { languages, letters, words })
}

fn languages(script: Script, text: &str) -> Option<Vec<&'static str>> {
    let one = |tag| Some(vec![tag]);
    match script {
        Script::Cyrillic => Some(first(cyrillic(text), &["ru", "uk", "be", "bg", "sr"])),
        Script::Arabic => Some(first(arabic(text), &["ar", "fa", "ur"])),
        Script::Greek => one("el"),
        Script::Hebrew => one("he"),
        Script::Hangul => one("ko"),
        Script::Thai => one("th"),
        Script::Lao => one("lo"),
        Script::Khmer => one("km"),
        Script::Myanmar => one("my"),
        Script::Devanagari => one("hi"),
        Script::Bengali => one("bn"),
        Script::Tamil => one("ta"),
        Script::Telugu => one("te"),
        Script::Kannada => one("kn"),
        Script::Malayalam => one("ml"),
        Script::Gujarati => one("gu"),
        Script::Georgian => one("ka"),
        Script::Armenian => one("hy"),
        _ => None,
    }
}

/// A language before its kindred.
fn first(tag: &'static str, kindred: &[&'static str]) -> Vec<&'static str> {
    std::iter::once(tag).chain(kindred.iter().copied().filter(|other| *other != tag)).collect()
}

/// The language whose letters a text in Cyrillic has.
fn cyrillic(text: &str) -> &'static str {
    let lower = text.to_lowercase();
    let count = |letters: &[char]| lower.matches(letters).count();
    match () {
        () if count(&['ђ', 'ј', 'љ', 'њ', 'ћ', 'џ']) > 0 => "sr",
        () if count(&['ў']) > 0 => "be",
        () if count(&['і', 'ї', 'є', 'ґ']) > 0 => "uk",
        // The hard sign is a vowel of Bulgarian; Russian has other vowels besides.
        () if count(&['ъ']) > count(&['ы', 'э', 'ё']) => "bg",
        () => "ru",
    }
}

/// The language whose letters a text in Arabic script has.
fn arabic(text: &str) -> &'static str {
    match () {
        () if text.contains(['ٹ', 'ڈ', 'ڑ', 'ں', 'ے']) => "ur",
        () if text.contains(['پ', 'چ', 'ژ', 'گ', 'ک', 'ی']) => "fa",
        () => "ar",
    }
}
