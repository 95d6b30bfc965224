//! Running heads and feet as layouts write them: words with fields in braces, for each place of a line.

use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Something that a running line names and that changes from page to page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RunningField {
    /// The book's title.
    Title,
    /// The part that the page is in.
    Part,
    /// The chapter at the page's head.
    Chapter,
    /// The first section that begins on the page, else the one that goes on there.
    SectionFirst,
    /// The last section that begins on the page, else the one that goes on there.
    SectionLast,
    /// The format of the talk at the page's head.
    Format,
    /// The page's number as printed.
    Folio,
    /// How many pages there are.
    Pages,
    /// An attribute of the manuscript.
    Attribute(String),
}

/// Fields by their names.
const FIELDS: &[(&str, RunningField)] = &[
    ("title", RunningField::Title),
    ("part", RunningField::Part),
    ("chapter", RunningField::Chapter),
    ("section-first", RunningField::SectionFirst),
    ("section-last", RunningField::SectionLast),
    ("format", RunningField::Format),
    ("folio", RunningField::Folio),
    ("pages", RunningField::Pages),
];

/// Attributes that need no `attribute:` before their names.
const ATTRIBUTES: &[&str] = &["author", "copyright", "organization", "revdate", "revnumber", "revremark"];

/// What stands before the name of any other attribute.
const ATTRIBUTE: &str = "attribute:";

impl RunningField {
    fn named(name: &str) -> Option<Self> {
        let attribute = name.strip_prefix(ATTRIBUTE).filter(|name| !name.is_empty());
        let attribute = attribute.or(ATTRIBUTES.contains(&name).then_some(name));
        let known = FIELDS.iter().find(|(known, _)| *known == name).map(|(_, field)| field.clone());
        known.or(attribute.map(|name| Self::Attribute(name.to_owned())))
    }

    /// All names that can stand in braces.
    fn names() -> impl Iterator<Item = &'static str> {
        FIELDS.iter().map(|(name, _)| *name).chain(ATTRIBUTES.iter().copied())
    }
}

/// A part of a running line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RunningPart {
    /// Words as they are.
    Words(String),
    /// The first of these fields that is not empty.
    Fields(Vec<RunningField>),
}

/// The words at one place of a running line: `Page {folio} of {pages}`, `{chapter|part|title}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct RunningWords(pub Vec<RunningPart>);

impl RunningWords {
    /// Reads words with fields in braces; `{{` stands for a brace.
    ///
    /// # Errors
    /// What is wrong, in the form in which serde tells unknown fields.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            words.push_str(before);
            if let Some(behind) = behind.strip_prefix('{') {
                words.push('{');
                rest = behind;
                continue;
            }
            let Some((names, behind)) = behind.split_once('}') else {
                return Err(format!("a brace in `{text}` is not closed; write `{{{{` for a brace of its own"));
            };
            if !words.is_empty() {
                parts.push(RunningPart::Words(std::mem::take(&mut words)));
            }
            let fields: Result<_, _> = names.split('|').map(|name| field(name.trim())).collect();
            parts.push(RunningPart::Fields(fields?));
            rest = behind;
        }
        words.push_str(rest);
        if !words.is_empty() {
            parts.push(RunningPart::Words(words));
        }
        Ok(Self(parts))
    }

    /// Whether the page's number is among the fields.
    pub fn has_folio(&self) -> bool {
        self.fields().any(|field| *field == RunningField::Folio)
    }

    /// The words with what `value` gives for fields; nothing where all fields are empty.
    pub fn filled(&self, value: impl Fn(&RunningField) -> String) -> String {
        let mut text = String::new();
        let mut found = self.fields().next().is_none();
        for part in &self.0 {
            match part {
                RunningPart::Words(words) => text.push_str(words),
                RunningPart::Fields(fields) => {
                    let shown = fields.iter().map(&value).find(|value| !value.is_empty()).unwrap_or_default();
                    found |= !shown.is_empty();
                    text.push_str(&shown);
                }
            }
        }
        if found { text } else { String::new() }
    }

    fn fields(&self) -> impl Iterator<Item = &RunningField> {
        self.0.iter().flat_map(|part| match part {
            RunningPart::Words(_) => [].as_slice(),
            RunningPart::Fields(fields) => fields,
        })
    }
}

