//! What the package says about the book.

use uuid::Uuid;

use crate::epub::content::Facts;
use crate::epub::inline::one_line;
use crate::epub::labels::{Sentence, sentence};
use crate::epub::xml::{Tag, Xml};
use crate::model::{Book, Language, PageMap};
use crate::moment::Moment;

/// What the text really holds, for the accessibility metadata.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Holdings {
    pub(super) has_pictures: bool,
    pub(super) has_formulas: bool,
    pub(super) lacks_alt: bool,
    pub(super) has_pages: bool,
    pub(super) has_cover: bool,
    pub(super) has_sounds: bool,
    pub(super) has_films: bool,
}

impl Holdings {
    pub(super) fn of<'a>(facts: impl Iterator<Item = &'a Facts>) -> Self {
        facts.fold(Self::default(), |all, facts| Self {
            has_pictures: all.has_pictures || facts.has_pictures,
            has_formulas: all.has_formulas || facts.has_formulas,
            lacks_alt: all.lacks_alt || facts.lacks_alt,
            has_pages: all.has_pages || !facts.pages.is_empty(),
            has_cover: false,
            has_sounds: all.has_sounds || facts.has_sounds,
            has_films: all.has_films || facts.has_films,
        })
    }
}

/// The book's name for libraries: the author's `:uuid:`, else one made of title, authors and language,
/// so that a corrected edition keeps the reader's place.
pub(super) fn identifier(book: &Book) -> String {
    let own =
        book.info.attributes.get("uuid").and_then(|own| Uuid::try_parse(own.trim_start_matches("urn:uuid:")).ok());
    let authors: Vec<&str> = book.info.authors.iter().map(|author| author.name.as_str()).collect();
    let name = [&book.info.plain_title(), authors.join("\u{1F}").as_str(), book.info.language.tag()].join("\u{1E}");
    own.unwrap_or_else(|| Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())).urn().to_string()
}

/// Seconds as ISO 8601 in UTC.
pub(super) fn timestamp(moment: Moment) -> String {
    let at = moment.civil();
    let (hour, minute, second) = (at.hour, at.minute, at.second);
    format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", at.year, at.month, at.day)
}

/// The elements of the package's `metadata`.
pub(super) fn write(xml: &mut Xml, book: &Book, date: Moment, holdings: Holdings, pages: Option<&PageMap>) {
    let info = &book.info;
    line(xml, Tag::new("dc:identifier").with("id", "uid"), &identifier(book));
    titles(xml, book);
    for language in languages(book) {
        line(xml, Tag::new("dc:language"), language.tag());
    }
    for (index, author) in info.authors.iter().enumerate() {
        let id = format!("creator-{}", index + 1);
        line(xml, Tag::new("dc:creator").with("id", id.as_str()), &author.name);
        refine(xml, &id, "role", &[("scheme", "marc:relators")], "aut");
        refine(xml, &id, "file-as", &[], &file_as(&author.name));
    }
    if let Some(date) = info.revision.date.as_deref().and_then(Moment::parse) {
        line(xml, Tag::new("dc:date"), timestamp(date).get(..10).unwrap_or_default());
    }
    let plain = [
        ("publisher", "dc:publisher"),
        ("description", "dc:description"),
        ("copyright", "dc:rights"),
        ("source", "dc:source"),
    ];
    for (attribute, element) in plain {
        if let Some(value) = info.attributes.get(attribute).filter(|value| !value.trim().is_empty()) {
            line(xml, Tag::new(element), value);
        }
    }
    let keywords = info.attributes.get("keywords").unwrap_or_default().split([',', ';']);
    keywords.map(str::trim).filter(|word| !word.is_empty()).for_each(|word| line(xml, Tag::new("dc:subject"), word));
    series(xml, book);
    property(xml, "dcterms:modified", &timestamp(date));
    accessibility(xml, book, holdings);
    if let Some(map) = pages.filter(|_| holdings.has_pages) {
        property(xml, "pageBreakSource", &format!("{} (PDF, {})", info.plain_title(), map.layout));
    }
}

fn titles(xml: &mut Xml, book: &Book) {
    let info = &book.info;
    match (&info.main_title, &info.subtitle) {
        (Some(main), Some(subtitle)) => {
            line(xml, Tag::new("dc:title").with("id", "title"), &one_line(main));
            refine(xml, "title", "title-type", &[], "main");
            line(xml, Tag::new("dc:title").with("id", "subtitle"), &one_line(subtitle));
            refine(xml, "subtitle", "title-type", &[], "subtitle");
        }
        _ => {
            let title = info.plain_title();
            let title = if title.trim().is_empty() { "\u{2013}".to_owned() } else { title };
            line(xml, Tag::new("dc:title").with("id", "title"), &title);
            refine(xml, "title", "title-type", &[], "main");
        }
    }
}

