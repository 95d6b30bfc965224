//! Which text goes into which file.
//!
//! A chapter is a file. Old readers break on files of more than 260 KB, so a larger one is split: at
//! its sections, then within them, then between blocks.

use std::ops::Range;

use crate::epub::content::Content;
use crate::epub::inline::one_line;
use crate::epub::names::{Names, id_of_anchor, id_of_node, slug};
use crate::epub::xml::Tag;
use crate::model::{Book, Doctype, Label, Listed, Section, WantedLists, is_index, label};

/// The most bytes of a file; some room is left below what old readers take.
pub(super) const LARGEST: usize = 250_000;

/// What a file holds.
#[derive(Debug, Clone)]
pub(super) enum Part<'a> {
    /// Title and authors, and for articles what stands before the first section.
    Title { opening: Range<usize> },
    /// Some of the blocks before the first section.
    Opening { blocks: Range<usize> },
    /// A section or some of it.
    Section(SectionPart<'a>),
    /// A list of figures, tables, talks …
    List(Listed),
}

/// A section or some of it.
#[derive(Debug, Clone)]
pub(super) struct SectionPart<'a> {
    section: &'a Section,
    /// The title of the chapter it belongs to.
    chapter: &'a Section,
    /// Some of its own blocks.
    blocks: Range<usize>,
    has_heading: bool,
    has_subsections: bool,
}

/// A file of text.
#[derive(Debug, Clone)]
pub(super) struct Unit<'a> {
    pub(super) file: String,
    pub(super) part: Part<'a>,
}

/// The files of a book, before any is found to be too large.
pub(super) fn units<'a>(book: &'a Book, lists: &WantedLists, names: &mut Names) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    let all = 0..book.opening.len();
    let is_book = book.info.doctype == Doctype::Book;
    let has_title = book.info.title.is_some();
    if has_title {
        let opening = if is_book { 0..0 } else { all.clone() };
        units.push(Unit { file: named(names, "title"), part: Part::Title { opening } });
    }
    let list =
        |list: &Listed, names: &mut Names| Unit { file: named(names, list.attribute()), part: Part::List(*list) };
    units.extend(lists.front.iter().map(|front| list(front, names)));
    if !all.is_empty() && (is_book || !has_title) {
        units.push(Unit { file: named(names, "opening"), part: Part::Opening { blocks: all } });
    }
    for section in &book.sections {
        let is_part = is_book && section.level == 0;
        units.push(section_unit(section, section, !is_part, names));
        if is_part {
            units.extend(section.sections.iter().map(|chapter| section_unit(chapter, chapter, true, names)));
        }
    }
    if units.is_empty() {
        units.push(Unit { file: named(names, "opening"), part: Part::Opening { blocks: 0..0 } });
    }
    units.extend(lists.back.iter().map(|back| list(back, names)));
    units
}

fn section_unit<'a>(section: &'a Section, chapter: &'a Section, has_subsections: bool, names: &mut Names) -> Unit<'a> {
    let name = match slug(&one_line(&section.title)) {
        name if name.is_empty() => "chapter".to_owned(),
        name => name,
    };
    let part = SectionPart { section, chapter, blocks: 0..section.blocks.len(), has_heading: true, has_subsections };
    Unit { file: named(names, &name), part: Part::Section(part) }
}

fn named(names: &mut Names, name: &str) -> String {
    format!("{}.xhtml", names.unique(name.to_owned()))
}

/// The files that a too large one becomes; `None` where nothing is left to split at.
pub(super) fn split<'a>(unit: &Unit<'a>, names: &mut Names) -> Option<Vec<Unit<'a>>> {
    let stem = unit.file.trim_end_matches(".xhtml");
    let halves = |range: &Range<usize>| {
        let middle = range.start + range.len() / 2;
        (range.len() > 1).then_some((range.start..middle, middle..range.end))
    };
    let with = |file: String, part: Part<'a>| Unit { file, part };
    match &unit.part {
        Part::Title { opening } if !opening.is_empty() => Some(vec![
            with(unit.file.clone(), Part::Title { opening: 0..0 }),
            with(named(names, "opening"), Part::Opening { blocks: opening.clone() }),
        ]),
        Part::Title { .. } | Part::List(_) => None,
        Part::Opening { blocks } => halves(blocks).map(|(first, second)| {
            let first = with(unit.file.clone(), Part::Opening { blocks: first });
            vec![first, with(named(names, stem), Part::Opening { blocks: second })]
        }),
        Part::Section(part) if part.has_subsections && !part.section.sections.is_empty() => {
            let head = SectionPart { has_subsections: false, ..part.clone() };
            let mut units = vec![with(unit.file.clone(), Part::Section(head))];
            units.extend(part.section.sections.iter().map(|inner| section_unit(inner, part.chapter, true, names)));
            Some(units)
        }
        Part::Section(part) => halves(&part.blocks).map(|(first, second)| {
            let first = SectionPart { blocks: first, ..part.clone() };
            let second = SectionPart { blocks: second, has_heading: false, ..part.clone() };
            vec![with(unit.file.clone(), Part::Section(first)), with(named(names, stem), Part::Section(second))]
        }),
    }
}

