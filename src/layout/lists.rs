//! Lists besides the contents: figures, tables, listings, talks, and who spoke.

use crate::frame::{Owner, Role};
use crate::geom::Abs;
use crate::layout::block::Setter;
use crate::layout::block::heading::destination_name;
use crate::layout::entry::{Entry, bare};
use crate::layout::flow::{Field, FolioLink, MarkKind};
use crate::layout::front::has_title_page;
use crate::model::{Block, Book, CaptionKind, Listed, SpeakerEntry, WantedLists, block_destination, label, plain_text};
use crate::theme::{Look, Theme};

/// The most folios on a line of the speakers' index.
const FOLIOS_A_LINE: usize = 8;

/// The lists that a book gets before and behind its body: those that the author or the layout asks for, and that the
/// author has not placed.
///
/// Without a title page no list stands before the body unless the author puts it there.
pub fn wanted_lists(theme: &Theme, book: &Book) -> WantedLists {
    let placed = book.placed_lists();
    let is_wanted = |list: &Listed| {
        let asked = list.is_asked(&book.info.attributes);
        asked.unwrap_or_else(|| theme.lists.wants(*list)) && !placed.contains(list) && book.has_any(*list)
    };
    let has_title_page = has_title_page(theme, &book.info);
    let is_front = |list: &Listed| has_title_page && *list != Listed::Speakers;
    let (front, back) = Listed::ALL.into_iter().filter(is_wanted).partition(is_front);
    WantedLists { front, back }
}

/// The name under which links find a list.
pub(super) fn list_destination(list: Listed) -> String {
    format!("_{}", list.attribute())
}

impl Setter<'_> {
    /// Sets a list where there is anything to list.
    pub(super) fn listed(&mut self, list: Listed, title: Option<&str>) {
        if !self.context.book.has_any(list) {
            return;
        }
        let outer = std::mem::replace(&mut self.language, self.context.book.info.language);
        let title = title.unwrap_or_else(|| label(self.language, list.label())).to_owned();
        self.destination(list_destination(list));
        let mark = MarkKind::Heading { depth: self.depth, title: title.clone() };
        self.mark(mark);
        self.list_title(&title);
        match (list, list.caption_kind()) {
            (_, Some(kind)) => self.captions(kind),
            (Listed::Programme, _) => self.programme(),
            (Listed::Speakers, _) => self.within(Role::Contents, None, Self::speakers_index),
            _ => self.within(Role::Contents, None, Self::talks_list),
        }
        self.space_below(self.context.theme.elements.contents_title.before);
        self.language = outer;
    }

    /// Titled blocks of a kind; their labels share a column.
    fn captions(&mut self, kind: CaptionKind) {
        let blocks = self.context.book.titled(kind);
        let look = self.context.theme.elements.contents_section;
        let look = Look { colour: self.text.colour, ..look };
        let hang = self.label_column(&blocks, &look);
        self.within(Role::Contents, None, |setter| {
            for block in blocks {
                let outer = std::mem::replace(&mut setter.language, block.language);
                setter.gap(look.size / 5);
                let element = setter.element(Role::ContentsEntry, None, Some(block.span));
                let title = block.title.as_deref().unwrap_or_default();
                let name = block.label.trim().to_owned();
                let entry = Entry {
                    target: block_destination(block),
                    description: format!("{name} {}", plain_text(title).replace('\n', " ")).trim().to_owned(),
                    number: (!name.is_empty()).then_some(name),
                    prefix: String::new(),
                    words: bare(title),
                    span: block.span,
                    language: block.language,
                    indent: Abs::ZERO,
                    hang,
                };
                setter.inside(element, |setter| setter.entry(entry, &look));
                setter.language = outer;
            }
        });
    }

    fn label_column(&mut self, blocks: &[&Block], look: &Look) -> Abs {
        let mut widest = Abs::ZERO;
        for block in blocks {
            let name = block.label.trim();
            if !name.is_empty() {
                let (_, width) = self.label_items(name, look, Owner::Artifact(crate::frame::Artifact::Layout));
                widest = widest.max(width + look.size.scale(55, 100));
            }
        }
        widest.min(self.region.width / 4)
    }

    /// Talks with format and speakers below their titles.
    fn talks_list(&mut self) {
        let book = self.context.book;
        let look = self.context.theme.elements.contents_chapter;
        for section in book.talks() {
            let outer = std::mem::replace(&mut self.language, section.language);
            self.gap(look.before);
            let element = self.element(Role::ContentsEntry, None, Some(section.span));
            self.inside(element, |setter| {
                setter.section_entry(section, &look, Abs::ZERO, Abs::ZERO);
                setter.talk_line(section, Abs::ZERO);
            });
            self.language = outer;
        }
    }

    fn speakers_index(&mut self) {
        let book = self.context.book;
        book.speakers().iter().for_each(|entry| self.speaker_entry(entry));
    }

    /// Name and company, leaders, the folios of all talks, each a link of its own.
    fn speaker_entry(&mut self, entry: &SpeakerEntry<'_>) {
        let elements = &self.context.theme.elements;
        let (grey, small) = (self.context.theme.colours.grey, elements.contents_talk);
        let look = Look { colour: self.text.colour, ..elements.contents_section };
        let company = Look { colour: grey, leading: look.leading, ..small };
        self.gap(look.size / 5);
        let element = self.element(Role::ContentsEntry, None, Some(entry.first.span));
        let owner = self.inside(element, |setter| setter.element(Role::Reference, None, Some(entry.first.span)));
        let language = entry.first.language;
        let paragraph = self.build(None, |builder| {
            builder.generated(&entry.name, &look, language, Owner::Element(owner));
            if let Some(words) = entry.company {
                builder.generated("\u{A0}\u{A0} ", &look, language, Owner::Element(owner));
                builder.generated(words, &company, language, Owner::Element(owner));
            }
        });
        let count = entry.talks.len().min(FOLIOS_A_LINE) as i64;
        let room = (Entry::folio_room(&look) + look.size * (count - 1) * 2).min(self.region.width / 2);
        let lines = self.lines_of(&paragraph, &look, self.region.width - room);
        let targets: Vec<String> = entry.talks.iter().map(|section| destination_name(section)).collect();
        let mut targets = targets.chunks(FOLIOS_A_LINE);
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.into_iter().enumerate() {
            let from = Some(line.width + look.size / 2);
            let field = if index == last { targets.next().map(|t| self.folios(t, &look, owner, from)) } else { None };
            self.push_line(line, 0, field, false);
        }
        for targets in targets {
            let field = self.folios(targets, &look, owner, None);
            self.folio_line(field, &look);
        }
    }

    fn folios(&self, targets: &[String], look: &Look, owner: crate::frame::ElementId, from: Option<Abs>) -> Field {
        Field {
            targets: targets.to_vec(),
            right: self.region.width,
            leader_from: from,
            look: self.folio_look(look),
            owner: Owner::Element(owner),
            link: FolioLink::Each,
        }
    }

    /// A line with nothing but folios.
    pub(super) fn folio_line(&mut self, field: Field, look: &Look) {
        let language = self.language;
        let nothing = Owner::Artifact(crate::frame::Artifact::Layout);
        let paragraph = self.build(None, |builder| builder.generated("\u{A0}", look, language, nothing));
        let mut field = Some(field);
        for line in self.lines_of(&paragraph, look, self.region.width) {
            self.push_line(line, 0, field.take(), false);
        }
    }
}
