//! The whole book: runs are set, broken and made into pages; then come folios and heads.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Lint, Sink};
use crate::frame::{
    About, BreakRecord, Destination, Folio, FolioStyle, LineRecord, LinkArea, OutlineEntry, Owner, Page, PagedBook,
};
use crate::geom::{Abs, Point, Rect, Size};
use crate::layout::Context;
use crate::layout::block::Setter;
use crate::layout::flow::{
    Breaker, ComposedPage, Field, Flow, MarkKind, PagePlan, Piece, Placed, break_pages, compose,
};
use crate::layout::front::has_title_page;
use crate::layout::running::{Heads, LineSetter, Place};
use crate::model::{Block, BlockKind, ContentsPlace, Doctype, PageMap, PageStart, Section, plain_text};
use crate::moment::Moment;

/// Sets a whole book.
pub fn layout_book(context: &Context<'_>, sink: &mut Sink) -> PagedBook {
    let parts = parts(context);
    let mut flow = Flow::default();
    let mut runs: Vec<(Run, std::ops::Range<usize>)> = Vec::new();
    let set: Vec<(Flow, Run)> = parts.par_iter().map(|part| (part.set(context), part.run)).collect();
    for (mut part, run) in set {
        let from = flow.pieces.len();
        if flow.ends_with_heading {
            keep_with_heading(&mut part, context.theme.costs.widow * 4);
        }
        flow.append(part);
        let to = flow.pieces.len();
        match runs.last_mut() {
            Some((last, range)) if *last == run => range.end = to,
            _ => runs.push((run, from..to)),
        }
    }
    sink.extend(std::mem::take(&mut flow.diagnostics));
    Maker::new(context, flow, sink).make(runs)
}

/// A chapter without text keeps the next one with it: its heading shall not stand alone at a page's end.
fn keep_with_heading(part: &mut Flow, price: i64) {
    if let Some(Piece::Break { cost, reason }) = part.pieces.first_mut() {
        (*cost, *reason) = (price, "heading left alone");
    }
}

/// Runs with different folios or openings are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    TitlePage,
    Contents,
    Body,
}

/// A part of a book that is set by itself: on a thread of its own, where there is one.
struct Part<'a> {
    run: Run,
    what: What<'a>,
    /// Whether it opens a page.
    opens_page: bool,
    depth: u16,
}

enum What<'a> {
    TitlePage,
    Contents(ContentsPlace),
    Opening {
        has_title: bool,
        blocks: Vec<&'a Block>,
        contents: Option<ContentsPlace>,
    },
    Section(&'a Section),
    /// A part's own heading and blocks; its chapters follow as sections.
    Notes,
}

/// The parts of a book in reading order.
fn parts<'a>(context: &'a Context<'a>) -> Vec<Part<'a>> {
    let book = context.book;
    let has_title_page = has_title_page(context.theme, &book.info);
    let has_title = book.info.title.is_some() && !book.info.attributes.is_set("notitle");
    let depth = if has_title { 2 } else { 1 };
    let mut parts = Vec::new();
    let mut part = |run, what, opens_page| parts.push(Part { run, what, opens_page, depth });
    let mut blocks: Vec<&Block> = book.opening.iter().collect();
    let place = contents_place(book);
    let mut contents = place.clone().filter(|_| !book.sections.is_empty());
    if has_title_page {
        part(Run::TitlePage, What::TitlePage, true);
        if let Some(place) = contents.take().or_else(|| placed_contents(&blocks)) {
            part(Run::Contents, What::Contents(place), true);
            blocks.retain(|block| !matches!(block.kind, BlockKind::Contents(_)));
        }
    }
    if !blocks.is_empty() || (has_title && !has_title_page) || contents.is_some() {
        let opening = What::Opening { has_title: has_title && !has_title_page, blocks, contents };
        part(Run::Body, opening, false);
    }
    let is_book = book.info.doctype == Doctype::Book;
    let mut after_talk = false;
    for section in &book.sections {
        // In an article a chapter that is no talk goes on below another that is none.
        let is_apart = after_talk || section.talk.is_some();
        let opens_page = is_book || (context.theme.page.chapters_open_pages && is_apart);
        part(Run::Body, What::Section(section), opens_page);
        after_talk = section.talk.is_some();
    }
    if !book.footnotes.is_empty() {
        part(Run::Body, What::Notes, false);
    }
    parts
}

