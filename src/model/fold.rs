//! Words as one looks them up: without case, accents and marks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::Language;

/// The words in small letters without accents: `É` is `e`, `ß` is `ss`.
pub fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for c in words.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '’' | 'ʼ' => folded.push('\''),
            c if c.is_whitespace() => folded.push(' '),
            c => folded.push(c),
        }
    }
    folded
}

/// The words as they are put in order in a language: Scandinavian letters come behind z.
pub fn sort_key(words: &str, language: Language) -> String {
    let behind: &[(char, char)] = match language.primary() {
        "sv" | "fi" => &[('å', '1'), ('ä', '2'), ('ö', '3')],
        "da" | "nb" | "nn" | "no" => &[('æ', '1'), ('ø', '2'), ('å', '3')],
        _ => &[],
    };
    let mut key = String::with_capacity(words.len());
    for c in words.nfc().flat_map(char::to_lowercase) {
        match behind.iter().find(|(letter, _)| *letter == c) {
            // No letter of the alphabet is above `{`, the sign behind z.
            Some((_, place)) => key.extend(['{', *place]),
            None => key.push_str(&fold(c.encode_utf8(&mut [0; 4]))),
        }
    }
    key.retain(|c| c.is_alphanumeric() || matches!(c, ' ' | '{'));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_go() {
        assert_eq!(fold("Élise ŒUVRAY-Müß"), "elise oeuvray-muss");
        assert_eq!(fold("L’été"), "l'ete");
    }

    #[test]
    fn order_follows_the_language() {
        let order = |language: &str, mut names: Vec<&'static str>| {
            let language = Language::parse(language).unwrap();
            names.sort_by_key(|name| sort_key(name, language));
            names
        };
        assert_eq!(order("fr", vec!["Fabre", "Évrard", "Eva"]), ["Eva", "Évrard", "Fabre"]);
        assert_eq!(order("sv", vec!["Öst", "Zorn", "Åberg", "Ost"]), ["Ost", "Zorn", "Åberg", "Öst"]);
        assert_eq!(order("de", vec!["Özil", "Zorn", "Ofen"]), ["Ofen", "Özil", "Zorn"]);
    }
}
