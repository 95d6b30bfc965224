//! Notes about a talk, understood as such.

use crate::model::{Block, Inline, Language, NodeId};
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
    /// Who spoke.
    pub speakers: Vec<Speaker>,
    /// What the programme said of the talk.
    pub summary: Vec<Block>,
    /// The paragraph with the link to the programme.
    pub link: Block,
    /// The address of that link.
    pub url: String,
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
    /// The name as written.
    pub name: Vec<Inline>,
    /// The rest of the line, punctuation first: `, Consultant - Xebia`.
    pub rest: Vec<Inline>,
    /// The name in plain words.
    pub plain_name: String,
    /// What they do, in plain words.
    pub role: Option<String>,
    /// For whom, in plain words.
    pub company: Option<String>,
}
