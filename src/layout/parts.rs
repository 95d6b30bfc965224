//! The parts of a book in reading order: what each is, and its flow.

use std::collections::HashSet;

use crate::layout::Context;
use crate::layout::block::Setter;
use crate::layout::flow::{Flow, Piece};
use crate::layout::front::{edition, has_title_page};
use crate::model::{Block, BlockKind, ContentsPlace, Doctype, Footnote, NodeId, Section};
use crate::theme::ChaptersOpen;

/// Runs with different folios or openings are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    HalfTitle,
    TitlePage,
    /// The title page's back.
    Colophon,
    Contents,
    /// The title above the columns of the page that opens the body.
    Masthead,
    Body,
}

/// A part of a book that is set by itself: on a thread of its own, where there is one.
pub(super) struct Part<'a> {
    /// Where its pages belong.
    pub(super) run: Run,
    what: What<'a>,
    /// Whether it opens a page.
    opens_page: bool,
    /// Whether that is a right-hand page, with a blank one before it where need be.
    pub(super) opens_recto: bool,
    depth: u16,
}

enum What<'a> {
    HalfTitle,
    TitlePage,
    /// The author's colophon, else what the header says of the edition.
    Colophon(Option<&'a Section>),
    Contents(ContentsPlace),
    Opening {
        has_title: bool,
        blocks: Vec<&'a Block>,
        contents: Option<ContentsPlace>,
    },
    Section(&'a Section),
    /// A part's own heading and blocks; its chapters follow.
    PartOpening(&'a Section),
    ChapterOfPart(&'a Section),
    /// Footnotes whose marks stand on no page.
    Notes(Vec<&'a Footnote>),
}

/// The parts of a book in reading order.
pub(super) fn parts<'a>(context: &'a Context<'a>) -> Vec<Part<'a>> {
    let book = context.book;
    let has_title_page = has_title_page(context.theme, &book.info);
    let has_title = book.info.title.is_some() && !book.info.attributes.is_set("notitle");
    let depth = if has_title { 2 } else { 1 };
    let mut parts = Vec::new();
    let mut part = |run, what, opens_page| parts.push(Part { run, what, opens_page, opens_recto: false, depth });
    let mut blocks: Vec<&Block> = book.opening.iter().collect();
    let place = contents_place(book);
    let mut contents = place.clone().filter(|_| !book.sections.is_empty());
    if has_title_page {
        if context.theme.front.has_half_title {
            part(Run::HalfTitle, What::HalfTitle, true);
        }
        part(Run::TitlePage, What::TitlePage, true);
        let own = colophon(context);
        if context.theme.front.has_colophon && (own.is_some() || !edition(&book.info).is_empty()) {
            part(Run::Colophon, What::Colophon(own), true);
        }
        if let Some(place) = contents.take().or_else(|| placed_contents(&blocks)) {
            part(Run::Contents, What::Contents(place), true);
            blocks.retain(|block| !matches!(block.kind, BlockKind::Contents(_)));
        }
    }
    if !blocks.is_empty() || (has_title && !has_title_page) || contents.is_some() {
        let mut has_title = has_title && !has_title_page;
        if has_title && context.theme.page.columns > 1 {
            part(Run::Masthead, What::Opening { has_title, blocks: Vec::new(), contents: None }, false);
            has_title = false;
        }
        part(Run::Body, What::Opening { has_title, blocks, contents }, false);
    }
    let is_book = book.info.doctype == Doctype::Book;
    let mut after_talk = false;
    let moved = colophon(context).map(|section| section.id);
    for section in book.sections.iter().filter(|section| Some(section.id) != moved) {
        // In an article a chapter that is no talk goes on below another that is none.
        let is_apart = after_talk || section.talk.is_some();
        let opens_page = is_book || (context.theme.page.chapters_open != ChaptersOpen::Any && is_apart);
        if is_book && section.level == 0 {
            part(Run::Body, What::PartOpening(section), opens_page);
            section.sections.iter().for_each(|chapter| part(Run::Body, What::ChapterOfPart(chapter), true));
        } else {
            part(Run::Body, What::Section(section), opens_page);
        }
        after_talk = section.talk.is_some();
    }
    if context.theme.page.chapters_open == ChaptersOpen::Recto {
        for part in parts.iter_mut().filter(|part| part.run == Run::Body && part.opens_page) {
            part.opens_recto = true;
        }
    }
    parts
}

/// The author's colophon, where it goes behind the title page.
pub(super) fn colophon<'a>(context: &Context<'a>) -> Option<&'a Section> {
    let is_moved = context.theme.front.has_colophon && has_title_page(context.theme, &context.book.info);
    let mut sections = context.book.sections.iter();
    sections.find(|section| is_moved && section.special.as_deref() == Some("colophon"))
}

/// Footnotes whose marks stand on no page, where there are any: no word of theirs shall be lost.
pub(super) fn remaining_notes<'a>(context: &'a Context<'a>, flow: &Flow) -> Option<Part<'a>> {
    let set: HashSet<NodeId> = flow.structure.elements().iter().filter_map(|element| element.node).collect();
    let notes: Vec<_> = context.book.footnotes.iter().filter(|note| !set.contains(&note.id)).collect();
    (!notes.is_empty()).then_some(Part {
        run: Run::Body,
        what: What::Notes(notes),
        opens_page: false,
        opens_recto: false,
        depth: 2,
    })
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
    /// Its flow.
    pub(super) fn set(&self, context: &Context<'_>) -> Flow {
        let depth = self.depth + u16::from(matches!(self.what, What::ChapterOfPart(_)));
        let mut setter = Setter::new(context, depth);
        if self.run != Run::Body {
            setter.region.width = context.theme.page.body().width;
        }
        match &self.what {
            What::HalfTitle => setter.half_title(&context.book.info),
            What::TitlePage => setter.title_page(&context.book.info),
            What::Colophon(Some(section)) => setter.section(section),
            What::Colophon(None) => setter.edition(&context.book.info),
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
            What::Section(section) | What::ChapterOfPart(section) => {
                setter.language = section.language;
                setter.section(section);
            }
            What::PartOpening(section) => {
                setter.language = section.language;
                setter.part_opening(section);
            }
            What::Notes(notes) => setter.notes(notes),
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
                What::Section(_) | What::PartOpening(_) | What::ChapterOfPart(_) => {
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
