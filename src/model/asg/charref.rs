//! Character references: which characters of a text the author wrote as one, found by its source.

use std::ops::Range;

/// No reference that HTML names is longer.
const LONGEST: usize = 34;

/// How far source and text may differ (a replaced sign, an attribute) before they are the same again, in bytes.
const MOST_WRITTEN: usize = 40;
const MOST_READ: usize = 24;

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// What the reader sees.
    pub(super) text: &'a str,
    /// The bytes of the source that say it.
    pub(super) written: Range<usize>,
    /// Whether these are a character reference.
    pub(super) is_reference: bool,
}

/// Cuts a text where its source has character references; what can't be found in the source stays whole.
pub(super) fn pieces<'a>(text: &'a str, written: &str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut from = (0, 0);
    // A text that has no place of its own has that of all its block.
    let is_own = written.len() <= 8 * text.len() + 256;
    let (mut read, mut at) = if is_own && written.contains('&') { (0, 0) } else { (text.len(), 0) };
    while let (Some(next), Some(source)) = (text[read..].chars().next(), written[at..].chars().next()) {
        if let Some((characters, length)) = reference(&text[read..], &written[at..]) {
            if read > from.0 {
                pieces.push(Piece { text: &text[from.0..read], written: from.1..at, is_reference: false });
            }
            let characters = &text[read..read + characters];
            pieces.push(Piece { text: characters, written: at..at + length, is_reference: true });
            (read, at) = (read + characters.len(), at + length);
            from = (read, at);
        } else if next == source {
            (read, at) = (read + next.len_utf8(), at + source.len_utf8());
        } else if let Some((more_read, more_written)) = meeting(&text[read..], &written[at..]) {
            (read, at) = (read + more_read, at + more_written);
        } else {
            break;
        }
    }
    if from.0 < text.len() || pieces.is_empty() {
        pieces.push(Piece { text: &text[from.0..], written: from.1..written.len(), is_reference: false });
    }
    pieces
}

/// The lengths of the character that a text begins with and of the reference that says it.
fn reference(text: &str, written: &str) -> Option<(usize, usize)> {
    let inner = written.strip_prefix('&')?;
    let end = inner.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &inner[..end];
    let first = text.chars().next()?;
    let is_said = match name.strip_prefix('#') {
        Some(number) => {
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            let code = hexadecimal.unwrap_or_else(|| number.parse()).ok()?;
            char::from_u32(code) == Some(first)
        }
        // `&amp;` may be meant as it stands, in code.
        None if name == "amp" => first == '&' && (!text.starts_with("&amp;") || written[end + 2..].starts_with("amp;")),
        // The text has the reference itself where nobody knows its name.
        None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && first != '&',
    };
    is_said.then_some((first.len_utf8(), end + 2))
}

/// How far on both are the same again, the nearest first.
fn meeting(text: &str, written: &str) -> Option<(usize, usize)> {
    let offsets = |text: &str, most: usize| {
        let within = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len()));
        within.take_while(|at| *at <= most).collect::<Vec<_>>()
    };
    let reads = offsets(text, MOST_READ);
    for more_written in offsets(written, MOST_WRITTEN) {
        let is_met = |more_read: &usize| agree(&text[*more_read..], &written[more_written..]);
        if let Some(more_read) = reads.iter().copied().find(is_met) {
            return Some((more_read, more_written));
        }
    }
    None
}

/// Whether both begin with the same characters, some of them written as references.
fn agree(mut text: &str, mut written: &str) -> bool {
    for _ in 0..4 {
        let (Some(next), Some(source)) = (text.chars().next(), written.chars().next()) else {
            return text.is_empty() && written.is_empty();
        };
        let (read, at) = match reference(text, written) {
            Some(lengths) => lengths,
            None if next == source => (next.len_utf8(), source.len_utf8()),
            None => return false,
        };
        (text, written) = (&text[read..], &written[at..]);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, written: &str) -> Vec<String> {
        let show = |piece: Piece<'_>| match piece.is_reference {
            true => format!("{}={}", &written[piece.written], piece.text),
            false => piece.text.to_owned(),
        };
        pieces(text, written).into_iter().map(show).collect()
    }

    #[test]
    fn references_are_found_in_the_source() {
        assert_eq!(shown("a § b", "a &sect; b"), ["a ", "&sect;=§", " b"]);
        assert_eq!(shown("&é", "&amp;&#xE9;"), ["&amp;=&", "&#xE9;=é"]);
        assert_eq!(shown("A & B &amp; C &nope;", "A & B &amp;amp; C &nope;"), ["A & B ", "&amp;=&", "amp; C &nope;"]);
        assert_eq!(shown("plain", "plain"), ["plain"]);
        assert_eq!(shown("", ""), [""]);
    }

    #[test]
    fn what_is_replaced_does_not_hide_them() {
        assert_eq!(shown("so\u{2009}—\u{2009}and… §, it’s © &", "so -- and... &sect;, it's (C) &#38;").len(), 4);
        assert_eq!(shown("My product § here", "{name} &sect; here"), ["My product ", "&sect;=§", " here"]);
        assert_eq!(shown("other words", "nothing &sect; alike"), ["other words"]);
    }

    #[test]
    fn all_of_the_text_is_kept() {
        for (text, written) in [("é§&", "&#233;&sect;&"), ("&", "&amp"), ("x", "&x;"), ("ß&ß", "ß&amp;ß & more")]
        {
            assert_eq!(pieces(text, written).iter().map(|piece| piece.text).collect::<String>(), text);
        }
    }
}
