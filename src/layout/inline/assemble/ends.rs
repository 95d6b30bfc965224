//! Where words end that may stand on several lines.

use crate::layout::inline::paragraph::{FORCED, OBJECT, Paragraph};
use crate::layout::inline::unspaced::is_unspaced;
use crate::layout::inline::{BrokenLine, LineEnd};

/// Longer words are not joined over lines, in characters.
const LONGEST_WORD: usize = 1_000;

/// Whether a word goes on in the line after this one, and is to be copied whole.
///
/// What has no space for a page long is no word, and to say all of it on each of its lines would take as many pages.
pub(super) fn parts_word(paragraph: &Paragraph, line: &BrokenLine) -> bool {
    let is_short = |at: usize| {
        let near = |text: &str| text.char_indices().take_while(|(at, c)| *at <= LONGEST_WORD && !ends_word(*c)).count();
        let before = paragraph.text.get(..at).unwrap_or("");
        let letters = before.chars().rev().take_while(|c| !ends_word(*c)).take(LONGEST_WORD).count();
        letters + near(paragraph.text.get(at..).unwrap_or("")) < LONGEST_WORD
    };
    matches!(line.ends, LineEnd::Hyphen | LineEnd::WithinWord) && is_short(line.end)
}

/// The word around a byte, up to where words end on both sides.
pub(super) fn word_around(text: &str, at: usize) -> String {
    let start = word_start(text.get(..at).unwrap_or(""));
    let end = at + word_end(text.get(at..).unwrap_or(""));
    text.get(start..end).unwrap_or("").chars().filter(|c| *c != OBJECT).map(said).collect()
}

/// Where the first word of a text ends: at a space, or before a sign of a script that has none.
pub(super) fn word_end(text: &str) -> usize {
    text.find(ends_word).unwrap_or(text.len())
}

/// Where the last word of a text starts.
pub(super) fn word_start(text: &str) -> usize {
    text.rfind(ends_word).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
}

fn ends_word(c: char) -> bool {
    matches!(c, ' ' | FORCED) || is_unspaced(c)
}

/// The character that a glyph says: no-break spaces are the printer's business, copied text has plain ones.
pub(super) fn said(c: char) -> char {
    if matches!(c, '\u{A0}' | '\u{202F}') { ' ' } else { c }
}
