//! Blocks to pieces: one file a kind.

mod admonition;
mod apart;
mod beside;
mod code;
mod container;
mod description;
mod diagram;
mod elastic;
mod figure;
mod float;
mod framed;
mod group;
pub(crate) mod heading;
mod kept;
mod line_end;
mod list;
mod media;
mod note;
mod paragraph;
mod table;
pub(crate) mod talk;
mod turn;
mod verbatim;

use std::collections::HashSet;
use std::sync::Arc;

use crate::diag::{Diagnostic, Lint, Severity};
use crate::font::{Shaper, is_hyphenated_or_needs_none};
use crate::frame::{Element, ElementId, Item, ItemKind, Owner, Role};
use crate::geom::{Abs, Size};
pub(super) use crate::layout::block::beside::{Beside, Side, goes_beside};
use crate::layout::block::group::{LoggedFigure, photos_in_a_row};
use crate::layout::flow::{Decoration, Field, Flow, LinePiece, Mark, MarkKind, Paint, Piece};
use crate::layout::folios::Folios;
use crate::layout::handout::{Cell, PhotoNumbers};
use crate::layout::inline::{Line, Paragraph, ParagraphBuilder, set_heading, set_paragraph};
use crate::layout::lacks::Lack;
use crate::layout::{Context, hyphenator};
use crate::model::{Block, BlockKind, Inline, Language, NodeId, Orientation, Picture, block_destination, caption_kind};
use crate::source::Span;
use crate::theme::{Align, CaptionPosition, FrameLook, Look, PageLook, ShowLinks};

/// The space that a block is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// From the body's left edge.
    pub x: Abs,
    /// The measure.
    pub width: Abs,
}

/// Turns blocks into pieces of one flow.
pub struct Setter<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) shaper: Shaper,
    pub(crate) flow: Flow,
    pub(crate) region: Region,
    /// The page that is set.
    pub(crate) page: PageLook,
    /// The look of running text here: the body's, a summary's, an aside's.
    pub(crate) text: Look,
    /// The element that blocks are made in.
    pub(crate) parent: Option<ElementId>,
    /// The language of what has none of its own.
    pub(crate) language: Language,
    /// The depth of the next heading below: 1 for the title.
    pub(crate) depth: u16,
    /// Lines that must follow before a page may end: a heading asks for two.
    keep_lines: u32,
    /// White space asked for below the last block.
    pending: Abs,
    /// Whether nothing has been set yet in the container here, so that no space is needed above.
    is_fresh: bool,
    /// What a break before the next block costs, where that is not nothing.
    pub(crate) next_break: Option<(i64, &'static str)>,
    /// Items to go beside the next line: the mark of a list item.
    waiting: Vec<Item>,
    /// The title of the chapter, for pictures without words.
    pub(crate) chapter: String,
    /// The numbers of the footnotes that are set.
    noted: HashSet<u32>,
    /// A photo that text is set beside.
    pub(super) beside: Option<Beside>,
    /// The box that a photo fills, whatever it wishes for.
    pub(super) cell_size: Option<Size>,
    /// The numbers of photos, in handouts.
    pub(super) photo_numbers: Arc<PhotoNumbers>,
    /// The number of the photo that comes now, to stand before its caption.
    pub(super) photo_number: Option<u32>,
    /// The cell of the last photo of a handout.
    pub(super) handout_cell: Option<Cell>,
    /// Whether it is a cell of a table that is set.
    is_in_cell: bool,
    /// Whether what is set is set apart from the flow.
    is_isolated: bool,
    /// Whether words may be cut anywhere, where nothing else makes them fit.
    cuts_words: bool,
    /// Whether a photo goes over the page's whole width.
    bleeds: bool,
    /// The depth of a section whose index gets pages of its own.
    pub(crate) depth_of_index: Option<u16>,
    /// The folios of what text refers to, as far as they are known.
    pub(crate) folios: Arc<Folios>,
    /// The figures of a group as they are set, where they are noted down.
    figures: Option<Vec<LoggedFigure>>,
    /// Whether the blocks that are set stand within another.
    is_nested: bool,
}