fn field(name: &str) -> Result<RunningField, String> {
    RunningField::named(name).ok_or_else(|| {
        let names: Vec<String> = RunningField::names().map(|name| format!("`{name}`")).collect();
        format!("unknown running field `{name}`, expected one of {}", names.join(", "))
    })
}

impl<'de> Deserialize<'de> for RunningWords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// The places of a running line on one side of a spread.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RunningSide {
    /// At the left edge of the measure.
    pub left: RunningWords,
    /// In its middle.
    pub centre: RunningWords,
    /// At its right edge.
    pub right: RunningWords,
}

/// A running line as its layout says it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RunningFile {
    /// At the left edge of the measure.
    left: Option<RunningWords>,
    /// In its middle.
    centre: Option<RunningWords>,
    /// At its right edge.
    right: Option<RunningWords>,
    /// At the edge by the spine; left on pages that don't face.
    inner: Option<RunningWords>,
    /// At the fore-edge; right on pages that don't face.
    outer: Option<RunningWords>,
    /// What stands on left-hand pages that face, in place of the places above.
    verso: Option<RunningSide>,
    /// What stands on right-hand pages that face, in place of the places above.
    recto: Option<RunningSide>,
    /// Whether the line stands on pages that a chapter opens.
    on_openings: Option<bool>,
    /// Whether the line stands on the pages of the front matter; it never stands on the title page.
    on_front: Option<bool>,
}

/// The running head and foot as a layout says them.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RunningLinesFile {
    /// The line above the body.
    head: Option<RunningFile>,
    /// The line below the body.
    foot: Option<RunningFile>,
}

/// A running line with everything decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunningLook {
    /// On left-hand pages that face.
    pub verso: RunningSide,
    /// On all others.
    pub recto: RunningSide,
    /// Whether the line stands on pages that a chapter opens.
    pub on_openings: bool,
    /// Whether the line stands on the pages of the front matter.
    pub on_front: bool,
}

/// The running lines of a layout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunningLines {
    /// Above the body.
    pub head: RunningLook,
    /// Below the body.
    pub foot: RunningLook,
}

impl RunningFile {
    fn decided(&self, is_facing: bool) -> RunningLook {
        let words = |words: &Option<RunningWords>| words.clone().unwrap_or_default();
        let common = |left: &Option<RunningWords>, right: &Option<RunningWords>| RunningSide {
            left: words(if self.left.is_some() { &self.left } else { left }),
            centre: words(&self.centre),
            right: words(if self.right.is_some() { &self.right } else { right }),
        };
        let (verso, recto) = (common(&self.outer, &self.inner), common(&self.inner, &self.outer));
        // Only pages that face have sides to tell apart.
        let own = |side: &Option<RunningSide>, common: RunningSide| match side {
            Some(side) if is_facing => side.clone(),
            _ => common,
        };
        RunningLook {
            verso: own(&self.verso, verso),
            recto: own(&self.recto, recto),
            on_openings: self.on_openings.unwrap_or(false),
            on_front: self.on_front.unwrap_or(false),
        }
    }
}

impl RunningLinesFile {
    /// Both lines, for pages that face or don't.
    pub(crate) fn decided(&self, is_facing: bool) -> RunningLines {
        let line = |file: &Option<RunningFile>| file.clone().unwrap_or_default().decided(is_facing);
        RunningLines { head: line(&self.head), foot: line(&self.foot) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> String {
        RunningWords::parse(text).unwrap().filled(|field| match field {
            RunningField::Chapter => "Boats".to_owned(),
            RunningField::Folio => "7".to_owned(),
            RunningField::Attribute(name) if name == "place" => "Brest".to_owned(),
            _ => String::new(),
        })
    }

    #[test]
    fn fields_are_filled_and_the_first_that_is_something_is_taken() {
        assert_eq!(filled("– {folio} –"), "– 7 –");
        assert_eq!(filled("{part|chapter|title}, {attribute:place}"), "Boats, Brest");
        assert_eq!(filled("{{{folio}}"), "{7}");
    }

    #[test]
    fn words_around_nothing_are_nothing() {
        assert_eq!(filled("Part {part}"), "");
        assert_eq!(filled("Draft"), "Draft");
    }

    #[test]
    fn what_is_no_field_is_told() {
        assert!(RunningWords::parse("{chpater}").unwrap_err().starts_with("unknown running field `chpater`, expected"));
        assert!(RunningWords::parse("{chapter").unwrap_err().contains("is not closed"));
        assert!(RunningWords::parse("{attribute:}").is_err());
    }
}
