//! From a text and its grammar to tokens.

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use crate::highlight::kinds::Kinds;
use crate::model::{Token, TokenKind};

/// Longer lines, in bytes, are not looked at: nobody reads them, and what a grammar's expressions cost may grow
/// faster than a line.
pub(super) const LONGEST: usize = 1000;

/// What a text is made of.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In order and apart.
    pub(super) tokens: Vec<Token>,
    /// Whether some lines were too long to be looked at.
    pub(super) has_long_lines: bool,
}

impl Found {
    /// Adds a token; one that goes on in the same kind is one with it.
    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        let (start, end) = (start as u32, end as u32);
        if start >= end {
            return;
        }
        match self.tokens.last_mut() {
            Some(last) if last.kind == kind && last.end == start => last.end = end,
            _ => self.tokens.push(Token { start, end, kind }),
        }
    }
}

/// Reads a text line by line; a grammar that fails leaves the rest plain.
pub(super) fn read(syntax: &SyntaxReference, set: &SyntaxSet, text: &str) -> Found {
    let mut found = Found::default();
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut kinds = Kinds::default();
    let mut at = 0;
    for line in text.split('\n') {
        if line.len() > LONGEST {
            found.has_long_lines = true;
        } else {
            // Grammars want to see the line's end.
            let Ok(steps) = state.parse_line(&format!("{line}\n"), set) else { return found };
            let mut from = 0;
            let mut kind = kinds.of(scopes.as_slice());
            for (to, step) in steps {
                let to = to.min(line.len());
                if let Some(kind) = kind {
                    found.push(at + from, at + to, kind);
                }
                from = to;
                if scopes.apply(&step).is_err() {
                    return found;
                }
                kind = kinds.of(scopes.as_slice());
            }
            if let Some(kind) = kind {
                found.push(at + from, at + line.len(), kind);
            }
        }
        at += line.len() + 1;
    }
    found
}
