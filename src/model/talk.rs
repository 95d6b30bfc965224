//! Notes about a talk, understood as such.

use crate::model::{Block, BlockKind, Inline, Language, NodeId, plain_text};
use crate::source::Span;

/// What a chapter's opening says about the talk it notes.
///
/// The opening's blocks stay where they are in [`Section::blocks`](crate::model::Section::blocks):
/// `consumed` of them, from the first, are what the talk holds in another order. A writer that sets
/// an opener leaves those out and sets: format, speakers, abstract, link.
#[derive(Debug, Clone, PartialEq)]
pub struct Talk {
    /// The number of the talk among the talks, from 1.
    pub number: u32,
    /// How many of the section's first blocks the opener stands for.
    pub consumed: usize,
    /// The format as a paragraph of its own: "Fast Track", "Conférence" …
    pub format: Option<Block>,
    /// When and where, as far as the author says so.
    pub slot: Slot,
    /// The paragraphs that say nothing but when and where.
    pub schedule: Vec<Block>,
    /// Who spoke.
    pub speakers: Vec<Speaker>,
    /// What the programme said of the talk.
    pub summary: Vec<Block>,
    /// The paragraph with the link to the programme.
    pub link: Block,
    /// More paragraphs of links: slides, a film.
    pub further: Vec<Block>,
    /// The address of the first link.
    pub url: String,
    /// The addresses of all links, the first among them.
    pub addresses: Vec<Address>,
}

impl Talk {
    /// The format in plain words.
    pub fn format_words(&self) -> Option<String> {
        let BlockKind::Paragraph(inlines) = &self.format.as_ref()?.kind else { return None };
        Some(plain_text(inlines).replace('\n', " "))
    }

    /// Names of speakers one after the other.
    pub fn speaker_names(&self) -> String {
        self.speakers.iter().map(|speaker| speaker.plain_name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The blocks that the opener sets in place of those it stands for, in the order of reading; the speakers
    /// come behind the second kind.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let head = self.format.iter().chain(&self.schedule);
        head.chain(&self.summary).chain(std::iter::once(&self.link)).chain(&self.further)
    }

    /// The same blocks, to be changed.
    pub fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        let head = self.format.iter_mut().chain(&mut self.schedule);
        head.chain(&mut self.summary).chain(std::iter::once(&mut self.link)).chain(&mut self.further)
    }
}

/// When and where a talk is given, in plain words as the author wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slot {
    /// The day: "Jeudi 28 novembre", "28/11/2019", "Day 1".
    pub day: Option<String>,
    /// The time: "10:15 – 11:00", "14h30".
    pub time: Option<String>,
    /// The room: "Salle Maillot", "Room 3".
    pub room: Option<String>,
}

impl Slot {
    /// Takes from another what is not known yet.
    pub fn fill(&mut self, other: Self) {
        self.day = self.day.take().or(other.day);
        self.time = self.time.take().or(other.time);
        self.room = self.room.take().or(other.room);
    }
}

/// Where a link of a talk leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub url: String,
    /// The words of the link, where they are not the address itself.
    pub words: Option<String>,
}

/// Somebody who spoke.
#[derive(Debug, Clone, PartialEq)]
pub struct Speaker {
    /// Names the node.
    pub id: NodeId,
    /// The line's place.
    pub span: Span,
    /// The language of the line.
    pub language: Language,
    /// What stands before the name: a label, or what parts it from the name before.
    pub lead: Vec<Inline>,
    /// The name as written.
    pub name: Vec<Inline>,
    /// The rest of the line, punctuation first: `, Consultant - Xebia`.
    pub rest: Vec<Inline>,
    /// Whether the line is that of the speaker before.
    pub is_on_same_line: bool,
    /// The name in plain words.
    pub plain_name: String,
    /// What they do, in plain words.
    pub role: Option<String>,
    /// For whom, in plain words.
    pub company: Option<String>,
}