/// Where `:toc:` alone puts the contents; `toc::[]` has a place of its own.
fn contents_place(book: &crate::model::Book) -> Option<ContentsPlace> {
    match book.info.attributes.get("toc") {
        None | Some("macro") => None,
        Some(_) => Some(ContentsPlace::default()),
    }
}

fn placed_contents(blocks: &[&Block]) -> Option<ContentsPlace> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Contents(place) => Some(place.clone()),
        _ => None,
    })
}

impl Part<'_> {
    fn set(&self, context: &Context<'_>) -> Flow {
        let mut setter = Setter::new(context, self.depth);
        match &self.what {
            What::TitlePage => setter.title_page(&context.book.info),
            What::Contents(place) => setter.contents(place),
            What::Opening { has_title, blocks, contents } => {
                if *has_title {
                    setter.title_block(&context.book.info);
                }
                // `:toc: preamble` puts the contents below the preamble, any other value above it.
                let is_below = context.book.info.attributes.get("toc") == Some("preamble");
                if let Some(place) = contents.as_ref().filter(|_| !is_below) {
                    setter.contents(place);
                }
                blocks.iter().for_each(|block| setter.block(block));
                if let Some(place) = contents.as_ref().filter(|_| is_below) {
                    setter.contents(place);
                }
            }
            What::Section(section) => {
                setter.language = section.language;
                setter.section(section);
            }
            What::Notes => setter.notes(&context.book.footnotes),
        }
        let mut flow = setter.finish();
        self.prefix(context, &mut flow);
        flow
    }

    /// What goes before a part that follows others: a page's end, or a place to break and white space.
    fn prefix(&self, context: &Context<'_>, flow: &mut Flow) {
        let mut before = Flow::default();
        if self.opens_page {
            before.pieces.push(Piece::PageEnd);
        } else {
            let elements = &context.theme.elements;
            let (space, cost) = match &self.what {
                // A layout whose chapters open pages may ask for no space above them; here one goes on.
                What::Section(_) => {
                    let space = elements.chapter.before.max(elements.body.leading * 2);
                    (space, -context.theme.costs.chapter_bonus)
                }
                _ => (elements.body.after, 0),
            };
            before.pieces.push(Piece::Break { cost, reason: "before a chapter" });
            before.pieces.push(Piece::Space(space));
        }
        before.append(std::mem::take(flow));
        *flow = before;
    }
}

/// Makes pages of runs.
struct Maker<'a, 's> {
    context: &'a Context<'a>,
    flow: Flow,
    sink: &'s mut Sink,
    setter: LineSetter<'a>,
    pages: Vec<Page>,
    starts: Vec<PageStart>,
    lines: Vec<LineRecord>,
    breaks: Vec<BreakRecord>,
    destinations: Vec<Destination>,
    headings: Vec<(u16, OutlineEntry)>,
    fields: Vec<(usize, Placed<Field>)>,
    heads: Heads,
}

impl<'a, 's> Maker<'a, 's> {
    fn new(context: &'a Context<'a>, flow: Flow, sink: &'s mut Sink) -> Self {
        let heads = Heads { book: title_words(context), chapter: String::new() };
        Self {
            context,
            flow,
            sink,
            setter: LineSetter::new(context),
            pages: Vec::new(),
            starts: Vec::new(),
            lines: Vec::new(),
            breaks: Vec::new(),
            destinations: Vec::new(),
            headings: Vec::new(),
            fields: Vec::new(),
            heads,
        }
    }

