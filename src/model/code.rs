//! What is known of the lines of a listing besides their text: numbers, marked lines, what each stretch of code is.

use std::sync::Arc;

/// How the lines of a listing are shown, and what its code is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeFacts {
    /// The number of the first line, where lines are numbered.
    pub first_number: Option<u32>,
    /// The lines that the author marks, counted from 0 and in order: pairs of the first and the one behind the last.
    pub marked: Vec<(u32, u32)>,
    /// Whether the type shrinks until the longest line fits (`%autofit`).
    pub is_fitted: bool,
    /// Whether lines are not to be broken (`%nowrap`).
    pub is_unbroken: bool,
    /// What the code is made of, in bytes of the [plain text](crate::model::plain_text) of the lines, in order and
    /// apart; filled in by highlighting.
    pub tokens: Arc<[Token]>,
}

impl CodeFacts {
    /// Whether the author marks a line, counted from 0.
    pub fn is_marked(&self, line: u32) -> bool {
        self.marked.iter().any(|(from, to)| (*from..*to).contains(&line))
    }
}

/// A stretch of code of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
}

macro_rules! token_kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// What a stretch of code is, as far as its look is concerned.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum TokenKind { $($(#[doc = $doc])+ $variant,)+ }

        impl TokenKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in layouts and style sheets.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

token_kinds! {
    /// What the machine doesn't read.
    Comment => "comment",
    /// Words of the language.
    Keyword => "keyword",
    /// Text in quotes.
    String => "string",
    /// Numbers and other constants.
    Number => "number",
    /// Names of functions and commands.
    Function => "function",
    /// Names of types.
    Type => "type",
    /// Variables that a sign marks, as `$HOME`.
    Variable => "variable",
    /// Names of attributes, keys and options.
    Attribute => "attribute",
    /// Names of tags.
    Tag => "tag",
    /// What is about the code: prompts, directives, the heads of a diff.
    Meta => "meta",
    /// Lines added.
    Inserted => "inserted",
    /// Lines taken out.
    Deleted => "deleted",
}

/// Cuts a text that is read piece by piece where its tokens begin and end.
#[derive(Debug, Clone)]
pub struct TokenCursor {
    tokens: Arc<[Token]>,
    next: usize,
    at: u32,
}

impl TokenCursor {
    /// A cursor at the beginning of the text.
    pub fn new(tokens: Arc<[Token]>) -> Self {
        Self { tokens, next: 0, at: 0 }
    }

    /// The next bytes of the text, cut where tokens begin and end.
    pub fn cut<'t>(&mut self, text: &'t str) -> Vec<(&'t str, Option<TokenKind>)> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            while self.tokens.get(self.next).is_some_and(|token| token.end <= self.at) {
                self.next += 1;
            }
            let (until, kind) = match self.tokens.get(self.next) {
                Some(token) if token.start <= self.at => (token.end, Some(token.kind)),
                Some(token) => (token.start, None),
                None => (u32::MAX, None),
            };
            let length = ((until - self.at) as usize).min(rest.len());
            // A token that ends within a character, which no grammar makes, ends behind the text.
            let (piece, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
            self.at += piece.len() as u32;
            pieces.push((piece, kind));
            rest = behind;
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_tokens_however_it_comes() {
        let token = |start, end, kind| Token { start, end, kind };
        let tokens = Arc::from([token(0, 2, TokenKind::Keyword), token(3, 6, TokenKind::Type)]);
        let mut cursor = TokenCursor::new(tokens);
        assert_eq!(cursor.cut("fn ab"), [("fn", Some(TokenKind::Keyword)), (" ", None), ("ab", Some(TokenKind::Type))]);
        assert_eq!(cursor.cut("cd"), [("c", Some(TokenKind::Type)), ("d", None)]);
    }
}
