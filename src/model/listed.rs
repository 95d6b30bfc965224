//! Lists that lead into a book: which there are, which the author asks for, and what they hold.

use std::collections::BTreeMap;

use crate::model::walk::each_block;
use crate::model::{
    Attributes, Block, BlockKind, Book, CaptionKind, Label, Language, NodeId, Piece, Section, Speaker, fold, pieces,
    plain_text, sort_key,
};

/// The lists that a book may have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listed {
    /// The headings.
    #[default]
    Contents,
    /// Pictures with a caption.
    Figures,
    /// Tables with a title.
    Tables,
    /// Code with a title.
    Listings,
    /// Talks in the order of the book.
    Talks,
    /// Talks with time, room and speakers, as a table.
    Programme,
    /// Who spoke, in the order of family names.
    Speakers,
}

impl Listed {
    /// Every list but the contents, in the order in which they stand in a book.
    pub const ALL: [Self; 6] =
        [Self::Programme, Self::Talks, Self::Figures, Self::Tables, Self::Listings, Self::Speakers];

    /// The document attribute that asks for the list.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Contents => "toc",
            Self::Figures => "list-of-figures",
            Self::Tables => "list-of-tables",
            Self::Listings => "list-of-listings",
            Self::Talks => "list-of-talks",
            Self::Programme => "list-of-programme",
            Self::Speakers => "list-of-speakers",
        }
    }

    /// The list of a name as the block macro `list-of::` takes it; `image`, `table` and `listing` are AsciiDoc's
    /// names of what is listed.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "image" | "images" | "figure" | "figures" => Self::Figures,
            "table" | "tables" => Self::Tables,
            "listing" | "listings" => Self::Listings,
            "talk" | "talks" => Self::Talks,
            "programme" | "program" => Self::Programme,
            "speaker" | "speakers" => Self::Speakers,
            _ => return None,
        })
    }

    /// The names that [`Listed::named`] knows, for messages.
    pub const NAMES: [&'static str; 6] = ["image", "table", "listing", "talks", "programme", "speakers"];

    /// What the author's attribute says of the list: yes, no, or nothing.
    pub fn is_asked(self, attributes: &Attributes) -> Option<bool> {
        let value = attributes.get(self.attribute())?.trim();
        Some(!matches!(value, "off" | "false" | "no"))
    }

    /// Its title.
    pub const fn label(self) -> Label {
        match self {
            Self::Contents => Label::Contents,
            Self::Figures => Label::ListOfFigures,
            Self::Tables => Label::ListOfTables,
            Self::Listings => Label::ListOfListings,
            Self::Talks => Label::ListOfTalks,
            Self::Programme => Label::Programme,
            Self::Speakers => Label::Speakers,
        }
    }

    /// The kind of titled blocks that it lists, if it lists such.
    pub const fn caption_kind(self) -> Option<CaptionKind> {
        match self {
            Self::Figures => Some(CaptionKind::Figure),
            Self::Tables => Some(CaptionKind::Table),
            Self::Listings => Some(CaptionKind::Listing),
            Self::Contents | Self::Talks | Self::Programme | Self::Speakers => None,
        }
    }
}

/// The lists that a book gets besides those that the author places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedLists {
    /// Before the body, in their order.
    pub front: Vec<Listed>,
    /// Behind it.
    pub back: Vec<Listed>,
}

/// Somebody who spoke, with all talks that they gave.
#[derive(Debug, Clone)]
pub struct SpeakerEntry<'a> {
    /// The name with the family's first, as an index shows it: `La Cava, Enrico`.
    pub name: String,
    /// For whom they work, where it is the same for all talks.
    pub company: Option<&'a str>,
    /// The line of their first talk.
    pub first: &'a Speaker,
    /// The chapters of their talks, in the order of the book.
    pub talks: Vec<&'a Section>,
}

impl Book {
    /// The chapters that are notes about a talk.
    pub fn talks(&self) -> impl Iterator<Item = &Section> {
        self.chapters().filter(|chapter| chapter.talk.is_some())
    }

