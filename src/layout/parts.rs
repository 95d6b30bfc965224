//! The parts of a book in reading order: what each is, and its flow.

use std::collections::HashSet;
use std::sync::Arc;

use crate::layout::Context;
use crate::layout::block::Setter;
use crate::layout::flow::{Flow, Piece};
use crate::layout::folios::Folios;
use crate::layout::front::{edition, has_title_page};
use crate::layout::handout::{PhotoNumbers, number_photos};
use crate::layout::lists::wanted_lists;
use crate::model::{
    Block, BlockKind, ContentsPlace, Doctype, Footnote, Listed, NodeId, Orientation, Section, WantedLists, is_index,
};
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
    /// The heading of the index, above its columns.
    IndexHead,
    /// The index, in columns.
    Index,
}

impl Run {
    /// Whether its pages count with those of the body.
    pub(super) const fn has_arabic_folios(self) -> bool {
        matches!(self, Self::Body | Self::Masthead | Self::IndexHead | Self::Index)
    }
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
    /// The numbers of photos, in handouts.
    photos: Arc<PhotoNumbers>,
    /// Which way its first page lies, where the author turns any.
    lies: Option<Orientation>,
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
    /// Footnotes whose marks stand on no page.
    Notes(Vec<&'a Footnote>),
    /// A part's own heading and blocks; its chapters follow.
    PartOpening(&'a Section),
    ChapterOfPart(&'a Section),
}

/// The parts of a book in reading order.
pub(super) fn parts<'a>(context: &'a Context<'a>) -> Vec<Part<'a>> {
    let book = context.book;
    let has_title_page = has_title_page(context.theme, &book.info);
    let has_title = book.info.title.is_some() && !book.info.attributes.is_set("notitle");
    let depth = if has_title { 2 } else { 1 };
    let mut parts = Vec::new();
    let is_handout = context.theme.handout.is_some();
    let photos = Arc::new(if is_handout { number_photos(book) } else { PhotoNumbers::new() });
    let mut part = |run, what, opens_page| {
        let photos = Arc::clone(&photos);
        parts.push(Part { run, what, opens_page, opens_recto: false, depth, photos, lies: None });
    };
    let mut blocks: Vec<&Block> = book.opening.iter().collect();
    // A handout is a few sheets: nobody looks anything up in them.
    let place = contents_place(book).filter(|_| !is_handout);
    if is_handout {
        blocks.retain(|block| !matches!(block.kind, BlockKind::Contents(_)));
    }
    let WantedLists { front, back } = wanted_lists(context.theme, book);
    let front = front.into_iter();
    let mut contents = place.clone().filter(|_| !book.sections.is_empty());
    if has_title_page {
        if context.theme.front.has_half_title {
            part(Run::HalfTitle, What::HalfTitle, true);
        }
        part(Run::TitlePage, What::TitlePage, true);
        let edition_page = colophon(context);
        if context.theme.front.has_colophon && (edition_page.is_some() || !edition(&book.info).is_empty()) {
            part(Run::Colophon, What::Colophon(edition_page), true);
        }
        let own = contents.take();
        let placed = placed_lists(&blocks).into_iter().filter(|place| own.is_none() || place.of != Listed::Contents);
        // Lists run on below the contents.
        for (index, place) in own.iter().cloned().chain(placed).chain(front.map(list_place)).enumerate() {
            part(Run::Contents, What::Contents(place), index == 0);
        }
        blocks.retain(|block| !matches!(block.kind, BlockKind::Contents(_)));
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
            // Without a page for the part its first chapter follows on its opening.
            let mut opens_page = context.theme.front.has_part_pages;
            for chapter in &section.sections {
                part(Run::Body, What::ChapterOfPart(chapter), opens_page);
                opens_page = true;
            }
        } else {
            part(Run::Body, What::Section(section), opens_page);
        }
        after_talk = section.talk.is_some();
    }
    for (index, list) in back.into_iter().enumerate() {
        let opens_page = index == 0 && (is_book || context.theme.page.chapters_open != ChaptersOpen::Any);
        part(Run::Body, What::Contents(list_place(list)), opens_page);
    }
    lay(&mut parts, context);
    if context.theme.page.chapters_open == ChaptersOpen::Recto {
        for part in parts.iter_mut().filter(|part| part.run == Run::Body && part.opens_page) {
            part.opens_recto = true;
        }
    }
    parts
}

/// Says of each part of the body which way its first page lies: as the last one before it does. Lists and the index
/// have the pages of the layout.
fn lay(parts: &mut [Part<'_>], context: &Context<'_>) {
    let own = Orientation::of(context.theme.page.size);
    let mut way = own;
    for part in parts.iter_mut().filter(|part| part.run == Run::Body) {
        let turns = turns(&part.what);
        let is_own = match &part.what {
            What::Contents(_) | What::Notes(_) => true,
            What::Section(section) | What::ChapterOfPart(section) => is_index(section),
            _ => false,
        };
        part.lies = Some(if is_own { own } else { way });
        way = turns.last().copied().unwrap_or(way);
    }
    let is_turned = |part: &Part<'_>| part.lies.is_some_and(|way| way != own) || !turns(&part.what).is_empty();
    if !parts.iter().any(is_turned) || context.theme.handout.is_some() {
        parts.iter_mut().for_each(|part| part.lies = None);
    }
}

/// How a part turns its pages, in order.
fn turns(what: &What<'_>) -> Vec<Orientation> {
    fn of<'b>(blocks: impl IntoIterator<Item = &'b Block>, turns: &mut Vec<Orientation>) {
        turns.extend(blocks.into_iter().filter_map(|block| match block.kind {
            BlockKind::PageBreak(way) => way,
            _ => None,
        }));
    }
    fn within(section: &Section, turns: &mut Vec<Orientation>) {
        of(&section.blocks, turns);
        section.sections.iter().for_each(|section| within(section, turns));
    }
    let mut turns = Vec::new();
    match what {
        What::Opening { blocks, .. } => of(blocks.iter().copied(), &mut turns),
        What::PartOpening(section) => of(&section.blocks, &mut turns),
        What::Section(section) | What::ChapterOfPart(section) => within(section, &mut turns),
        What::HalfTitle | What::TitlePage | What::Colophon(_) | What::Contents(_) | What::Notes(_) => {}
    }
    turns
}

fn list_place(list: Listed) -> ContentsPlace {
    ContentsPlace { of: list, ..ContentsPlace::default() }
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
    let (has_any, photos) = (!notes.is_empty(), Arc::default());
    let own = Orientation::of(context.theme.page.size);
    let lies = (!flow.turns.is_empty()).then_some(own);
    let what = What::Notes(notes);
    let part = Part { run: Run::Body, what, opens_page: false, opens_recto: false, depth: 2, photos, lies };
    has_any.then_some(part)
}

/// Where `:toc:` alone puts the contents; `toc::[]` has a place of its own.
fn contents_place(book: &crate::model::Book) -> Option<ContentsPlace> {
    match book.info.attributes.get("toc") {
        None | Some("macro") => None,
        Some(_) => Some(ContentsPlace::default()),
    }
}

/// The contents and lists that the author puts before the first section.
fn placed_lists(blocks: &[&Block]) -> Vec<ContentsPlace> {
    let place = |block: &&Block| match &block.kind {
        BlockKind::Contents(place) => Some(place.clone()),
        _ => None,
    };
    blocks.iter().filter_map(place).collect()
}

impl Part<'_> {
    /// Its flow.
    pub(super) fn set(&self, context: &Context<'_>, folios: &Arc<Folios>) -> Flow {
        let depth = self.depth + u16::from(matches!(self.what, What::ChapterOfPart(_)));
        let mut setter = Setter::new(context, depth);
        setter.photo_numbers = Arc::clone(&self.photos);
        setter.folios = Arc::clone(folios);
        // Columns of the body serve the index too.
        setter.depth_of_index = (context.theme.page.columns == 1).then_some(depth);
        if let Some(way) = self.lies {
            setter.start_on(way);
        }
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
                match context.theme.handout {
                    Some(look) => {
                        blocks.iter().for_each(|block| setter.handout_blocks(look, std::slice::from_ref(block)))
                    }
                    None => blocks.iter().for_each(|block| setter.block(block)),
                }
                if let Some(place) = contents.as_ref().filter(|_| is_below) {
                    setter.contents(place);
                }
            }
            What::Section(section) | What::ChapterOfPart(section) => {
                setter.language = section.language;
                setter.section(section);
            }
            What::Notes(notes) => setter.notes(notes),
            What::PartOpening(section) => {
                setter.language = section.language;
                setter.part_opening(section);
            }
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
                What::Contents(_) => (elements.contents_title.before.max(elements.body.leading * 2), 0),
                _ => (elements.body.after, 0),
            };
            before.pieces.push(Piece::Break { cost, reason: "before a chapter" });
            before.pieces.push(Piece::Space(space));
        }
        before.append(std::mem::take(flow));
        *flow = before;
    }
}
