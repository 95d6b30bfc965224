//! Sentences marked for Kobo's own renderer, which keeps the reader's place and notes by them.

use crate::epub::xml::{Tag, Xml};

/// Counts paragraphs and sentences of a file.
#[derive(Debug, Default)]
pub(super) struct KoboSpans {
    is_wanted: bool,
    /// Within code, where spaces count and sentences don't.
    is_silent: bool,
    paragraph: u32,
    sentence: u32,
}

impl KoboSpans {
    pub(super) fn new(is_wanted: bool) -> Self {
        Self { is_wanted, ..Self::default() }
    }

    pub(super) fn next_paragraph(&mut self) {
        self.paragraph += 1;
        self.sentence = 0;
    }

    /// Stops or starts marking, and says how it was.
    pub(super) fn silence(&mut self, is_silent: bool) -> bool {
        std::mem::replace(&mut self.is_silent, is_silent)
    }

    /// Writes text, each sentence of it in a span where that is wanted.
    pub(super) fn text(&mut self, xml: &mut Xml, text: &str) {
        if !self.is_wanted || self.is_silent || text.trim().is_empty() {
            xml.text(text);
            return;
        }
        for sentence in sentences(text) {
            self.sentence += 1;
            let id = format!("kobo.{}.{}", self.paragraph, self.sentence);
            xml.leaf(Tag::new("span").classes(["koboSpan"]).with("id", id), sentence);
        }
    }
}

/// A text cut behind each end of a sentence and the space after it; nothing is left out.
fn sentences(text: &str) -> Vec<&str> {
    let mut cut = Vec::new();
    let mut start = 0;
    let mut after_end = false;
    for (at, c) in text.char_indices() {
        let is_space = c.is_whitespace();
        if after_end && is_space {
            let next = at + c.len_utf8();
            cut.push(text.get(start..next).unwrap_or_default());
            start = next;
        }
        after_end = matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
            || (after_end && matches!(c, '»' | '"' | '”' | ')'));
    }
    match text.get(start..) {
        Some(rest) if rest.trim().is_empty() && !cut.is_empty() => {
            // Spaces alone are no sentence: they stay with the last one.
            let before = cut.pop().map_or(0, str::len);
            cut.push(text.get(start - before..).unwrap_or_default());
        }
        Some(rest) => cut.push(rest),
        None => {}
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_are_cut_and_nothing_is_lost() {
        assert_eq!(sentences("One. Two! “Three.” Four"), ["One. ", "Two! ", "“Three.” ", "Four"]);
        assert_eq!(sentences("v1.2 is out.  "), ["v1.2 is out.  "]);
        assert_eq!(sentences("Fin ! Oui."), ["Fin ! ", "Oui."]);
    }
}
