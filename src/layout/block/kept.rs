//! The author's lines as they are: cut where he ends them, their spaces kept, their tokens with them.

use crate::model::{Inline, InlineKind, Styled, Token, TokenCursor, plain_text};

/// How many columns a tab goes on at most.
const TAB: usize = 4;

/// A line of the author's.
#[derive(Debug, Default, PartialEq)]
pub(super) struct KeptLine {
    /// Its words; spaces are such that don't break and don't fold, tabs go to the next stop.
    pub(super) inlines: Vec<Inline>,
    /// What its code is made of, in bytes of its plain text.
    pub(super) tokens: Vec<Token>,
    /// Where it starts, in characters of the block's plain text.
    pub(super) from: usize,
}

impl KeptLine {
    /// Whether there is nothing to be seen on it.
    pub(super) fn is_blank(&self) -> bool {
        let is_nothing = |inline: &Inline| match &inline.kind {
            InlineKind::Callout(_) | InlineKind::Image(_) | InlineKind::Icon(_) | InlineKind::Footnote(_) => false,
            _ => plain_text(std::slice::from_ref(inline)).trim().is_empty(),
        };
        self.inlines.iter().all(is_nothing)
    }
}

/// The author's lines, without empty ones at the end.
pub(super) fn kept(inlines: &[Inline], tokens: TokenCursor) -> Vec<KeptLine> {
    let mut keeper = Keeper { lines: vec![KeptLine::default()], tokens, spacer: Spacer::new(), length: 0, plain: 0 };
    let bodies = keeper.keep(inlines);
    let mut lines = keeper.lines;
    for (line, body) in lines.iter_mut().zip(bodies) {
        line.inlines = body;
    }
    while lines.len() > 1 && lines.last().is_some_and(KeptLine::is_blank) {
        lines.pop();
    }
    lines
}

struct Keeper {
    /// The lines so far, without their words.
    lines: Vec<KeptLine>,
    tokens: TokenCursor,
    spacer: Spacer,
    /// Bytes of the line's plain text so far.
    length: u32,
    /// Characters of the block's plain text so far.
    plain: usize,
}

impl Keeper {
    /// The words of each line that inlines stand on.
    fn keep(&mut self, inlines: &[Inline]) -> Vec<Vec<Inline>> {
        let mut bodies = vec![Vec::new()];
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Raw(text) => self.text(inline, text, &mut bodies),
                InlineKind::Break => {
                    self.end_line();
                    bodies.push(Vec::new());
                }
                InlineKind::Styled(styled) => {
                    for (index, body) in self.keep(&styled.body).into_iter().enumerate() {
                        if index > 0 {
                            bodies.push(Vec::new());
                        }
                        let kind = InlineKind::Styled(Styled { body, ..styled.clone() });
                        add(&mut bodies, Inline { span: inline.span, kind });
                    }
                }
                _ => {
                    let words = plain_text(std::slice::from_ref(inline));
                    self.tokens.cut(&words);
                    self.length += words.len() as u32;
                    self.plain += words.chars().count();
                    self.spacer.column += words.chars().count();
                    self.spacer.after_space = false;
                    add(&mut bodies, inline.clone());
                }
            }
        }
        bodies
    }

    fn text(&mut self, inline: &Inline, text: &str, bodies: &mut Vec<Vec<Inline>>) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
                bodies.push(Vec::new());
            }
            let mut spaced = String::with_capacity(line.len());
            for (piece, kind) in self.tokens.cut(line) {
                let start = self.length + spaced.len() as u32;
                self.spacer.space(piece, &mut spaced);
                let end = self.length + spaced.len() as u32;
                if let (Some(kind), Some(line)) = (kind, self.lines.last_mut()) {
                    line.tokens.push(Token { start, end, kind });
                }
            }
            self.length += spaced.len() as u32;
            self.plain += line.chars().count();
            if !spaced.is_empty() {
                add(bodies, Inline::text(inline.span, spaced));
            }
        }
    }

    fn end_line(&mut self) {
        self.tokens.cut("\n");
        self.plain += 1;
        self.length = 0;
        self.spacer = Spacer::new();
        self.lines.push(KeptLine { from: self.plain, ..KeptLine::default() });
    }
}

fn add(bodies: &mut [Vec<Inline>], inline: Inline) {
    if let Some(body) = bodies.last_mut() {
        body.push(inline);
    }
}

/// Where a line is, for tabs and runs of spaces.
struct Spacer {
    column: usize,
    after_space: bool,
}

impl Spacer {
    const fn new() -> Self {
        Self { column: 0, after_space: true }
    }

    /// Runs of spaces keep their width: all but one of a run, and those at a line's start, are no-break spaces.
    fn space(&mut self, text: &str, out: &mut String) {
        for c in text.chars() {
            match c {
                '\t' => {
                    let stop = TAB - self.column % TAB;
                    out.extend(std::iter::repeat_n('\u{A0}', stop));
                    self.column += stop;
                    self.after_space = true;
                    continue;
                }
                ' ' if self.after_space => out.push('\u{A0}'),
                ' ' => {
                    out.push(' ');
                    self.after_space = true;
                }
                // What ends no line for AsciiDoc ends none here.
                '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\u{A0}'),
                c => {
                    out.push(c);
                    self.after_space = false;
                }
            }
            self.column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TokenKind;
    use crate::source::{FileId, Span};

    #[test]
    fn spaces_and_tabs_keep_their_width() {
        let mut out = String::new();
        Spacer::new().space("  a  b\tc", &mut out);
        assert_eq!(out, "\u{A0}\u{A0}a \u{A0}b\u{A0}\u{A0}c");
    }

    #[test]
    fn tokens_go_with_their_lines() {
        let span = Span::new(FileId::new(0), 0, 0);
        let token = |start, end| Token { start, end, kind: TokenKind::Comment };
        let cursor = TokenCursor::new([token(0, 1), token(2, 7)].into());
        let lines = kept(&[Inline::text(span, "a\n /*\n*/ b\n\n")], cursor);
        let tokens: Vec<_> = lines.iter().map(|line| line.tokens.clone()).collect();
        // The indentation is a no-break space of two bytes.
        assert_eq!(tokens, [vec![token(0, 1)], vec![token(0, 4)], vec![token(0, 1)]]);
        assert_eq!(lines.iter().map(|line| line.from).collect::<Vec<_>>(), [0, 2, 6]);
    }

    #[test]
    fn lines_that_are_passed_through_stay_lines() {
        let span = Span::new(FileId::new(0), 0, 0);
        let raw = Inline { span, kind: InlineKind::Raw("<pre>\na\n</pre>".to_owned()) };
        assert_eq!(kept(&[raw], TokenCursor::new([].into())).len(), 3);
    }
}