    fn make(mut self, runs: Vec<(Run, std::ops::Range<usize>)>) -> PagedBook {
        let breaker = Breaker {
            height: self.context.theme.page.body().height,
            smallest: self.context.theme.photo.smallest,
            costs: &self.context.theme.costs,
        };
        let is_facing = self.context.theme.page.is_facing;
        let mut number = 0;
        let mut style = FolioStyle::Arabic;
        for (index, (run, range)) in runs.into_iter().enumerate() {
            let run_style = if run == Run::Body { FolioStyle::Arabic } else { FolioStyle::Roman };
            // Contents and the body open on a right-hand page.
            if is_facing && index > 0 && self.pages.len() % 2 == 1 {
                number += 1;
                self.blank(Folio { number, style });
            }
            if run_style != style {
                number = 0;
                style = run_style;
            }
            let pieces = self.flow.pieces.get(range.clone()).unwrap_or_default();
            let mut plans = break_pages(pieces, &breaker);
            for plan in &mut plans {
                plan.from += range.start;
                plan.to += range.start;
            }
            for plan in plans {
                number += 1;
                self.page(&plan, Folio { number, style }, run);
            }
        }
        if self.pages.is_empty() {
            self.blank(Folio { number: 1, style: FolioStyle::Arabic });
        }
        self.fill_fields();
        self.finish()
    }

    fn place(&self, index: usize) -> Place {
        let page = &self.context.theme.page;
        let is_verso = page.is_facing && index % 2 == 1;
        let left = if is_verso { page.outer } else { page.inner };
        Place { left, width: page.body().width, is_verso }
    }

    fn blank(&mut self, folio: Folio) {
        let page = &self.context.theme.page;
        let place = self.place(self.pages.len());
        let body = Rect::new(Point::new(place.left, page.top), page.body());
        self.pages.push(Page { size: page.size, folio, items: Vec::new(), links: Vec::new(), body });
        self.starts.push(PageStart { label: folio.to_string(), start: None });
    }

    fn page(&mut self, plan: &PagePlan, folio: Folio, run: Run) {
        let look = &self.context.theme.page;
        let index = self.pages.len();
        let place = self.place(index);
        let body = Rect::new(Point::new(place.left, look.top), look.body());
        let mut composed = compose(&self.flow, plan, body.origin);
        self.complain(plan, index, &composed);
        let opening = self.take_marks(&composed, index, body.origin);
        let is_opening = opening.is_some() && look.chapters_open_pages;
        if let Some(chapter) = opening {
            self.heads.chapter = chapter;
        }
        // The page that opens the body has no head: its title stands right below.
        if run == Run::Body && !is_opening && folio.number > 1 {
            composed.items.splice(0..0, self.setter.head(&self.heads, place));
        }
        if let Some(chapter) = last_chapter(&composed) {
            self.heads.chapter = chapter;
        }
        if run != Run::TitlePage {
            composed.items.extend(self.setter.folio(folio, place));
        }
        self.fields.extend(composed.fields.drain(..).map(|field| (index, field)));
        self.lines.extend(composed.lines.drain(..).map(|line| LineRecord { page: index, ..line }));
        self.breaks.push(BreakRecord {
            page: index,
            fill: plan.fill,
            photo_scale: plan.photo_scale,
            cost: plan.cost,
            reasons: plan.reasons.clone(),
        });
        let start = composed.start.filter(|_| run == Run::Body);
        self.starts.push(PageStart { label: folio.to_string(), start });
        self.pages.push(Page { size: look.size, folio, items: composed.items, links: composed.links, body });
    }

    fn complain(&mut self, plan: &PagePlan, index: usize, composed: &ComposedPage) {
        if plan.overfull > Abs::ZERO {
            let span = composed.items.iter().find_map(|item| item.span);
            let message = format!("what stands on page {} is {} pt higher than the page", index + 1, plan.overfull);
            let hint = "make the picture smaller or break the table or code up";
            self.sink.push(Diagnostic::warning(Lint::TooHigh, span, message).hint(hint));
        }
    }