    /// Who spoke, in the order of family names as the book's language has it.
    pub fn speakers(&self) -> Vec<SpeakerEntry<'_>> {
        let mut entries: BTreeMap<(String, String), SpeakerEntry<'_>> = BTreeMap::new();
        for section in self.talks() {
            for speaker in section.talk.iter().flat_map(|talk| &talk.speakers) {
                let name = index_name(&speaker.plain_name);
                let key = (sort_key(&name, self.info.language), fold(&speaker.plain_name));
                let company = speaker.company.as_deref();
                let entry = entries.entry(key).or_insert_with(|| SpeakerEntry {
                    name,
                    company,
                    first: speaker,
                    talks: Vec::new(),
                });
                if entry.company != company {
                    entry.company = None;
                }
                if entry.talks.last().is_none_or(|last| last.id != section.id) {
                    entry.talks.push(section);
                }
            }
        }
        entries.into_values().collect()
    }

    /// The blocks of a kind that have a title, in reading order.
    pub fn titled(&self, kind: CaptionKind) -> Vec<&Block> {
        let mut found = Vec::new();
        let mut visit = |block| {
            if caption_kind(block) == Some(kind) {
                found.push(block);
            }
        };
        each_block(&self.opening, &mut visit);
        self.all_sections().into_iter().for_each(|section| each_block(&section.blocks, &mut visit));
        found
    }

    /// The lists that the author places with a macro, in reading order, each once.
    pub fn placed_lists(&self) -> Vec<Listed> {
        let mut placed = Vec::new();
        let mut visit = |block: &Block| {
            if let BlockKind::Contents(place) = &block.kind
                && !placed.contains(&place.of)
            {
                placed.push(place.of);
            }
        };
        each_block(&self.opening, &mut visit);
        self.all_sections().into_iter().for_each(|section| each_block(&section.blocks, &mut visit));
        placed
    }

    /// Whether a list has anything to show.
    pub fn has_any(&self, list: Listed) -> bool {
        match (list, list.caption_kind()) {
            (_, Some(kind)) => !self.titled(kind).is_empty(),
            (Listed::Contents, _) => !self.sections.is_empty(),
            (Listed::Speakers, _) => self.talks().any(|s| s.talk.as_ref().is_some_and(|t| !t.speakers.is_empty())),
            _ => self.talks().next().is_some(),
        }
    }
}

/// What a titled block is counted as; `None` for one without a title or of another kind.
pub fn caption_kind(block: &Block) -> Option<CaptionKind> {
    block.title.as_ref()?;
    match &block.kind {
        BlockKind::Image(_) => Some(CaptionKind::Figure),
        BlockKind::Paragraph(text) => {
            matches!(pieces(text).as_slice(), [Piece::Pictures(_)]).then_some(CaptionKind::Figure)
        }
        BlockKind::Table(_) => Some(CaptionKind::Table),
        BlockKind::Verbatim(verbatim) if verbatim.is_diagram() => Some(CaptionKind::Figure),
        BlockKind::Verbatim(verbatim) if verbatim.is_listing() => Some(CaptionKind::Listing),
        _ => None,
    }
}

/// The name under which links find a titled block that has no id of the author's.
pub fn block_destination(block: &Block) -> String {
    block.anchor.clone().unwrap_or_else(|| node_destination(block.id))
}

fn node_destination(node: NodeId) -> String {
    format!("_block_{}", node.index())
}

/// A name with the family's first: what comes behind the first name, particles and capitals told apart.
fn index_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_capitals = |word: &&str| word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase());
    // `Thomas SCHWENDER`, `SCHWENDER Thomas`: capitals say which is the family's.
    if words.iter().any(is_capitals) && !words.iter().all(is_capitals) {
        let (family, first): (Vec<&str>, Vec<&str>) = words.into_iter().partition(is_capitals);
        return format!("{}, {}", family.join(" "), first.join(" "));
    }
    let [first, rest @ ..] = words.as_slice() else { return name.to_owned() };
    let [.., last] = rest else { return name.to_owned() };
    // Particles belong to the family's name: `La Cava`, `Dos Santos`, `van der Berg`; middle names don't.
    let is_particle = |word: &&str| {
        const PARTICLES: [&str; 22] = [
            "de", "du", "des", "da", "do", "dos", "das", "di", "del", "della", "la", "le", "van", "von", "der", "den",
            "ter", "el", "al", "ben", "bin", "y",
        ];
        PARTICLES.contains(&word.to_lowercase().as_str())
    };
    let begins = rest.iter().position(is_particle).unwrap_or(rest.len() - 1);
    let given = std::iter::once(first).chain(&rest[..begins]).copied().collect::<Vec<_>>().join(" ");
    let family = if begins + 1 == rest.len() { (*last).to_owned() } else { rest[begins..].join(" ") };
    format!("{family}, {given}")
}

/// The words of a section's language, or the book's where it has none of its own.
pub fn language_of(section: &Section, book: &Book) -> Language {
    if section.language.is_known() { section.language } else { book.info.language }
}

/// A heading's words on one line.
pub fn title_line(section: &Section) -> String {
    let words = plain_text(&section.title);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_come_first() {
        for (name, expected) in [
            ("Enrico La Cava", "La Cava, Enrico"),
            ("Sergio Dos Santos", "Dos Santos, Sergio"),
            ("Jane Doe", "Doe, Jane"),
            ("Jane Mary Doe", "Doe, Jane Mary"),
            ("Ada de la Tour", "de la Tour, Ada"),
            ("Thomas SCHWENDER", "SCHWENDER, Thomas"),
            ("SCHWENDER Thomas", "SCHWENDER, Thomas"),
            ("Madonna", "Madonna"),
            ("", ""),
        ] {
            assert_eq!(index_name(name), expected);
        }
    }
}
