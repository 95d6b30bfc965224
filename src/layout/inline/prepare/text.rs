//! Text into runs: white space folded, characters that can't be set noted.

use unicode_bidi::Level;

use super::{ParagraphBuilder, State};
use crate::font::{Capitals, Family, Features, Form, STAND_IN};
use crate::geom::Abs;
use crate::layout::inline::paragraph::{FORCED, OBJECT, Run};
use crate::source::Span;

/// U+00AD SOFT HYPHEN
const SOFT_HYPHEN: char = '\u{AD}';

impl ParagraphBuilder<'_> {
    pub(super) fn push_generated(&mut self, text: &str, span: Option<Span>, state: &State) {
        let state = State { is_generated: true, ..*state };
        self.push_text(text, span, &state);
        self.paragraph.offsets.push((self.paragraph.text.len(), self.plain));
    }

    pub(super) fn push_author(&mut self, text: &str, span: Option<Span>, state: &State) {
        let (Some(tokens), Some(code)) = (&mut self.tokens, self.code) else {
            return self.push_text(text, span, state);
        };
        for (piece, kind) in tokens.cut(text) {
            let token = kind.map(|kind| code.token(kind)).unwrap_or_default();
            let colour = token.colour.filter(|_| state.link.is_none()).unwrap_or(state.colour);
            let weight = token.weight.map_or(state.weight, |weight| weight.max(state.weight));
            let is_italic = state.is_italic || token.is_italic;
            self.push_text(piece, span, &State { colour, weight, is_italic, ..*state });
        }
    }

    /// Adds text with white space folded: of several spaces and line feeds one space stays, at a line's start none.
    pub(super) fn push_text(&mut self, text: &str, span: Option<Span>, state: &State) {
        self.miss(text, span);
        let mut from = 0;
        for (at, sign) in text.match_indices([' ', '\n', '\t', '\r', SOFT_HYPHEN]) {
            self.push_piece(text.get(from..at).unwrap_or(""), span, state);
            from = at + sign.len();
            if sign.starts_with(SOFT_HYPHEN) {
                self.soft_hyphen(span, state);
            } else if self.paragraph.text.is_empty() || self.paragraph.text.ends_with([' ', FORCED]) {
                self.skip(1, state);
            } else {
                self.push_piece(" ", span, state);
            }
        }
        self.push_piece(text.get(from..).unwrap_or(""), span, state);
    }

    /// A place where the author lets a word be broken: noted and taken out of the text, for none but the line breaker
    /// wants it. Code keeps its characters.
    pub(super) fn soft_hyphen(&mut self, span: Option<Span>, state: &State) {
        if state.family == Family::Mono || state.is_address {
            return self.push_piece("\u{AD}", span, state);
        }
        self.paragraph.soft_hyphens.push(self.paragraph.text.len());
        self.skip(1, state);
    }

    pub(super) fn push_piece(&mut self, text: &str, span: Option<Span>, state: &State) {
        if text.is_empty() {
            return;
        }
        self.push_raw(text, span, state);
        if !state.is_generated {
            self.plain += text.chars().count();
        }
    }

    pub(super) fn skip(&mut self, plain: usize, state: &State) {
        if !state.is_generated {
            self.plain += plain;
            self.paragraph.offsets.push((self.paragraph.text.len(), self.plain));
        }
    }

    pub(super) fn pop_space(&mut self) {
        self.paragraph.text.pop();
        let end = self.paragraph.text.len();
        while self.paragraph.runs.last().is_some_and(|run| run.range.start >= end) {
            self.paragraph.runs.pop();
        }
        if let Some(run) = self.paragraph.runs.last_mut() {
            run.range.end = run.range.end.min(end);
        }
    }

    pub(super) fn push_raw(&mut self, text: &str, span: Option<Span>, state: &State) {
        let is_small = state.features.capitals == Capitals::Small && state.family != Family::Mono;
        if !is_small || text == " " || self.face(state).has_form(Form::SmallCapital, &asked_of_small_capitals(text)) {
            return self.push_run(text, span, state);
        }
        // A face without small capitals: smaller capitals stand in. All are of one size, capitals too, for those who
        // copy text take a change of size within a word for its end.
        let features = Features { capitals: Capitals::Scaled, ..state.features };
        self.push_run(text, span, &State { features, size: state.size.scale(82, 100), ..*state });
    }

    pub(super) fn push_run(&mut self, text: &str, span: Option<Span>, state: &State) {
        let start = self.paragraph.text.len();
        self.push_settable(text);
        let range = start..self.paragraph.text.len();
        let style = self.style(state);
        let last = self.paragraph.runs.last_mut().filter(|run| {
            run.style == style
                && run.owner == state.owner
                && run.link == state.link
                && run.is_generated == state.is_generated
                && run.object.is_none()
                && !text.starts_with(OBJECT)
        });
        match last {
            Some(run) => {
                run.range.end = range.end;
                if let (Some(before), Some(span)) = (run.span, span) {
                    run.span = Some(before.to(span));
                }
            }
            None => self.paragraph.runs.push(Run {
                range,
                style,
                owner: state.owner,
                link: state.link,
                span,
                is_generated: state.is_generated,
                object: None,
                level: Level::ltr(),
                gap: Abs::ZERO,
            }),
        }
    }

    /// Notes the characters that no face has, each with its own place where the text stands in the manuscript as it is.
    pub(super) fn miss(&mut self, text: &str, span: Option<Span>) {
        if text.is_ascii() {
            return;
        }
        let is_as_written = |span: &Span| (span.end - span.start) as usize == text.len();
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii() && *c != SOFT_HYPHEN) {
            if !self.fonts.has(c) {
                let exact = |span: Span| {
                    let start = span.start + at as u32;
                    Span::new(span.file, start, start + c.len_utf8() as u32)
                };
                let place = span.map(|span| if is_as_written(&span) { exact(span) } else { span });
                self.missing.push((place, c));
            }
        }
    }

    /// Adds text; a private-use character that no face has says nothing and is replaced (PDF/A-2 refuses it).
    pub(super) fn push_settable(&mut self, text: &str) {
        if text.is_ascii() {
            return self.paragraph.text.push_str(text);
        }
        for c in text.chars() {
            let is_replaced = is_private(c) && !self.fonts.has(c);
            self.paragraph.text.push(if is_replaced { STAND_IN } else { c });
        }
    }
}

/// The letters that a face must have as small capitals to set a text so: its small ones, where it has none the small ones
/// of its capitals, and for figures and signs any. So all words of a role are set in one way.
fn asked_of_small_capitals(text: &str) -> String {
    let mut letters: String = text.chars().filter(|c| c.is_lowercase()).collect();
    if letters.is_empty() {
        letters.extend(text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase));
    }
    if letters.is_empty() { "a".to_owned() } else { letters }
}

/// Private-use characters and those that are none.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{F0000}'..) || (c as u32) & 0xFFFE == 0xFFFE
}
