//! Listings: what code is made of as classes, numbers and marks of lines, the marks of remarks.

use crate::epub::content::Content;
use crate::epub::xml::Tag;
use crate::model::{Block, CodeFacts, TokenCursor, TokenKind, Verbatim, VerbatimKind, plain_text};

/// Where the writing of a listing is.
pub(super) struct CodeState<'a> {
    facts: &'a CodeFacts,
    tokens: TokenCursor,
    /// The line, counted from 0.
    line: u32,
    /// The figures of the last line's number.
    digits: usize,
}

impl<'a> CodeState<'a> {
    fn of(verbatim: &'a Verbatim) -> Self {
        let count = plain_text(&verbatim.lines).split('\n').count() as u32;
        let last = verbatim.code.first_number.unwrap_or(1).saturating_add(count).saturating_sub(1);
        let tokens = TokenCursor::new(verbatim.code.tokens.clone());
        Self { facts: &verbatim.code, tokens, line: 0, digits: last.to_string().len() }
    }
}

impl<'a> Content<'a> {
    /// A listing, literal or passed-through block.
    pub(super) fn code_block(&mut self, block: &'a Block, verbatim: &'a Verbatim, tag: Tag) {
        let id = self.block_id(block);
        let is_figure = verbatim.is_diagram() && block.title.is_some();
        let tag = if is_figure { tag.named("figure") } else { tag };
        self.within(tag.with_some("id", id), |this| {
            if !is_figure {
                this.block_title(block);
            }
            let was_silent = this.kobo.silence(true);
            let direction = this.code_direction();
            let is_unbroken = verbatim.code.is_unbroken.then_some("nowrap");
            this.xml.open(Tag::new("pre").classes(is_unbroken).with_some("dir", direction));
            let language = match &verbatim.kind {
                VerbatimKind::Source { language, .. } => language.as_deref(),
                _ => None,
            };
            let class = language.map(|language| format!("language-{language}"));
            this.xml.open(Tag::new("code").classes(class.as_deref()));
            this.flow(&[block.id], |this| {
                this.marks.place(&this.shared.pages, &mut this.xml);
                this.code = Some(CodeState::of(verbatim));
                this.number_line();
                this.inlines(&verbatim.lines);
                this.code = None;
            });
            this.xml.close();
            this.xml.close();
            this.kobo.silence(was_silent);
            if is_figure {
                this.within(Tag::new("figcaption"), |this| this.title_words(block));
            }
        });
    }

    /// Writes words of a listing.
    pub(super) fn say_code(&mut self, words: &str, mut code: CodeState<'a>) {
        let pieces = code.tokens.cut(words);
        self.code = Some(code);
        for (piece, kind) in pieces {
            for (index, part) in piece.split('\n').enumerate() {
                if index > 0 {
                    self.speak("\n");
                    if let Some(code) = &mut self.code {
                        code.line += 1;
                    }
                    self.number_line();
                }
                self.say_token(part, kind);
            }
        }
    }

    fn say_token(&mut self, words: &str, kind: Option<TokenKind>) {
        if words.is_empty() {
            return;
        }
        let is_marked = self.code.as_ref().is_some_and(|code| code.facts.is_marked(code.line));
        let class = kind.map(|kind| format!("hl-{}", kind.name()));
        let classes: Vec<&str> = class.as_deref().into_iter().chain(is_marked.then_some("hl-marked")).collect();
        match classes.is_empty() {
            true => self.speak(words),
            false => self.within(Tag::new("span").classes(classes), |this| this.speak(words)),
        }
    }

    /// The number of a line that begins: seen, but neither read aloud nor copied where the reader can help it.
    fn number_line(&mut self) {
        let Some(code) = &self.code else { return };
        let Some(first) = code.facts.first_number else { return };
        let number = format!("{:>1$}  ", first.saturating_add(code.line), code.digits);
        self.xml.leaf(Tag::new("span").classes(["hl-number-of-line"]).with("aria-hidden", "true"), &number);
    }

    /// The number of a remark: on a disc, and in parentheses where no style sheet is read.
    pub(super) fn conum(&mut self, number: u32) {
        let paren = |this: &mut Self, sign| this.xml.leaf(Tag::new("span").classes(["paren"]), sign);
        self.within(Tag::new("b").classes(["conum"]), |this| {
            paren(this, "(");
            this.xml.text(&number.to_string());
            paren(this, ")");
        });
    }
}
