//! What typography does to the author's text: spaces that must not break, and quotes where the author asks for them.
//!
//! No word is changed and no space is put where the author typed none: a space before a sign or between a number and
//! its unit becomes one that does not break, as the language's printers have it. Only with `:smart-quotes:` straight
//! quotes become those of the language. Code, addresses and formulas stay as they are.

mod habits;
mod quotes;
mod spaces;

use crate::model::walk::{self, TextKind, Visitor};
use crate::model::{Book, Inline, InlineKind, Language, Section, TextStyle, plain_text};

pub use spaces::Spaces;

/// The attribute that asks for the quotes of each language.
const SMART_QUOTES: &str = "smart-quotes";

/// Sets the spaces and quotes of a book.
pub fn set(mut book: Book, spaces: Spaces) -> Book {
    let mut setter = Setter { spaces, has_smart_quotes: book.info.attributes.is_set(SMART_QUOTES) };
    let language = book.info.language;
    let info = &mut book.info;
    for title in [&mut info.title, &mut info.main_title, &mut info.subtitle].into_iter().flatten() {
        setter.text(title, language, TextKind::Heading);
    }
    walk::blocks(&mut book.opening, &mut setter);
    walk::sections(&mut book.sections, &mut setter);
    for footnote in &mut book.footnotes {
        setter.text(&mut footnote.text, footnote.language, TextKind::Running);
    }
    book
}

struct Setter {
    spaces: Spaces,
    has_smart_quotes: bool,
}

impl Visitor for Setter {
    /// A talk holds copies of its section's first blocks.
    fn section(&mut self, section: &mut Section) {
        let Some(talk) = &mut section.talk else { return };
        talk.blocks_mut().for_each(|block| walk::blocks(std::slice::from_mut(block), self));
        for speaker in &mut talk.speakers {
            for part in [&mut speaker.lead, &mut speaker.name, &mut speaker.rest] {
                self.text(part, speaker.language, TextKind::Running);
            }
        }
    }

    fn text(&mut self, inlines: &mut Vec<Inline>, language: Language, kind: TextKind) {
        if kind == TextKind::Kept {
            return;
        }
        if self.has_smart_quotes {
            quotes::set(inlines, language);
        }
        self.inlines(inlines, language);
    }
}

impl Setter {
    fn inlines(&self, inlines: &mut [Inline], language: Language) {
        let mut before = None;
        for inline in inlines {
            let last = plain_text(std::slice::from_ref(inline)).chars().next_back();
            match &mut inline.kind {
                InlineKind::Text(text) => {
                    if let Some(set) = self.spaces.set(text, before, language) {
                        *text = set;
                    }
                }
                InlineKind::Styled(styled) if styled.style != TextStyle::Monospace => {
                    let language = styled.language.unwrap_or(language);
                    self.inlines(&mut styled.body, language);
                }
                InlineKind::Link(link) if !link.is_bare => self.inlines(&mut link.body, language),
                InlineKind::Xref(xref) => self.inlines(&mut xref.body, language),
                InlineKind::IndexTerm(term) => {
                    self.inlines(term.visible.as_deref_mut().unwrap_or_default(), language);
                }
                _ => {}
            }
            before = last.or(before);
        }
    }
}
