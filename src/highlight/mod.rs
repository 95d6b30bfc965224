//! What the code of listings is made of: keywords, strings, comments.
//!
//! A book goes in and its listings get their [`Token`]s. Grammars are loaded when the first listing
//! asks for one; equal listings are looked at once, different ones in parallel. What a listing costs
//! grows with its length: lines beyond a length and listings beyond a size stay plain. Nothing here
//! knows a colour: looks are the layout's, and the style sheet's in EPUBs.

mod kinds;
mod language;
mod session;
mod tokens;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Lint, Sink};
use crate::highlight::language::{Grammar, KNOWN_NAMES};
use crate::highlight::tokens::Found;
use crate::model::walk::{self, Visitor};
use crate::model::{Block, BlockKind, Book, NodeId, Token, VerbatimKind, plain_text};
use crate::source::Span;

/// No listing larger than this is looked at, in bytes.
const LARGEST: usize = 256 * 1024;

/// Finds out what the code of every listing with a language is made of.
///
/// Nothing is done where the author sets `:source-highlighter:` to `none`, or unsets it.
pub fn highlight(book: &mut Book, sink: &mut Sink) {
    if !book.info.highlights {
        return;
    }
    let mut wanted = Wanted::default();
    walk::blocks(&mut book.opening, &mut wanted);
    walk::sections(&mut book.sections, &mut wanted);
    wanted.tell(sink);
    if wanted.listings.is_empty() {
        return;
    }
    let found: Vec<Found> =
        wanted.listings.par_iter().map(|listing| language::tokens(listing.grammar, &listing.text)).collect();
    for (listing, _) in wanted.listings.iter().zip(&found).filter(|(_, found)| found.has_long_lines) {
        let message = format!("lines of more than {} bytes are set without colours", tokens::LONGEST);
        let plain = Diagnostic::warning(Lint::CodeTooLong, listing.span, message);
        sink.push(plain.hint("break the lines, or leave out the listing's language"));
    }
    let tokens = found.into_iter().map(|found| Arc::from(found.tokens)).collect();
    let mut giving = Giving { by_node: wanted.by_node, tokens };
    walk::blocks(&mut book.opening, &mut giving);
    walk::sections(&mut book.sections, &mut giving);
}

/// A text to be looked at.
struct Listing {
    grammar: Grammar,
    text: Arc<str>,
    /// Where it stands first.
    span: Span,
}

/// The listings of a book, each once.
#[derive(Default)]
struct Wanted {
    listings: Vec<Listing>,
    /// Those that are wanted already: their places among the listings.
    seen: HashMap<(Grammar, Arc<str>), usize>,
    /// The listing of each block, by its place among the listings.
    by_node: HashMap<NodeId, usize>,
    /// Languages that nobody knows, with their first places.
    unknown: BTreeMap<String, Span>,
    too_large: Vec<Span>,
}

impl Wanted {
    fn tell(&self, sink: &mut Sink) {
        for span in &self.too_large {
            let message = format!("a listing of more than {} kB is set without colours", LARGEST / 1024);
            sink.push(Diagnostic::warning(Lint::CodeTooLong, *span, message).hint("break it up"));
        }
        let mut unknown: Vec<_> = self.unknown.iter().collect();
        unknown.sort_by_key(|(_, span)| **span);
        for (name, span) in unknown {
            let message = format!("nobody knows the language `{name}`, its code is set without colours");
            let fault = Diagnostic::warning(Lint::UnknownCodeLanguage, *span, message);
            let fault = fault.did_you_mean(name, KNOWN_NAMES.iter().copied());
            sink.push(fault.hint("write `text` for what is no code"));
        }
    }
}

impl Visitor for Wanted {
    fn block(&mut self, block: &mut Block) {
        let BlockKind::Verbatim(verbatim) = &block.kind else { return };
        let language = match &verbatim.kind {
            VerbatimKind::Source { language: Some(language), .. } => language.as_str(),
            VerbatimKind::Diagram { kind, .. } => kind.language,
            _ => return,
        };
        let text = plain_text(&verbatim.lines);
        let grammar = match language::grammar(language, &text) {
            Grammar::Plain => return,
            Grammar::Unknown => {
                self.unknown.entry(language.trim().to_owned()).or_insert(block.span);
                return;
            }
            grammar => grammar,
        };
        if text.len() > LARGEST {
            return self.too_large.push(block.span);
        }
        let text: Arc<str> = text.into();
        let index = *self.seen.entry((grammar, Arc::clone(&text))).or_insert(self.listings.len());
        if index == self.listings.len() {
            self.listings.push(Listing { grammar, text, span: block.span });
        }
        self.by_node.insert(block.id, index);
    }
}

/// Gives every listing its tokens.
struct Giving {
    by_node: HashMap<NodeId, usize>,
    tokens: Vec<Arc<[Token]>>,
}

impl Visitor for Giving {
    fn block(&mut self, block: &mut Block) {
        let Some(tokens) = self.by_node.get(&block.id).and_then(|index| self.tokens.get(*index)) else { return };
        if let BlockKind::Verbatim(verbatim) = &mut block.kind {
            verbatim.code.tokens = Arc::clone(tokens);
        }
    }
}