/// The title that a file has in its head.
pub(super) fn title_of(unit: &Unit<'_>, book: &Book) -> String {
    match &unit.part {
        Part::Section(part) => one_line(&part.section.title),
        Part::Title { .. } | Part::Opening { .. } => book.info.plain_title(),
        Part::List(list) => label(book.info.language, list.label()).to_owned(),
    }
}

impl<'a> Content<'a> {
    /// The body of a file.
    pub(super) fn part(&mut self, part: &Part<'a>) {
        let book = self.shared.book;
        match part {
            Part::Title { opening } => {
                self.title_page();
                self.blocks(book.opening.get(opening.clone()).unwrap_or_default());
            }
            Part::Opening { blocks } => self.blocks(book.opening.get(blocks.clone()).unwrap_or_default()),
            Part::List(list) => self.list_page(*list),
            Part::Section(part) => {
                self.chapter = one_line(&part.chapter.title);
                self.section_part(part);
            }
        }
        if self.marks.has_pending() {
            // Pages whose text came to nothing here, such as those of an omitted list of contents.
            self.within(Tag::new("div"), |this| this.marks.place(&this.shared.pages, &mut this.xml));
        }
        self.footnotes();
    }

    fn section_part(&mut self, part: &SectionPart<'a>) {
        let section = part.section;
        let tag = if part.has_heading { meaning_of(section) } else { Tag::new("div") };
        self.within(tag, |this| {
            this.xml.line();
            let mut own = part.blocks.clone();
            if part.has_heading {
                this.section_heading(section);
                if let Some(talk) = &section.talk {
                    let consumed = section.blocks.get(..talk.consumed).unwrap_or_default();
                    this.talk_opener(talk, consumed);
                }
            }
            // Where a long section is split, its opener stands in the first part only.
            own.start = own.start.max(section.talk.as_ref().map_or(0, |talk| talk.consumed)).min(own.end);
            this.blocks(section.blocks.get(own).unwrap_or_default());
            if is_index(section) && part.blocks.end == section.blocks.len() {
                this.index();
            }
            if part.has_subsections {
                section.sections.iter().for_each(|inner| this.subsection(inner));
            }
        });
        self.xml.line();
    }

    fn subsection(&mut self, section: &'a Section) {
        let part = SectionPart {
            section,
            chapter: section,
            blocks: 0..section.blocks.len(),
            has_heading: true,
            has_subsections: true,
        };
        self.section_part(&part);
    }

    /// Title, authors and version.
    fn title_page(&mut self) {
        let info = &self.shared.book.info;
        self.within(Tag::new("header").classes(["titlepage"]), |this| {
            this.heading(1, Tag::new("h1"), |this| {
                this.inlines(info.main_title.as_deref().or(info.title.as_deref()).unwrap_or_default());
            });
            if let Some(subtitle) = &info.subtitle {
                let tag = Tag::new("p").classes(["subtitle"]).meaning("subtitle", "doc-subtitle");
                this.within(tag, |this| this.inlines(subtitle));
            }
            for author in &info.authors {
                this.within(Tag::new("p").classes(["author"]), |this| {
                    this.xml.text(&author.name);
                    if let Some(link) = &author.link {
                        this.xml.text(" ");
                        let way = super::links::outside(&link.target);
                        this.leading(way, Tag::new("a"), |this| this.xml.text(&link.text));
                    }
                });
            }
            let revision = &info.revision;
            let number = revision.number.as_ref().map(|number| format!("{} {number}", this.words(Label::Version)));
            let words: Vec<String> =
                number.into_iter().chain(revision.date.clone()).chain(revision.remark.clone()).collect();
            if !words.is_empty() {
                this.xml.leaf(Tag::new("p").classes(["revision"]), &words.join(", "));
            }
        });
        self.xml.line();
    }
}

/// The element of a section with what it is for reading systems.
fn meaning_of(section: &Section) -> Tag {
    let roles = section.roles.iter().map(String::as_str);
    let tag = Tag::new("section").classes(roles);
    let Some((kind, role)) = section_kind(section) else { return tag };
    let heading = section.anchor.as_deref().map_or_else(|| id_of_node(section.id), id_of_anchor);
    tag.meaning(kind, role).with("aria-labelledby", heading)
}

/// The names of EPUB's and DPUB-ARIA's vocabularies for a section.
fn section_kind(section: &Section) -> Option<(&'static str, &'static str)> {
    Some(match (section.special.as_deref(), section.level) {
        (Some("abstract"), _) => ("abstract", "doc-abstract"),
        (Some("acknowledgments" | "acknowledgements"), _) => ("acknowledgments", "doc-acknowledgments"),
        (Some("afterword"), _) => ("afterword", "doc-afterword"),
        (Some("appendix"), _) => ("appendix", "doc-appendix"),
        (Some("bibliography"), _) => ("bibliography", "doc-bibliography"),
        (Some("colophon"), _) => ("colophon", "doc-colophon"),
        (Some("dedication"), _) => ("dedication", "doc-dedication"),
        (Some("foreword"), _) => ("foreword", "doc-foreword"),
        (Some("glossary"), _) => ("glossary", "doc-glossary"),
        (Some("index"), _) => ("index", "doc-index"),
        (Some("introduction"), _) => ("introduction", "doc-introduction"),
        (Some("preface"), _) => ("preface", "doc-preface"),
        (_, 0) => ("part", "doc-part"),
        (_, 1) => ("chapter", "doc-chapter"),
        _ => return None,
    })
}
