//! The talks of a manuscript as data for other programs: what `notes-pub talks --json` prints.
//!
//! The form has a version; within one, fields are added and none is taken away or changed. Its
//! schema is `docs/talks.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::walk::{each_block, each_text};
use crate::model::{Block, BlockKind, Book, InlineKind, Section, Talk, language_of, plain_text, title_line};
use crate::source::Span;

/// The version of the form.
pub const PROGRAMME_VERSION: u32 = 1;

/// The talks of a manuscript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "notes-pub talks", extend("$id" = "talks.schema.json"))]
pub struct Programme {
    /// The version of this form.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// The manuscript's title, or its file's name without the ending.
    pub title: String,
    /// The talks in the order of the manuscript.
    pub talks: Vec<TalkFacts>,
}

/// What is known of a talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TalkFacts {
    /// The number of the talk in the manuscript, from 1: what `--talks` takes.
    #[schemars(range(min = 1))]
    pub number: u32,
    /// The title in plain words.
    pub title: String,
    /// The address of the first link of its opening: the programme.
    pub url: String,
    /// All links of its opening: programme, slides, film.
    #[schemars(length(min = 1))]
    pub links: Vec<LinkFacts>,
    /// The format as the programme names it.
    pub format: Option<String>,
    /// The day as written.
    pub day: Option<String>,
    /// The time as written, a range or a start.
    pub time: Option<String>,
    /// The room as written.
    pub room: Option<String>,
    /// Who spoke.
    pub speakers: Vec<SpeakerFacts>,
    /// The language of the title as a BCP 47 tag.
    pub language: Option<String>,
    /// How many photos and other pictures the notes have.
    pub photos: u32,
    /// The line of the heading in the manuscript's file, from 1.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// What the programme said of the talk, in plain words; an empty line parts paragraphs.
    #[serde(rename = "abstract")]
    pub summary: String,
}

/// A link of a talk's opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LinkFacts {
    /// The address.
    pub url: String,
    /// The words of the link, where they are not the address itself.
    pub words: Option<String>,
}

/// Somebody who spoke.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpeakerFacts {
    /// The name as written.
    pub name: String,
    /// What they do.
    pub role: Option<String>,
    /// For whom.
    pub company: Option<String>,
}

/// The JSON Schema of a [`Programme`], the same on every run.
pub fn programme_schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(Programme)).unwrap_or_default() + "\n"
}

/// The talks of a book; `line` tells the line of a place in its file.
pub fn programme(book: &Book, line: &dyn Fn(Span) -> u32) -> Programme {
    let facts = |section: &Section| section.talk.as_ref().map(|talk| facts(book, section, talk, line(section.span)));
    Programme {
        version: PROGRAMME_VERSION,
        title: book.info.plain_title(),
        talks: book.talks().filter_map(facts).collect(),
    }
}

fn facts(book: &Book, section: &Section, talk: &Talk, line: u32) -> TalkFacts {
    let language = language_of(section, book);
    TalkFacts {
        number: talk.number,
        title: title_line(section),
        url: talk.url.clone(),
        links: talk
            .addresses
            .iter()
            .map(|address| LinkFacts { url: address.url.clone(), words: address.words.clone() })
            .collect(),
        format: talk.format.as_ref().and_then(one_line),
        day: talk.slot.day.clone(),
        time: talk.slot.time.clone(),
        room: talk.slot.room.clone(),
        speakers: talk
            .speakers
            .iter()
            .map(|speaker| SpeakerFacts {
                name: speaker.plain_name.clone(),
                role: speaker.role.clone(),
                company: speaker.company.clone(),
            })
            .collect(),
        language: language.is_known().then(|| language.to_string()),
        photos: photos(section),
        line,
        summary: words(&talk.summary),
    }
}

fn one_line(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    Some(plain_text(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The words of blocks, an empty line between paragraphs.
fn words(blocks: &[Block]) -> String {
    let mut paragraphs = Vec::new();
    each_text(blocks, &mut |text| {
        let words = plain_text(text);
        if !words.trim().is_empty() {
            paragraphs.push(words.trim().to_owned());
        }
    });
    paragraphs.join("\n\n")
}

/// How many pictures a section has, those within lines too.
fn photos(section: &Section) -> u32 {
    let mut count = 0;
    each_block(&section.blocks, &mut |block| count += u32::from(matches!(block.kind, BlockKind::Image(_))));
    each_text(&section.blocks, &mut |text| {
        count += text.iter().filter(|inline| matches!(inline.kind, InlineKind::Image(_))).count() as u32;
    });
    count + section.sections.iter().map(photos).sum::<u32>()
}