/// The book's language, then those of at least a tenth of its chapters.
fn languages(book: &Book) -> Vec<Language> {
    let sections = book.all_sections();
    let mut found = vec![book.info.language];
    for language in sections.iter().map(|section| section.language).filter(|language| language.is_known()) {
        let count = sections.iter().filter(|section| section.language == language).count();
        if count * 10 >= sections.len() && !found.contains(&language) {
            found.push(language);
        }
    }
    found
}

/// The last name first, as libraries sort.
fn file_as(name: &str) -> String {
    match name.trim().rsplit_once(' ') {
        Some((first, last)) => format!("{last}, {first}"),
        None => name.trim().to_owned(),
    }
}

fn series(xml: &mut Xml, book: &Book) {
    let attributes = &book.info.attributes;
    let Some(name) = attributes.get("series-name").filter(|name| !name.is_empty()) else { return };
    let volume = attributes.get("series-volume").filter(|volume| !volume.is_empty());
    line(xml, Tag::new("meta").with("property", "belongs-to-collection").with("id", "series"), name);
    refine(xml, "series", "collection-type", &[], "series");
    if let Some(volume) = volume {
        refine(xml, "series", "group-position", &[], volume);
    }
    xml.void(Tag::new("meta").with("name", "calibre:series").with("content", name));
    if let Some(volume) = volume {
        xml.void(Tag::new("meta").with("name", "calibre:series_index").with("content", volume));
    }
    xml.line();
}

/// Schema.org's words on what readers need and get, computed from what the book holds.
fn accessibility(xml: &mut Xml, book: &Book, holdings: Holdings) {
    let Holdings { has_pictures, has_formulas, lacks_alt, has_pages, has_cover, has_sounds, has_films } = holdings;
    let mut say = |name: &str, values: &[(bool, &str)]| {
        values.iter().filter(|(holds, _)| *holds).for_each(|(_, value)| property(xml, name, value));
    };
    say(
        "schema:accessMode",
        &[(true, "textual"), (has_pictures || has_cover || has_films, "visual"), (has_sounds || has_films, "auditory")],
    );
    let is_enough = !lacks_alt;
    // Nobody wrote down what is said in sounds and films.
    let is_silent = !has_sounds && !has_films;
    let sufficient = [
        (is_enough && is_silent, "textual"),
        (has_pictures && is_silent, "textual,visual"),
        (!is_silent && !has_films && !has_pictures, "textual,auditory"),
        (!is_silent && (has_films || has_pictures), "textual,visual,auditory"),
    ];
    say("schema:accessModeSufficient", &sufficient);
    say(
        "schema:accessibilityFeature",
        &[
            (true, "tableOfContents"),
            (true, "readingOrder"),
            (true, "structuralNavigation"),
            (true, "displayTransformability"),
            (has_pictures && is_enough, "alternativeText"),
            (has_formulas, "MathML"),
            (has_formulas, "describedMath"),
            (has_pages, "pageBreakMarkers"),
            (has_pages, "pageNavigation"),
        ],
    );
    say("schema:accessibilityHazard", &[(is_silent, "none"), (!is_silent, "unknown")]);
    let language = book.info.language;
    let sentences = [
        (true, Sentence::Text),
        (has_pictures && lacks_alt, Sentence::Pictures),
        (!is_silent, Sentence::Media),
        (has_pages, Sentence::Pages),
    ];
    let summary: Vec<&str> =
        sentences.into_iter().filter(|(holds, _)| *holds).map(|(_, said)| sentence(language, said)).collect();
    property(xml, "schema:accessibilitySummary", &summary.join(" "));
    // Only who checked a book can say that it conforms.
    let attributes = &book.info.attributes;
    if let (Some(standard), Some(who)) = (attributes.get("a11y-conforms-to"), attributes.get("a11y-certified-by")) {
        property(xml, "dcterms:conformsTo", standard);
        property(xml, "a11y:certifiedBy", who);
    }
}

fn property(xml: &mut Xml, name: &str, value: &str) {
    line(xml, Tag::new("meta").with("property", name), value);
}

fn refine(xml: &mut Xml, id: &str, property: &str, more: &[(&'static str, &str)], value: &str) {
    let tag = Tag::new("meta").with("refines", format!("#{id}")).with("property", property);
    line(xml, more.iter().fold(tag, |tag, (name, value)| tag.with(name, *value)), value);
}

fn line(xml: &mut Xml, tag: Tag, value: &str) {
    xml.leaf(tag, value);
    xml.line();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_by_the_last_one() {
        assert_eq!(file_as("Thomas SCHWENDER"), "SCHWENDER, Thomas");
        assert_eq!(file_as("Plato"), "Plato");
    }

    #[test]
    fn times_are_written_as_libraries_want() {
        assert_eq!(timestamp(Moment::of_day(2019, 11, 28)), "2019-11-28T00:00:00Z");
    }
}
