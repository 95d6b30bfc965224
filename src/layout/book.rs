//! The whole book: its parts are set in parallel, gathered into runs, and made into pages.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Lint, Sink};
use crate::font::Hyphenator;
use crate::frame::{PagedBook, mirror};
use crate::layout::Context;
use crate::layout::context::EXCEPTIONS;
use crate::layout::covers;
use crate::layout::flow::{Flow, Piece};
use crate::layout::folios::{Folios, Found};
use crate::layout::impose::impose;
use crate::layout::pages::{Maker, PageRun};
use crate::layout::parts::{Part, Run, parts, remaining_notes};
use crate::model::plain_line;
use crate::moment::Moment;

/// How often a book is set at most until the pages that its text speaks of are those of what it speaks of.
const PASSES: u32 = 3;

/// Sets a whole book, and puts its pages on sheets where the layout asks for that.
pub fn layout_book(context: &Context<'_>, sink: &mut Sink) -> PagedBook {
    complain_of_exceptions(context, sink);
    let parts = parts(context);
    let mut folios = Arc::new(Folios::default());
    let mut pass = 1;
    let book = loop {
        let mut messages = Sink::new();
        let (book, found) = pass_over(context, &parts, &folios, &mut messages);
        let is_settled = found.is_settled();
        if is_settled || pass == PASSES {
            sink.extend(messages.into_diagnostics());
            complain(&found, sink);
            break book;
        }
        folios = Arc::new(found.folios);
        pass += 1;
    };
    let mut book = match &context.theme.impose {
        Some(look) => impose(book, look, context.theme.colours.hairline, sink),
        None => book,
    };
    if context.is_mirrored() {
        mirror(&mut book);
    }
    book
}

/// Entries of the author's list of hyphenation that are no words.
fn complain_of_exceptions(context: &Context<'_>, sink: &mut Sink) {
    let info = &context.book.info;
    let Some(words) = info.attributes.get(EXCEPTIONS) else { return };
    for entry in Hyphenator::read(words).1 {
        let message = format!("`{entry}` in `:{EXCEPTIONS}:` is no word with hyphens where it may be broken");
        let hint = "write words as in `as-so-ciate, Kubernetes, fr:ta-bleau`";
        sink.push(Diagnostic::warning(Lint::HyphenationException, info.span, message).hint(hint));
    }
}

/// A folio in running text that is another than it says, where passes don't settle.
fn complain(found: &Found, sink: &mut Sink) {
    for said in found.wrong() {
        let (is, words) = (found.folios.of(&said.target), &said.words);
        let message = format!("the reference says page {words}, but what it leads to stands on page {is}");
        let hint = "each reference moves the other: change a word near either of them";
        sink.push(Diagnostic::warning(Lint::UnsettledReference, said.span, message).hint(hint));
    }
}

/// Sets all parts and makes pages of them; what text says of pages is what the pass before found.
fn pass_over(context: &Context<'_>, parts: &[Part<'_>], folios: &Arc<Folios>, sink: &mut Sink) -> (PagedBook, Found) {
    let mut flow = Flow::default();
    let mut runs: Vec<PageRun> = Vec::new();
    let front = covers::front(context, &mut flow.structure);
    let set: Vec<(Flow, &Part<'_>)> = parts.par_iter().map(|part| (part.set(context, folios), part)).collect();
    let mut add = |flow: &mut Flow, mut part: Flow, run: Run, starts_run: bool| {
        let from = flow.pieces.len();
        if flow.ends_with_heading {
            keep_with_heading(&mut part, context.theme.costs.widow * 4);
        }
        flow.append(part);
        let to = flow.pieces.len();
        let index = flow.index.take();
        match runs.last_mut() {
            Some(last) if last.run == run && !starts_run && index.is_none() => last.range.end = to,
            _ => {
                let is_index = index.is_some() || runs.last().is_some_and(|last| last.run == Run::Index);
                let run = if index.is_some() { Run::IndexHead } else { run };
                runs.push(PageRun { run, range: from..to, opens_recto: starts_run || !is_index, index: None });
            }
        }
        if index.is_some() {
            runs.push(PageRun { run: Run::Index, range: to..to, opens_recto: false, index });
        }
    };
    for (part, run) in set {
        add(&mut flow, part, run.run, run.opens_recto);
    }
    if let Some(notes) = remaining_notes(context, &flow) {
        add(&mut flow, notes.set(context, folios), notes.run, false);
    }
    sink.extend(std::mem::take(&mut flow.diagnostics));
    let back = covers::back(context, &mut flow.structure);
    Maker::new(context, flow, Arc::clone(folios), sink).make(runs, [front, back])
}

/// A chapter without text keeps the next one with it: its heading shall not stand alone at a page's end.
fn keep_with_heading(part: &mut Flow, price: i64) {
    if let Some(Piece::Break { cost, reason }) = part.pieces.first_mut() {
        (*cost, *reason) = (price, "heading left alone");
    }
}

/// The title in plain words, else the file's stem.
pub(super) fn title_words(context: &Context<'_>) -> String {
    let title = context.book.info.title.as_deref().map(plain_line).unwrap_or_default();
    if title.is_empty() { context.book.info.stem.clone() } else { title }
}

/// `SOURCE_DATE_EPOCH`, else `revdate`, else a fixed date.
pub(crate) fn document_date(context: &Context<'_>) -> Moment {
    let revision = context.book.info.revision.date.as_deref().and_then(Moment::parse);
    context.date.or(revision).unwrap_or(Moment::FIXED)
}