impl<'a> Setter<'a> {
    /// A setter for a body-wide region.
    pub fn new(context: &'a Context<'a>, depth: u16) -> Self {
        Self {
            context,
            shaper: Shaper::new(context.fonts.clone()).hyphenating(hyphenator(&context.book.info)),
            flow: Flow::default(),
            page: context.theme.page,
            region: Region { x: Abs::ZERO, width: context.theme.page.measure() },
            text: context.theme.elements.body,
            parent: None,
            language: context.book.info.language,
            depth,
            keep_lines: 0,
            pending: Abs::ZERO,
            is_fresh: false,
            next_break: None,
            waiting: Vec::new(),
            chapter: String::new(),
            noted: HashSet::new(),
            beside: None,
            cell_size: None,
            photo_numbers: Arc::default(),
            photo_number: None,
            handout_cell: None,
            is_in_cell: false,
            is_isolated: false,
            cuts_words: false,
            bleeds: false,
            depth_of_index: None,
            folios: Arc::default(),
            figures: None,
            is_nested: false,
        }
    }

    /// The finished flow.
    pub fn finish(mut self) -> Flow {
        self.clear_beside();
        self.flush_waiting();
        self.flow.ends_with_heading = self.keep_lines > 0;
        self.flow
    }

    /// Sets blocks within another, one below the other.
    pub fn blocks(&mut self, blocks: &[Block]) {
        let outer = std::mem::replace(&mut self.is_nested, true);
        self.blocks_of_section(blocks);
        self.is_nested = outer;
    }

    /// Sets the blocks of a section one below the other: page ends among them may turn the pages.
    pub(super) fn blocks_of_section(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let Some(block) = rest.first() {
            rest = self.block_or_group(rest);
            if block.is_introduction() && rest.first().is_some_and(Block::can_be_introduced) {
                self.next_break = Some((self.context.theme.costs.introduction, "introduction"));
            }
        }
    }