    /// Notes destinations and headings of a page; gives the title of the chapter that opens at its top.
    fn take_marks(&mut self, composed: &ComposedPage, page: usize, body: Point) -> Option<String> {
        let mut opening = None;
        for (mark, at) in &composed.marks {
            match mark {
                MarkKind::Destination(name) => {
                    self.destinations.push(Destination { name: name.clone(), page, at: *at });
                }
                MarkKind::Heading { depth, title, opens_chapter } => {
                    if *opens_chapter && at.y <= body.y + self.context.theme.elements.format.leading {
                        opening = Some(title.clone());
                    }
                    let entry = OutlineEntry { title: title.clone(), page, at: *at, children: Vec::new() };
                    self.headings.push((*depth, entry));
                }
            }
        }
        opening
    }

    /// Puts the folios into the contents, now that pages are known.
    fn fill_fields(&mut self) {
        let folios: HashMap<&str, String> = self
            .destinations
            .iter()
            .rev()
            .filter_map(|destination| {
                let page = self.pages.get(destination.page)?;
                Some((destination.name.as_str(), page.folio.to_string()))
            })
            .collect();
        for (page, field) in &self.fields {
            let Some(folio) = folios.get(field.what.target.as_str()) else { continue };
            let (items, width) = self.setter.field(field, folio);
            let Some(page) = self.pages.get_mut(*page) else { continue };
            page.items.extend(items);
            let link = field.what.link.and_then(|link| self.flow.links.get(link));
            if let (Some(link), Owner::Element(_)) = (link, field.what.owner) {
                let origin = Point::new(field.at.x + field.what.right - width, field.at.y);
                page.links.push(LinkArea {
                    area: Rect::new(origin, Size::new(width, field.height)),
                    target: link.target.clone(),
                    element: link.element,
                    description: link.description.clone(),
                    span: link.span,
                });
            }
        }
    }

    fn finish(self) -> PagedBook {
        let info = &self.context.book.info;
        let attribute = |name: &str| info.attributes.get(name).filter(|value| !value.is_empty());
        let keywords = attribute("keywords").map(|words| words.split(',').map(|word| word.trim().to_owned()).collect());
        let about = About {
            title: title_words(self.context),
            authors: info.authors.iter().map(|author| author.name.clone()).collect(),
            subject: attribute("subject").or(attribute("description")).map(str::to_owned),
            keywords: keywords.unwrap_or_default(),
            language: info.language,
            date: document_date(self.context),
        };
        PagedBook {
            pages: self.pages,
            structure: self.flow.structure,
            outline: nested(self.headings),
            destinations: self.destinations,
            page_map: PageMap { layout: self.context.theme.name.clone(), pages: self.starts },
            about,
            lines: self.lines,
            breaks: self.breaks,
        }
    }
}

fn last_chapter(page: &ComposedPage) -> Option<String> {
    page.marks.iter().rev().find_map(|(mark, _)| match mark {
        MarkKind::Heading { title, opens_chapter: true, .. } => Some(title.clone()),
        _ => None,
    })
}

fn title_words(context: &Context<'_>) -> String {
    let title = context.book.info.title.as_deref().map(plain_text).unwrap_or_default();
    let title = title.replace('\n', " ").trim().to_owned();
    if title.is_empty() { context.book.info.stem.clone() } else { title }
}

/// `SOURCE_DATE_EPOCH`, else `revdate`, else a fixed date.
pub(crate) fn document_date(context: &Context<'_>) -> Moment {
    let revision = context.book.info.revision.date.as_deref().and_then(Moment::parse);
    context.date.or(revision).unwrap_or(Moment::FIXED)
}

/// Headings by their depth as a tree; one that skips a level stands under the last above it.
fn nested(headings: Vec<(u16, OutlineEntry)>) -> Vec<OutlineEntry> {
    let mut open: Vec<(u16, OutlineEntry)> = Vec::new();
    let mut roots = Vec::new();
    let close = |open: &mut Vec<(u16, OutlineEntry)>, roots: &mut Vec<OutlineEntry>| {
        if let Some((_, entry)) = open.pop() {
            match open.last_mut() {
                Some((_, parent)) => parent.children.push(entry),
                None => roots.push(entry),
            }
        }
    };
    for (depth, entry) in headings {
        while open.last().is_some_and(|(last, _)| *last >= depth) {
            close(&mut open, &mut roots);
        }
        open.push((depth, entry));
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}
