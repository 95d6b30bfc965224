//! Sections and what is known of the talks that they note.

use schemars::JsonSchema;
use serde::Serialize;

use super::block::{Block, BodyBlock};
use super::inline::Inline;
use super::list::up_to;
use super::node::{BlockType, Reader, names, node};
use super::place::Location;
use crate::model::{self, BlockKind, plain_text};

names! {
    SectionName { Section }
}

node! {
    /// A heading with all that belongs to it.
    block Section: SectionName {
        must {
            title: Vec<Inline<'a>>,
            /// 0 for a part, 1 for a chapter, up to 5.
            level: u8,
        }
        may {
            /// Blocks, and the sections behind them.
            blocks: Vec<BodyBlock<'a>>,
            /// Ours: the name of a special section: `preface`, `appendix`, `glossary` …
            special: Option<&'a str>,
            /// Ours: its number, where that is to be shown: `2.1`, `A`.
            number: Option<&'a str>,
            /// Ours: when a talk is given, by the attributes of the heading: the day.
            day: Option<&'a str>,
            /// Ours: the same, the time.
            time: Option<&'a str>,
            /// Ours: the same, the room.
            room: Option<&'a str>,
            /// Ours: what is known of the talk that it notes.
            talk: Option<TalkFacts<'a>>,
        }
    }
}

/// Ours: a talk that a section notes. The blocks of its opening stay where they are.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Talk")]
pub(super) struct TalkFacts<'a> {
    /// Its number among the talks, from 1.
    number: u32,
    /// How many of the section's first blocks are about the talk itself.
    opening_blocks: usize,
    /// The address of the first link: the programme.
    url: &'a str,
    /// The addresses of all links: programme, slides, film.
    links: Vec<TalkLink<'a>>,
    /// The format as the programme names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    /// The day as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<&'a str>,
    /// The time as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<&'a str>,
    /// The room as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    room: Option<&'a str>,
    /// Who spoke.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<Speaker<'a>>,
}

/// Ours: a link of a talk's opening.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TalkLink<'a> {
    /// The address.
    url: &'a str,
    /// The words of the link, where they are not the address itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a str>,
}

/// Ours: somebody who spoke.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Speaker<'a> {
    /// The name in plain words.
    fullname: &'a str,
    /// What they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    /// For whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<&'a str>,
    /// The line that says so.
    location: Location,
}

impl<'a> Reader<'a> {
    /// Blocks and the sections behind them.
    pub(super) fn body(&self, blocks: &'a [model::Block], sections: &'a [model::Section]) -> Vec<BodyBlock<'a>> {
        let blocks = self.blocks(blocks).into_iter().map(BodyBlock::Block);
        blocks.chain(sections.iter().map(|section| BodyBlock::Section(self.section(section)))).collect()
    }

    fn section(&self, section: &'a model::Section) -> Section<'a> {
        let facts = self.facts_of(section.id, section.span, section.language, &[], &section.roles);
        let blocks = self.within(section.language, || self.body(&section.blocks, &section.sections));
        Section {
            name: SectionName::Section,
            kind: BlockType::Block,
            id: section.anchor.as_deref(),
            title: self.inlines(&section.title),
            level: section.level,
            label: section.label.as_deref(),
            lang: facts.lang,
            metadata: facts.metadata,
            special: section.special.as_deref(),
            number: section.number.as_deref(),
            day: section.slot.day.as_deref(),
            time: section.slot.time.as_deref(),
            room: section.slot.room.as_deref(),
            talk: section.talk.as_ref().map(|talk| self.talk(talk)),
            location: up_to(facts.location, blocks.last().map(BodyBlock::location)),
            blocks,
        }
    }

    fn talk(&self, talk: &'a model::Talk) -> TalkFacts<'a> {
        let words = |block: &model::Block| match &block.kind {
            BlockKind::Paragraph(text) => Some(plain_text(text)),
            _ => None,
        };
        let link = |address: &'a model::Address| TalkLink { url: &address.url, words: address.words.as_deref() };
        TalkFacts {
            number: talk.number,
            opening_blocks: talk.consumed,
            url: &talk.url,
            links: talk.addresses.iter().map(link).collect(),
            format: talk.format.as_ref().and_then(words),
            day: talk.slot.day.as_deref(),
            time: talk.slot.time.as_deref(),
            room: talk.slot.room.as_deref(),
            speakers: talk.speakers.iter().map(|speaker| self.speaker(speaker)).collect(),
        }
    }

    fn speaker(&self, speaker: &'a model::Speaker) -> Speaker<'a> {
        Speaker {
            fullname: &speaker.plain_name,
            role: speaker.role.as_deref(),
            company: speaker.company.as_deref(),
            location: self.places.text(speaker.span),
        }
    }
}

impl Block<'_> {
    /// Where it stands.
    pub(super) fn location(&self) -> &Location {
        match self {
            Self::List(node) => &node.location,
            Self::Descriptions(node) => &node.location,
            Self::Heading(node) => &node.location,
            Self::Break(node) => &node.location,
            Self::Macro(node) => &node.location,
            Self::Leaf(node) => &node.location,
            Self::Parent(node) => &node.location,
            Self::Table(node) => &node.location,
        }
    }
}

impl BodyBlock<'_> {
    fn location(&self) -> &Location {
        match self {
            Self::Block(node) => node.location(),
            Self::Section(node) => &node.location,
        }
    }
}