    /// Sets the first of some blocks, with photos in a row all of them; gives those that follow.
    pub(super) fn block_or_group<'b>(&mut self, blocks: &'b [Block]) -> &'b [Block] {
        // Captions at the side leave no room for a second photo there.
        let may_pair = self.context.theme.photo.caption == CaptionPosition::Below;
        let count = if may_pair { photos_in_a_row(blocks) } else { 1 };
        let count = count.max(1).min(blocks.len());
        let (these, rest) = blocks.split_at(count);
        match these {
            [block] => self.block(block),
            photos => self.photo_group(photos),
        }
        rest
    }

    /// Sets a block.
    pub fn block(&mut self, block: &Block) {
        let outer = std::mem::replace(&mut self.language, block.language);
        let text = self.text;
        self.text = self.context.theme.roles.of(&block.roles).fold(text, |look, role| role.over(look));
        if !goes_beside(block) {
            self.clear_beside();
        }
        if let Some(anchor) = &block.anchor {
            self.destination(anchor.clone());
        } else if caption_kind(block).is_some() {
            self.destination(block_destination(block));
        }
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.paragraph(block, inlines),
            BlockKind::Heading(heading) => self.discrete_heading(block, heading),
            BlockKind::Image(picture) => self.image(block, picture),
            BlockKind::Media(media) => self.media(block, media),
            BlockKind::Admonition(admonition) => self.admonition(block, admonition),
            BlockKind::Container(container) => self.container(block, container),
            BlockKind::Quote(quote) => self.quote(block, quote),
            BlockKind::Verbatim(verbatim) => self.verbatim(block, verbatim),
            BlockKind::List(list) => self.list(block, list),
            BlockKind::Descriptions(list) => self.descriptions(block, list),
            BlockKind::Table(table) => self.table(block, table),
            BlockKind::Stem(stem) => self.stem(block, stem),
            BlockKind::Contents(place) => self.contents(place),
            BlockKind::Rule => self.rule(),
            BlockKind::PageBreak(way) => self.page_break(block, *way),
        }
        (self.language, self.text) = (outer, text);
    }

    /// The end of a page; where the author asks for one that always is, an empty page too.
    fn page_break(&mut self, block: &Block, way: Option<Orientation>) {
        if let Some(way) = way {
            self.turn_pages(block, way);
        }
        let is_empty = matches!(self.flow.pieces.last(), None | Some(Piece::PageEnd));
        if is_empty && block.options.iter().any(|option| option == "always") {
            self.flow.pieces.push(Piece::Strut(Abs::pt(1.0)));
        }
        self.flow.pieces.push(Piece::PageEnd);
    }

    // Structure.

    /// Makes an element within the one that blocks are made in.
    pub(crate) fn element(&mut self, role: Role, node: Option<NodeId>, span: Option<Span>) -> ElementId {
        self.flow.structure.push(Element {
            role,
            parent: self.parent,
            node,
            language: self.language,
            span,
            is_generated: false,
        })
    }

    /// Does something with a new element around what it makes.
    pub(crate) fn within<T>(&mut self, role: Role, span: Option<Span>, body: impl FnOnce(&mut Self) -> T) -> T {
        let element = self.element(role, None, span);
        self.inside(element, body)
    }

    /// Does something with an element around what it makes.
    pub(crate) fn inside<T>(&mut self, element: ElementId, body: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.parent.replace(element);
        let result = body(self);
        self.parent = outer;
        result
    }

    /// Does something in a region and a look of its own.
    pub(crate) fn set_in<T>(&mut self, region: Region, text: Look, body: impl FnOnce(&mut Self) -> T) -> T {
        // A box is that of the whole, not of each paragraph in it.
        let text = Look { frame: FrameLook::default(), ..text };
        let outer = (std::mem::replace(&mut self.region, region), std::mem::replace(&mut self.text, text));
        let result = body(self);
        (self.region, self.text) = outer;
        result
    }

    /// A region within this one, or this one where that would be too narrow: what nests so deep that no room is left
    /// stands no deeper, and no word leaves the page.
    pub(crate) fn nested(&self, region: Region) -> Region {
        let least = self.text.size * 2;
        if region.width < least && self.region.width >= least { self.region } else { region }
    }

    // Space and breaks.

    /// White space above what comes now, and the place where a page may end before it.
    pub(crate) fn gap(&mut self, before: Abs) {
        let space = self.pending.max(before);
        self.pending = Abs::ZERO;
        let next_break = self.next_break.take();
        if self.is_fresh || self.flow.pieces.is_empty() {
            self.is_fresh = false;
            return;
        }
        if self.is_beside() {
            self.flow.pieces.push(Piece::Strut(space));
            return;
        }
        let (cost, reason) = match (self.keep_lines, next_break) {
            (0, Some(asked)) => asked,
            (0, None) => (0, "between blocks"),
            (_, _) => (self.context.theme.costs.widow * 4, "heading left alone"),
        };
        self.flow.pieces.push(Piece::Break { cost, reason });
        if space > Abs::ZERO {
            self.flow.pieces.push(Piece::Space(space));
        }
    }

    /// White space asked for below what was set last.
    pub(crate) fn space_below(&mut self, space: Abs) {
        self.pending = self.pending.max(space);
    }

    /// Asks that no page ends before this many lines more.
    pub(crate) fn keep(&mut self, lines: u32) {
        self.keep_lines = self.keep_lines.max(lines);
    }

    /// Photos, tables and boxes satisfy what a heading asks for.
    pub(crate) fn satisfied(&mut self) {
        self.keep_lines = 0;
    }

    /// A break that nothing can forbid altogether, right here, without space.
    pub(crate) fn costly_break(&mut self, cost: i64, reason: &'static str) {
        self.flow.pieces.push(Piece::Break { cost, reason });
    }

    /// Starts a container: nothing above its first block.
    pub(crate) fn open_container(&mut self) {
        self.is_fresh = true;
        self.pending = Abs::ZERO;
    }

    /// Ends a container: what was asked for below its last block goes.
    pub(crate) fn close_container(&mut self) {
        self.is_fresh = false;
        self.pending = Abs::ZERO;
    }

    pub(crate) fn strut(&mut self, height: Abs) {
        self.flow.pieces.push(Piece::Strut(height));
    }

    /// Paints something behind or beside the pieces from `from` to here.
    pub(crate) fn decorate(&mut self, from: usize, x: Abs, width: Abs, paint: Paint) {
        let to = self.flow.pieces.len();
        // What was painted behind inner pieces came first and lies above this.
        let is_inner = |inner: &Decoration| inner.from > from || (inner.from == from && inner.to < to);
        let at = self.flow.decorations.iter().position(is_inner).unwrap_or(self.flow.decorations.len());
        self.flow.decorations.insert(at, Decoration { from, to, x, width, paint });
    }

    pub(crate) fn destination(&mut self, name: String) {
        self.mark(MarkKind::Destination(name));
    }

    pub(crate) fn mark(&mut self, kind: MarkKind) {
        let before = self.flow.pieces.len();
        self.flow.marks.push(Mark { before, kind });
    }

    /// Items to go beside the next line.
    pub(crate) fn beside_next(&mut self, items: Vec<Item>) {
        self.flush_waiting();
        self.waiting = items;
    }

    /// Marks that found no line get one of their own.
    fn flush_waiting(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let items = std::mem::take(&mut self.waiting);
        let height = self.text.leading;
        let x = self.region.x;
        let items = items.into_iter().map(|mut item| {
            item.at.x += x;
            item
        });
        let solid = crate::layout::flow::Solid { height, items: items.collect(), ..Default::default() };
        self.flow.pieces.push(Piece::Solid(Box::new(solid)));
    }

    // Text.

    /// The author's text as a paragraph that belongs to `owner`.
    pub(crate) fn prepared(
        &mut self,
        inlines: &[Inline],
        look: &Look,
        owner: ElementId,
        node: Option<(NodeId, usize)>,
    ) -> Paragraph {
        let language = self.language;
        self.build(node, |builder| builder.inlines(inlines, look, language, Owner::Element(owner)))
    }

    /// A paragraph by what `fill` adds to it.
    pub(crate) fn build(
        &mut self,
        node: Option<(NodeId, usize)>,
        fill: impl FnOnce(&mut ParagraphBuilder<'_>),
    ) -> Paragraph {
        let context = self.context;
        let measure = self.region.width;
        let page = self.page;
        let size = |picture: &Picture, _: Abs| -> Option<Size> { context.inline_size(picture, measure, &page) };
        let mut builder =
            ParagraphBuilder::new(context.fonts.clone(), &mut self.flow.structure, context.theme.link.colour, &size);
        builder.shows_addresses = match (context.theme.link.show, context.book.info.attributes.get("show-link-uri")) {
            (ShowLinks::Footnote, _) | (_, Some("footnote")) => false,
            (show, asked) => show == ShowLinks::Inline || asked.is_some(),
        };
        builder.is_mirrored = context.is_mirrored();
        builder.roles = Some(&context.theme.roles);
        builder.code = Some(&context.theme.code);
        builder.keys = Some(context.theme.keys);
        builder.folios = Some(&self.folios);
        builder.shows_pages = context.theme.link.has_pages;
        if let Some((node, from)) = node {
            builder = builder.of_node(node, from);
        }
        fill(&mut builder);
        let plainly = std::mem::take(&mut builder.plainly_set);
        self.flow.lacks.extend(builder.missing.drain(..).map(|(span, c)| (Lack::Glyph(c), span)));
        let mut paragraph = builder.finish();
        paragraph.cuts_words = self.cuts_words;
        self.flow.said_folios.append(&mut paragraph.said_folios);
        for (span, what) in plainly {
            let message = format!("a {what} is set as its source");
            self.complain(Diagnostic::warning(Lint::StemNotTypeset, span, message));
        }
        let language = self.language;
        if !is_hyphenated_or_needs_none(language) && paragraph.span.is_some() {
            self.flow.lacks.push((Lack::Patterns(language), paragraph.span));
        }
        paragraph
    }

    /// Sets a prepared paragraph in the region.
    pub(crate) fn lines_of(&mut self, paragraph: &Paragraph, look: &Look, measure: Abs) -> Vec<Line> {
        let lines = set_paragraph(&mut self.shaper, paragraph, look, measure);
        self.complain_of(&lines);
        lines
    }

    /// Sets a heading in even lines.
    pub(crate) fn heading_of(&mut self, paragraph: &Paragraph, look: &Look, measure: Abs) -> Vec<Line> {
        let lines = set_heading(&mut self.shaper, paragraph, look, measure);
        self.complain_of(&lines);
        lines
    }

    pub(crate) fn complain_of(&mut self, lines: &[Line]) {
        for line in lines {
            if line.record.overfull > Abs::pt(2.0) {
                let message = format!("a line is {} pt wider than its measure", line.record.overfull);
                self.complain(Diagnostic::warning(Lint::OverfullLine, line.record.span, message));
            }
        }
    }

    /// Adds lines with the breaks between them: never fewer than two on either side.
    pub(crate) fn push_lines(&mut self, paragraph: Paragraph, lines: Vec<Line>, counts_as_start: bool) {
        let costs = &self.context.theme.costs;
        let (within, widow) = (costs.within_paragraph, costs.widow);
        let count = lines.len();
        if count == 0 {
            // Terms of the index and anchors may stand in a paragraph of their own.
            paragraph.places.into_iter().for_each(|(_, name)| self.destination(name));
        }
        let first_link = self.flow.links.len();
        self.flow.links.extend(paragraph.links);
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 && !self.is_beside() {
                let is_widow = index < 2 || count - index < 2;
                let cost = match (self.keep_lines > 0, is_widow) {
                    (true, _) => (widow * 4, "heading left alone"),
                    (false, true) => (widow, "widow or orphan"),
                    (false, false) => (within, "within a paragraph"),
                };
                self.flow.pieces.push(Piece::Break { cost: cost.0, reason: cost.1 });
            }
            self.push_line(line, first_link, None, counts_as_start);
        }
    }

    pub(crate) fn push_line(&mut self, mut line: Line, first_link: usize, field: Option<Field>, counts_as_start: bool) {
        self.keep_lines = self.keep_lines.saturating_sub(1);
        let beside = std::mem::take(&mut self.waiting);
        let x = self.region.x + self.shift_beside(line.record.measure);
        std::mem::take(&mut line.places).into_iter().for_each(|name| self.destination(name));
        let inserts = line.notes.clone().into_iter().filter_map(|number| self.foot_note(number)).collect();
        let piece = LinePiece { line, x, beside, first_link, field, counts_as_start, inserts };
        self.flow.pieces.push(Piece::Line(Box::new(piece)));
    }

    /// Text of one line as items, its baseline at the place that lines of `look` have.
    pub(crate) fn label_items(&mut self, text: &str, look: &Look, owner: Owner) -> (Vec<Item>, Abs) {
        let language = self.language;
        let paragraph = self.build(None, |builder| builder.generated(text, look, language, owner));
        // A mark begins where it is put, however the text beside it is aligned.
        let look = Look { align: Align::Left, ..*look };
        let lines = set_paragraph(&mut self.shaper, &paragraph, &look, Abs::MAX);
        let width = lines.first().map_or(Abs::ZERO, |line| line.width);
        (lines.into_iter().next().map(|line| line.items).unwrap_or_default(), width)
    }

    pub(crate) fn complain(&mut self, diagnostic: Diagnostic) {
        self.flow.diagnostics.push(diagnostic);
    }

    pub(crate) fn remark(&mut self, lint: Lint, span: Span, message: String) {
        let note = Diagnostic { severity: Severity::Note, ..Diagnostic::warning(lint, span, message) };
        self.flow.diagnostics.push(note);
    }
}

/// Moves items, for marks that stand left of their line.
pub(crate) fn shift(items: &mut [Item], x: Abs, y: Abs) {
    for item in items {
        item.at.x += x;
        item.at.y += y;
        if let ItemKind::BrokenWord(word) = &mut item.kind {
            shift(&mut word.parts, x, y);
        }
    }
}
