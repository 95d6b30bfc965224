//! The whole book: its parts are set in parallel, gathered into runs, and made into pages.

use rayon::prelude::*;

use crate::diag::Sink;
use crate::frame::PagedBook;
use crate::layout::Context;
use crate::layout::covers;
use crate::layout::flow::{Flow, Piece};
use crate::layout::impose::impose;
use crate::layout::pages::Maker;
use crate::layout::parts::{Part, Run, parts, remaining_notes};
use crate::model::plain_text;
use crate::moment::Moment;

/// Sets a whole book, and puts its pages on sheets where the layout asks for that.
pub fn layout_book(context: &Context<'_>, sink: &mut Sink) -> PagedBook {
    let parts = parts(context);
    let mut flow = Flow::default();
    let mut runs: Vec<(Run, std::ops::Range<usize>)> = Vec::new();
    let front = covers::front(context, &mut flow.structure);
    let set: Vec<(Flow, &Part<'_>)> = parts.par_iter().map(|part| (part.set(context), part)).collect();
    let mut add = |flow: &mut Flow, mut part: Flow, run: Run, starts_run: bool| {
        let from = flow.pieces.len();
        if flow.ends_with_heading {
            keep_with_heading(&mut part, context.theme.costs.widow * 4);
        }
        flow.append(part);
        let to = flow.pieces.len();
        match runs.last_mut() {
            Some((last, range)) if *last == run && !starts_run => range.end = to,
            _ => runs.push((run, from..to)),
        }
    };
    for (part, run) in set {
        add(&mut flow, part, run.run, run.opens_recto);
    }
    if let Some(notes) = remaining_notes(context, &flow) {
        add(&mut flow, notes.set(context), notes.run, false);
    }
    sink.extend(std::mem::take(&mut flow.diagnostics));
    let back = covers::back(context, &mut flow.structure);
    let book = Maker::new(context, flow, sink).make(runs, [front, back]);
    match &context.theme.impose {
        Some(look) => impose(book, look, context.theme.colours.hairline, sink),
        None => book,
    }
}

/// A chapter without text keeps the next one with it: its heading shall not stand alone at a page's end.
fn keep_with_heading(part: &mut Flow, price: i64) {
    if let Some(Piece::Break { cost, reason }) = part.pieces.first_mut() {
        (*cost, *reason) = (price, "heading left alone");
    }
}

/// The title in plain words, else the file's stem.
pub(super) fn title_words(context: &Context<'_>) -> String {
    let title = context.book.info.title.as_deref().map(plain_text).unwrap_or_default();
    let title = title.replace('\n', " ").trim().to_owned();
    if title.is_empty() { context.book.info.stem.clone() } else { title }
}

/// `SOURCE_DATE_EPOCH`, else `revdate`, else a fixed date.
pub(crate) fn document_date(context: &Context<'_>) -> Moment {
    let revision = context.book.info.revision.date.as_deref().and_then(Moment::parse);
    context.date.or(revision).unwrap_or(Moment::FIXED)
}
