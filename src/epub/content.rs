//! The text of a file: sections and blocks as XHTML.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diag::{Diagnostic, Lint};
use crate::epub::EpubOptions;
use crate::epub::code::CodeState;
use crate::epub::index::{MetTerm, Places};
use crate::epub::kobo::KoboSpans;
use crate::epub::names::{id_of_anchor, id_of_node};
use crate::epub::pages::{Marks, Pages};
use crate::epub::xml::{Tag, Xml};
use crate::math::Display;
use crate::model::{
    Admonition, AdmonitionKind, Block, BlockKind, Book, Container, ContainerKind, DiscreteHeading, Footnote,
    IndexGroup, Inline, Label, Language, Listed, NodeId, Quote, Section, Stem, Verbatim, VerbatimKind, label,
};
use crate::source::Span;

/// What all files of a book share.
pub(super) struct Shared<'a> {
    pub(super) book: &'a Book,
    pub(super) options: &'a EpubOptions<'a>,
    pub(super) footnotes: HashMap<u32, &'a Footnote>,
    pub(super) pages: Pages,
    /// Where each picture file lies, seen from the text.
    pub(super) picture_names: Vec<String>,
    /// Where each sound and film lies, seen from the text.
    pub(super) media_names: Vec<String>,
    /// The lists that stand somewhere in the book.
    pub(super) lists: BTreeSet<Listed>,
    /// Whether some section is to hold the index.
    pub(super) has_index: bool,
    /// The index.
    pub(super) index: Vec<IndexGroup>,
    /// The places of the index's terms; empty while they are being found.
    pub(super) index_places: Places,
    /// The file that each id is in; empty while that is being found out.
    pub(super) homes: HashMap<String, String>,
}

/// What was found out about a file while writing it.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The pictures shown, by their position among the files.
    pub(super) pictures: BTreeSet<usize>,
    /// The sounds and films played, by their position among the files.
    pub(super) media: BTreeSet<usize>,
    /// Whether there is a sound.
    pub(super) has_sounds: bool,
    /// Whether there is a film.
    pub(super) has_films: bool,
    /// Whether some picture has no alternative text of the author's own.
    pub(super) lacks_alt: bool,
    /// Whether there is a formula in MathML.
    pub(super) has_formulas: bool,
    /// Whether there is a drawing within the text.
    pub(super) has_drawings: bool,
    /// Whether there is a picture at all.
    pub(super) has_pictures: bool,
    /// The pages that start in the file.
    pub(super) pages: Vec<usize>,
    /// The ids in the file.
    pub(super) ids: Vec<String>,
    /// The terms of the index in the file.
    pub(super) terms: Vec<MetTerm>,
    /// What the author should know.
    pub(super) complaints: Vec<Diagnostic>,
}

/// A file of text in the making.
pub(super) struct Content<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) xml: Xml,
    /// The name of the file.
    pub(super) file: &'a str,
    pub(super) language: Language,
    pub(super) marks: Marks,
    pub(super) facts: Facts,
    /// The footnotes whose text belongs at the end of this file.
    pub(super) notes: Vec<u32>,
    /// How many marks each footnote has had in this file.
    pub(super) note_marks: HashMap<u32, u32>,
    /// The plain title of the chapter, for pictures without words.
    pub(super) chapter: String,
    pub(super) is_in_heading: bool,
    pub(super) is_in_link: bool,
    pub(super) kobo: KoboSpans,
    /// The listing that is being written.
    pub(super) code: Option<CodeState<'a>>,
    seen_ids: HashSet<String>,
    /// The level of the last heading; 0 before the first.
    pub(super) last_heading: u8,
}

impl<'a> Content<'a> {
    pub(super) fn new(shared: &'a Shared<'a>, file: &'a str) -> Self {
        Self {
            shared,
            xml: Xml::xhtml(),
            file,
            language: shared.book.info.language,
            marks: Marks::default(),
            facts: Facts::default(),
            notes: Vec::new(),
            note_marks: HashMap::new(),
            chapter: String::new(),
            is_in_heading: false,
            is_in_link: false,
            kobo: KoboSpans::new(shared.options.is_kepub),
            code: None,
            seen_ids: HashSet::new(),
            last_heading: 0,
        }
    }

    pub(super) fn finish(mut self) -> (Vec<u8>, Facts) {
        self.facts.pages = self.marks.into_placed();
        (self.xml.finish(), self.facts)
    }

    pub(super) fn within(&mut self, tag: Tag, fill: impl FnOnce(&mut Self)) {
        self.xml.open(tag);
        fill(self);
        self.xml.close();
    }

