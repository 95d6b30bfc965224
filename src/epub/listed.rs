//! Lists of figures, tables, listings, talks and speakers, as pages of their own and where the author places them.

use crate::epub::content::Content;
use crate::epub::inline::one_line;
use crate::epub::names::{id_of_anchor, id_of_node};
use crate::epub::xml::Tag;
use crate::model::{Block, CaptionKind, Listed, Section, caption_kind, label, programme, title_line};

/// The id of a list's heading.
pub(super) fn list_id(list: Listed) -> String {
    format!("_{}", list.attribute())
}

/// The list that shows a kind of titled blocks, if there is one.
fn list_of(kind: CaptionKind) -> Option<Listed> {
    Listed::ALL.into_iter().find(|list| list.caption_kind() == Some(kind))
}

/// Under which id links find a titled block.
fn id_of_block(block: &Block) -> String {
    block.anchor.as_deref().map_or_else(|| id_of_node(block.id), id_of_anchor)
}

fn id_of_section(section: &Section) -> String {
    section.anchor.as_deref().map_or_else(|| id_of_node(section.id), id_of_anchor)
}

fn own_title(content: &Content<'_>, list: Listed) -> String {
    label(content.shared.book.info.language, list.label()).to_owned()
}

impl<'a> Content<'a> {
    /// The id of a block: the author's, else one of ours where a list leads to it.
    pub(super) fn block_id(&mut self, block: &Block) -> Option<String> {
        let is_listed = || caption_kind(block).and_then(list_of).is_some_and(|list| self.shared.lists.contains(&list));
        if block.anchor.is_none() && !is_listed() {
            return None;
        }
        self.fresh_id(id_of_block(block))
    }

    /// A list as a page of its own.
    pub(super) fn list_page(&mut self, list: Listed) {
        let kind = match list {
            Listed::Figures => Some("loi"),
            Listed::Tables => Some("lot"),
            _ => None,
        };
        let tag = Tag::new("section").with_some("epub:type", kind).with("aria-labelledby", list_id(list));
        self.list_in(list, (own_title(self, list), 1), tag);
    }

    /// A list where the author places it.
    pub(super) fn listed(&mut self, list: Listed, title: Option<&str>) {
        if self.shared.book.has_any(list) {
            let title = title.map_or_else(|| own_title(self, list), str::to_owned);
            // A sibling of the heading that it stands below.
            self.list_in(list, (title, self.last_heading.max(2)), Tag::new("div"));
        }
    }

    fn list_in(&mut self, list: Listed, (title, level): (String, u8), tag: Tag) {
        self.within(tag.also_class("list-of"), |this| {
            let id = this.fresh_id(list_id(list));
            this.heading(level, Tag::new("h1").with_some("id", id), |this| this.xml.text(&title));
            match (list, list.caption_kind()) {
                (_, Some(kind)) => this.captions(kind),
                (Listed::Programme, _) => this.programme(),
                (Listed::Speakers, _) => this.speakers_list(),
                _ => this.talks(),
            }
        });
        self.xml.line();
    }

    fn entries<T>(&mut self, entries: impl IntoIterator<Item = T>, mut fill: impl FnMut(&mut Self, T)) {
        self.within(Tag::new("ul"), |this| {
            for entry in entries {
                this.xml.line();
                this.within(Tag::new("li"), |this| fill(this, entry));
            }
        });
    }

    fn captions(&mut self, kind: CaptionKind) {
        self.entries(self.shared.book.titled(kind), |this, block| {
            let way = this.way_to(&id_of_block(block));
            let words = format!("{} {}", block.label.trim(), one_line(block.title.as_deref().unwrap_or_default()));
            this.in_language(block.language, Tag::new("a"), |this, tag| {
                this.leading(way, tag, |this| this.xml.text(words.trim()));
            });
        });
    }

    /// A section's title as a link to it.
    fn section_link(&mut self, section: &Section) {
        let way = self.way_to(&id_of_section(section));
        let title = title_line(section);
        self.in_language(section.language, Tag::new("a"), |this, tag| {
            this.leading(way, tag, |this| this.xml.text(&title));
        });
    }

    /// Talks with format and speakers below their titles.
    fn talks(&mut self) {
        self.entries(self.shared.book.talks().collect::<Vec<_>>(), |this, section| {
            this.section_link(section);
            let Some(talk) = &section.talk else { return };
            let names = Some(talk.speaker_names()).filter(|names| !names.is_empty());
            let line: Vec<String> = talk.format_words().into_iter().chain(names).collect();
            if !line.is_empty() {
                this.xml.void(Tag::new("br"));
                this.xml.leaf(Tag::new("span").classes(["talk-line"]), &line.join(" \u{B7} "));
            }
        });
    }

    /// Talks with time, room and speakers.
    fn programme(&mut self) {
        let book = self.shared.book;
        let facts = programme(book, &|_| 0).talks;
        self.entries(book.talks().zip(facts).collect::<Vec<_>>(), |this, (section, facts)| {
            let slot: Vec<String> = [facts.day, facts.time, facts.room].into_iter().flatten().collect();
            if !slot.is_empty() {
                this.xml.leaf(Tag::new("span").classes(["talk-line"]), &slot.join(", "));
                this.xml.void(Tag::new("br"));
            }
            this.section_link(section);
            let names = section.talk.as_ref().map(|talk| talk.speaker_names()).filter(|names| !names.is_empty());
            if let Some(names) = names {
                this.xml.void(Tag::new("br"));
                this.xml.leaf(Tag::new("span").classes(["talk-line"]), &names);
            }
        });
    }

    /// Who spoke, by family name, with their talks.
    fn speakers_list(&mut self) {
        self.entries(self.shared.book.speakers(), |this, entry| {
            this.xml.text(&entry.name);
            if let Some(company) = entry.company {
                this.xml.text(&format!(" ({company})"));
            }
            for (index, section) in entry.talks.iter().enumerate() {
                this.xml.text(if index == 0 { ": " } else { ", " });
                this.section_link(section);
            }
        });
    }
}