    pub(super) fn complain(&mut self, lint: Lint, span: Span, message: String) {
        self.facts.complaints.push(Diagnostic::warning(lint, span, message));
    }

    pub(super) fn words(&self, wanted: Label) -> &'static str {
        label(self.shared.book.info.language, wanted)
    }

    /// An id, if it is the first of its name in this file.
    pub(super) fn fresh_id(&mut self, id: String) -> Option<String> {
        if !self.seen_ids.insert(id.clone()) {
            return None;
        }
        self.facts.ids.push(id.clone());
        Some(id)
    }

    pub(super) fn anchor_id(&mut self, anchor: Option<&str>) -> Option<String> {
        self.fresh_id(id_of_anchor(anchor?))
    }

    /// Where an id of this book leads, seen from this file; `None` where it is in no file.
    pub(super) fn way_to(&self, id: &str) -> Option<String> {
        let home = self.shared.homes.get(id)?;
        Some(if home == self.file { format!("#{id}") } else { format!("{home}#{id}") })
    }

    /// Writes within a language, and says so in the tag where it is another one than around it.
    pub(super) fn in_language(&mut self, language: Language, tag: Tag, fill: impl FnOnce(&mut Self, Tag)) {
        let before = self.language;
        let tag = if language.is_known() && language != before {
            self.language = language;
            let turns = language.is_rtl() != before.is_rtl();
            let direction = if language.is_rtl() { "rtl" } else { "ltr" };
            let tag = tag.with("lang", language.tag()).with("xml:lang", language.tag());
            tag.with_some("dir", turns.then_some(direction))
        } else {
            tag
        };
        fill(self, tag);
        self.language = before;
    }

    /// The direction that code has to name: it runs from left to right in every language.
    pub(super) fn code_direction(&self) -> Option<&'static str> {
        self.language.is_rtl().then_some("ltr")
    }

    /// The heading of a section; its id is the section's.
    pub(super) fn section_heading(&mut self, section: &'a Section) {
        let id = match &section.anchor {
            Some(anchor) => self.anchor_id(Some(anchor)),
            None => self.fresh_id(id_of_node(section.id)),
        };
        let level = section.level.max(1);
        self.in_language(section.language, Tag::new("h1").with_some("id", id), |this, tag| {
            this.heading(level, tag, |this| {
                let number = section.label.clone().or_else(|| Some(format!("{}.", section.number.as_ref()?)));
                if let Some(number) = number {
                    this.xml.leaf(Tag::new("span").classes(["number"]), &number);
                    this.xml.text(" ");
                }
                this.inlines(&section.title);
            });
        });
    }

    /// A heading of a level; a step down is never more than one, as assistive technology counts.
    pub(super) fn heading(&mut self, level: u8, tag: Tag, fill: impl FnOnce(&mut Self)) {
        const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let level = level.clamp(1, 6).min(if self.last_heading == 0 { level } else { self.last_heading + 1 });
        self.last_heading = level;
        let name = NAMES.get(usize::from(level.clamp(1, 6)) - 1).copied().unwrap_or("h6");
        let was_in_heading = std::mem::replace(&mut self.is_in_heading, true);
        self.kobo.next_paragraph();
        self.within(tag.named(name), fill);
        self.is_in_heading = was_in_heading;
        self.xml.line();
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        // A page break at the end would leave an empty page before what opens a page anyway.
        let is_break = |block: &Block| matches!(block.kind, BlockKind::PageBreak(_));
        let end = blocks.iter().rposition(|block| !is_break(block)).map_or(0, |last| last + 1);
        blocks.get(..end).unwrap_or(blocks).iter().for_each(|block| self.block(block));
    }

    pub(super) fn block(&mut self, block: &'a Block) {
        let tag = Tag::new("div").classes(self.classes_of(block));
        self.in_language(block.language, tag, |this, tag| this.block_as(block, tag));
    }

    /// The author's roles and what the options say of the looks.
    fn classes_of(&self, block: &'a Block) -> Vec<&'a str> {
        let kind = match &block.kind {
            BlockKind::Paragraph(_) => None,
            BlockKind::Heading(_) => Some("discrete"),
            BlockKind::Image(_) => None,
            BlockKind::Media(_) => Some("media"),
            BlockKind::Admonition(_) => Some("admonition"),
            BlockKind::Container(container) => Some(container_class(container.kind)),
            BlockKind::Quote(_) => Some("quote"),
            BlockKind::Verbatim(verbatim) => Some(match verbatim.kind {
                VerbatimKind::Listing | VerbatimKind::Source { .. } => "listing",
                VerbatimKind::Diagram { .. } => "listing diagram",
                VerbatimKind::Literal => "literal",
                VerbatimKind::Verse { .. } => "verse",
                VerbatimKind::Pass => "pass",
            }),
            BlockKind::List(_) | BlockKind::Descriptions(_) | BlockKind::Table(_) => None,
            BlockKind::Stem(_) => Some("stem"),
            BlockKind::Contents(_) | BlockKind::Rule | BlockKind::PageBreak(_) => None,
        };
        let admonition = match &block.kind {
            BlockKind::Admonition(admonition) => Some(admonition.kind.name()),
            _ => None,
        };
        kind.into_iter().chain(admonition).chain(block.roles.iter().map(String::as_str)).collect()
    }

    fn block_as(&mut self, block: &'a Block, tag: Tag) {
        match &block.kind {
            BlockKind::Paragraph(text) => self.paragraph(block, text, tag),
            BlockKind::Image(picture) => {
                self.marks.pass(&self.shared.pages, block.id);
                self.figure(&[picture], Some(block), tag);
            }
            BlockKind::Heading(heading) => self.discrete_heading(block, heading, tag),
            BlockKind::Media(media) => self.media(block, media, tag),
            BlockKind::Admonition(admonition) => self.admonition(block, admonition, tag),
            BlockKind::Container(container) => self.container(block, container, tag),
            BlockKind::Quote(quote) => self.quote(block, quote, tag),
            BlockKind::Verbatim(verbatim) => self.verbatim(block, verbatim, tag),
            BlockKind::List(list) => self.list(block, list, tag),
            BlockKind::Descriptions(list) => self.descriptions(block, list, tag),
            BlockKind::Table(table) => self.table(block, table, tag),
            BlockKind::Stem(stem) => self.stem(block, stem, tag),
            BlockKind::Contents(place) => {
                self.marks.pass(&self.shared.pages, block.id);
                // The contents are the reading system's own: the navigation document.
                if place.of != Listed::Contents {
                    self.listed(place.of, place.title.as_deref());
                }
            }
            BlockKind::Rule => {
                self.block_title(block);
                self.xml.void(tag.named("hr"));
            }
            BlockKind::PageBreak(_) => self.xml.leaf(tag.also_class("page-break"), ""),
        }
        self.xml.line();
    }

    /// A container of blocks: id, title, what it holds.
    fn holder(&mut self, block: &'a Block, tag: Tag, fill: impl FnOnce(&mut Self)) {
        self.marks.pass(&self.shared.pages, block.id);
        let id = self.anchor_id(block.anchor.as_deref());
        self.within(tag.with_some("id", id), |this| {
            this.block_title(block);
            fill(this);
        });
    }

    /// The title of a block that is no caption, with its label.
    pub(super) fn block_title(&mut self, block: &'a Block) {
        if block.title.is_some() {
            self.within(Tag::new("p").classes(["title"]), |this| this.title_words(block));
        }
    }

    /// Label and words of a block's title; a break at its end sets nothing.
    pub(super) fn title_words(&mut self, block: &'a Block) {
        let title = without_end(block.title.as_deref().unwrap_or_default());
        if !block.label.is_empty() {
            self.xml.leaf(Tag::new("span").classes(["label"]), &block.label);
            self.xml.text(" ");
        }
        self.inlines(title);
    }

    fn discrete_heading(&mut self, block: &'a Block, heading: &'a DiscreteHeading, tag: Tag) {
        let id = self.anchor_id(block.anchor.as_deref());
        self.block_title(block);
        self.heading(heading.level.max(1), tag.with_some("id", id), |this| this.inlines(&heading.title));
    }

    fn admonition(&mut self, block: &'a Block, admonition: &'a Admonition, tag: Tag) {
        let label_id = format!("{}-label", id_of_node(block.id));
        let tag = match admonition.kind {
            AdmonitionKind::Tip => tag.meaning("tip", "doc-tip"),
            _ => tag.meaning("notice", "doc-notice"),
        };
        let name = match &admonition.label {
            Some(label) => label.as_str(),
            None => label(self.language, admonition.kind.into()),
        };
        self.marks.pass(&self.shared.pages, block.id);
        let id = self.anchor_id(block.anchor.as_deref());
        self.within(tag.with("aria-labelledby", label_id.clone()).with_some("id", id), |this| {
            this.within(Tag::new("p").classes(["admonition-label"]).with("id", label_id), |this| {
                this.admonition_icon(admonition);
                this.xml.text(name);
            });
            this.block_title(block);
            this.blocks(&admonition.blocks);
        });
    }

    fn container(&mut self, block: &'a Block, container: &'a Container, tag: Tag) {
        let tag = match container.kind {
            ContainerKind::Abstract => {
                let name = label(self.language, Label::Abstract);
                tag.named("section").meaning("abstract", "doc-abstract").with("aria-label", name)
            }
            ContainerKind::Sidebar
            | ContainerKind::Example
            | ContainerKind::Collapsible
            | ContainerKind::Open
            | ContainerKind::PartIntroduction => tag,
        };
        if container.kind == ContainerKind::Collapsible {
            return self.folding(block, container, tag);
        }
        self.holder(block, tag, |this| this.blocks(&container.blocks));
    }

    /// Blocks that fold where the reader can: others show them as they are.
    fn folding(&mut self, block: &'a Block, container: &'a Container, tag: Tag) {
        self.marks.pass(&self.shared.pages, block.id);
        let id = self.anchor_id(block.anchor.as_deref());
        let is_open = block.options.iter().any(|option| option == "open");
        let tag = tag.named("details").with_some("id", id).with_some("open", is_open.then_some("open"));
        self.within(tag, |this| {
            this.within(Tag::new("summary"), |this| match block.title {
                Some(_) => this.title_words(block),
                None => {
                    let words = label(this.language, Label::Details);
                    this.xml.leaf(Tag::new("span").classes(["label"]), words);
                }
            });
            this.blocks(&container.blocks);
        });
    }

    fn quote(&mut self, block: &'a Block, quote: &'a Quote, tag: Tag) {
        self.holder(block, tag.named("blockquote"), |this| {
            this.blocks(&quote.blocks);
            this.credits(quote.attribution.as_deref(), quote.citation.as_deref());
        });
    }

    /// Who said it and where.
    fn credits(&mut self, attribution: Option<&'a [Inline]>, citation: Option<&'a [Inline]>) {
        if attribution.is_none() && citation.is_none() {
            return;
        }
        self.within(Tag::new("p").classes(["credits"]), |this| {
            this.xml.text("\u{2014} ");
            this.inlines(attribution.unwrap_or_default());
            if attribution.is_some() && citation.is_some() {
                this.xml.text(", ");
            }
            if let Some(citation) = citation {
                this.within(Tag::new("cite"), |this| this.inlines(citation));
            }
        });
    }

    fn verbatim(&mut self, block: &'a Block, verbatim: &'a Verbatim, tag: Tag) {
        let VerbatimKind::Verse { attribution, citation } = &verbatim.kind else {
            return self.code_block(block, verbatim, tag);
        };
        let id = self.anchor_id(block.anchor.as_deref());
        self.within(tag.with_some("id", id), |this| {
            this.block_title(block);
            this.within(Tag::new("p"), |this| {
                this.flow(&[block.id], |this| {
                    this.marks.place(&this.shared.pages, &mut this.xml);
                    this.lines(&verbatim.lines);
                });
            });
            this.credits(attribution.as_deref(), citation.as_deref());
        });
    }

    fn stem(&mut self, block: &'a Block, stem: &'a Stem, tag: Tag) {
        self.holder(block, tag, |this| {
            this.within(Tag::new("p").classes(["formula"]), |this| {
                this.flow(&[block.id], |this| this.formula(stem, block.span, Display::Block));
            });
        });
    }

    /// Writes the text of some nodes, with the pages that start in it.
    pub(super) fn flow(&mut self, nodes: &[NodeId], fill: impl FnOnce(&mut Self)) {
        let left = self.marks.enter(&self.shared.pages, nodes);
        self.kobo.next_paragraph();
        fill(self);
        self.marks.leave(left);
    }
}

const fn container_class(kind: ContainerKind) -> &'static str {
    match kind {
        ContainerKind::Example => "example",
        ContainerKind::Collapsible => "example collapsible",
        ContainerKind::Sidebar => "sidebar",
        ContainerKind::Open => "open",
        ContainerKind::Abstract => "abstract",
        ContainerKind::PartIntroduction => "partintro",
    }
}

/// A title without the breaks and spaces at its end.
pub(super) fn without_end(title: &[Inline]) -> &[Inline] {
    use crate::model::InlineKind::{Break, Text};
    let is_gap = |inline: &Inline| match &inline.kind {
        Break => true,
        Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let end = title.iter().rposition(|inline| !is_gap(inline)).map_or(0, |last| last + 1);
    title.get(..end).unwrap_or(title)
}
