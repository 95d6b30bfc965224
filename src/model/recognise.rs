//! Finds the chapters that are notes about a talk.
//!
//! Such a chapter opens with a paragraph that holds one link, to the programme, and an example
//! block with what the programme says: often the format, then an abstract, then the speakers, one
//! a line. What does not fit stays in the abstract; nothing is dropped.

use crate::model::{Block, BlockKind, Book, ContainerKind, Doctype, Inline, InlineKind, Language, NodeId, Section};
use crate::model::{Speaker, Talk, plain_text};
use crate::source::Span;

/// A single chapter of that shape may have it by chance; the author's word makes sure.
const FEWEST: usize = 2;

/// Finds the talks of a book.
pub(super) fn recognise(book: &mut Book) {
    let wish = book.info.attributes.get("talks").map(str::trim);
    if matches!(wish, Some("off" | "false" | "no")) {
        return;
    }
    let is_asked = wish.is_some();
    let mut chapters = chapters(&mut book.sections, book.info.doctype);
    let count = chapters.iter().filter(|chapter| shape(chapter).is_some()).count();
    if count < FEWEST && !is_asked {
        return;
    }
    let mut nodes = book.node_count;
    let mut number = 0;
    for chapter in &mut chapters {
        if let Some(shape) = shape(chapter) {
            number += 1;
            let talk = talk(&shape, number, &mut nodes);
            chapter.talk = Some(talk);
        }
    }
    book.node_count = nodes;
}

fn chapters(sections: &mut [Section], doctype: Doctype) -> Vec<&mut Section> {
    let mut chapters = Vec::new();
    for section in sections {
        if doctype == Doctype::Book && section.level == 0 && !section.sections.is_empty() {
            chapters.extend(&mut section.sections);
        } else {
            chapters.push(section);
        }
    }
    chapters
}

/// The opening of a chapter about a talk.
struct Shape<'a> {
    link: &'a Block,
    url: String,
    programme: &'a [Block],
}

fn shape(chapter: &Section) -> Option<Shape<'_>> {
    let [link, example, ..] = chapter.blocks.as_slice() else { return None };
    let BlockKind::Paragraph(text) = &link.kind else { return None };
    let BlockKind::Container(container) = &example.kind else { return None };
    // A title or an id of the example would have no place in an opener.
    let is_plain = example.title.is_none() && example.anchor.is_none() && link.title.is_none();
    if container.kind != ContainerKind::Example || !is_plain || container.blocks.is_empty() {
        return None;
    }
    Some(Shape { link, url: only_link(text)?, programme: &container.blocks })
}

/// The address of the one link of a paragraph that says little else.
fn only_link(text: &[Inline]) -> Option<String> {
    let mut url = None;
    let mut others = 0;
    for inline in text {
        match &inline.kind {
            InlineKind::Link(link) if url.is_none() => url = Some(link.target.clone()),
            InlineKind::Link(_) => return None,
            InlineKind::Text(words) => others += words.trim().chars().count(),
            InlineKind::Styled(styled) => others += plain_text(&styled.body).chars().count(),
            InlineKind::Break | InlineKind::Anchor(_) | InlineKind::Icon(_) => {}
            _ => return None,
        }
    }
    url.filter(|_| others <= 60)
}

fn talk(shape: &Shape<'_>, number: u32, nodes: &mut u32) -> Talk {
    let mut programme = shape.programme;
    let mut format = None;
    if let Some((first, rest)) = programme.split_first()
        && is_format(first)
    {
        format = Some(first.clone());
        programme = rest;
    }
    let mut speakers = Vec::new();
    if let Some((last, rest)) = programme.split_last() {
        speakers = speakers_of(last, nodes);
        if !speakers.is_empty() {
            programme = rest;
        }
    }
    Talk {
        number,
        consumed: 2,
        format,
        speakers,
        summary: programme.to_vec(),
        link: shape.link.clone(),
        url: shape.url.clone(),
    }
}

/// A few words on a line of their own that are no sentence and nobody's name with a role.
fn is_format(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    let words = plain_text(text);
    let words = words.trim();
    let is_short = words.chars().count() <= 60 && words.split_whitespace().count() <= 8 && !words.contains('\n');
    let is_sentence = words.ends_with(['.', '!', '?', ':', ';', ',', '…']) || words.contains(". ");
    let is_name = cut(words).is_some_and(|(name, rest)| is_name(name) && !rest.starts_with(" ("));
    block.title.is_none() && !words.is_empty() && is_short && !is_sentence && !is_name
}

/// The speakers of a paragraph, if every line of it is one.
fn speakers_of(block: &Block, nodes: &mut u32) -> Vec<Speaker> {
    let BlockKind::Paragraph(text) = &block.kind else { return Vec::new() };
    if block.title.is_some() {
        return Vec::new();
    }
    let lines = lines(text);
    let read: Option<Vec<_>> = lines.into_iter().map(|line| line_of(line, block.language)).collect();
    let mut speakers = read.unwrap_or_default();
    // Bare names alone may be anything.
    if !speakers.iter().any(|speaker| speaker.role.is_some() || speaker.company.is_some()) {
        return Vec::new();
    }
    for speaker in &mut speakers {
        speaker.id = NodeId::new(*nodes);
        *nodes += 1;
    }
    speakers
}

/// The lines of a paragraph, empty ones left out.
fn lines(text: &[Inline]) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in text {
        match &inline.kind {
            InlineKind::Break => lines.push(Vec::new()),
            InlineKind::Text(words) => {
                let mut at = 0;
                for (index, part) in words.split('\n').enumerate() {
                    if index > 0 {
                        lines.push(Vec::new());
                    }
                    if let (Some(line), false) = (lines.last_mut(), part.trim().is_empty()) {
                        line.push(Inline::text(part_span(inline.span, words, at, part.len()), part));
                    }
                    at += part.len() + 1;
                }
            }
            _ => {
                if let Some(line) = lines.last_mut() {
                    line.push(inline.clone());
                }
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The place of a part of a text; the whole text's where it is not written as it reads.
fn part_span(span: Span, words: &str, at: usize, length: usize) -> Span {
    match (span.end - span.start) as usize == words.len() {
        true => Span::new(span.file, span.start + at as u32, span.start + (at + length) as u32),
        false => span,
    }
}

/// A speaker's line: the name up to the first comma or dash, and the rest.
fn line_of(line: Vec<Inline>, language: Language) -> Option<Speaker> {
    let span = line.first()?.span.to(line.last()?.span);
    let plain = plain_text(&line);
    let plain = plain.trim();
    let (plain_name, rest_words) = cut(plain).unwrap_or((plain, ""));
    if !is_name(plain_name) || !is_rest(rest_words) {
        return None;
    }
    let (name, rest) = split_line(line, plain_name.chars().count());
    let (role, company) = role_and_company(rest_words);
    Some(Speaker {
        id: NodeId::default(),
        span,
        language,
        name,
        rest,
        plain_name: plain_name.to_owned(),
        role,
        company,
    })
}

/// Cuts `Name, role - Company` behind the name.
fn cut(line: &str) -> Option<(&str, &str)> {
    const SIGNS: [&str; 6] = [", ", " - ", " – ", " — ", " (", " | "];
    let at = SIGNS.iter().filter_map(|sign| line.find(sign)).min()?;
    Some((line[..at].trim_end(), &line[at..]))
}

/// One to five words that begin with capitals, particles aside.
fn is_name(words: &str) -> bool {
    const PARTICLES: [&str; 22] = [
        "de", "du", "des", "da", "do", "dos", "das", "di", "del", "della", "la", "le", "van", "von", "der", "den",
        "ter", "el", "al", "ben", "bin", "y",
    ];
    let is_part = |word: &str| {
        let first = word.chars().next();
        let is_capital = first.is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
        let has_only_letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        has_only_letters
            && (is_capital || PARTICLES.contains(&word) || word.starts_with("d'") || word.starts_with("d’"))
    };
    let count = words.split_whitespace().count();
    let begins = words.chars().next().is_some_and(|c| c.is_alphabetic() && !words.ends_with('.'));
    begins
        && (1..=5).contains(&count)
        && words.chars().count() <= 60
        && words.split_whitespace().all(is_part)
        && words.split_whitespace().any(|word| !PARTICLES.contains(&word))
}

/// What may follow a name: a few words that end like no sentence.
fn is_rest(rest: &str) -> bool {
    rest.chars().count() <= 140
        && !rest.ends_with(['.', '!', '?', ':', ';', ','])
        && !rest.contains(". ")
        && !rest.contains("? ")
}

/// `, role - Company`, ` - role - Company`, `, role (Company)`, `, role @ Company`, ` - Company`.
fn role_and_company(rest: &str) -> (Option<String>, Option<String>) {
    let is_comma = rest.starts_with(',');
    let opens = rest.starts_with(" (");
    let rest = rest.trim_start_matches([',', ' ', '-', '–', '—', '|']).trim_end();
    if rest.is_empty() {
        return (None, None);
    }
    let own = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let ends =
        [" - ", " – ", " — ", " | ", " @ "].iter().filter_map(|sign| rest.rfind(sign).map(|at| (at, sign.len()))).max();
    if let Some((at, length)) = ends {
        return (own(&rest[..at]), own(&rest[at + length..]));
    }
    if let Some(inner) = rest.strip_suffix(')')
        && let Some((before, company)) = inner.rsplit_once('(')
    {
        return (own(before), own(company));
    }
    match (is_comma, opens) {
        (true, _) => (own(rest), None),
        _ => (None, own(rest)),
    }
}

/// Parts a line's inlines behind `length` characters of its words, blanks before them aside.
fn split_line(line: Vec<Inline>, length: usize) -> (Vec<Inline>, Vec<Inline>) {
    let mut name = Vec::new();
    let mut rest = Vec::new();
    let mut left = length;
    let mut has_begun = false;
    for inline in line {
        if left == 0 && has_begun {
            rest.push(inline);
            continue;
        }
        match &inline.kind {
            InlineKind::Text(words) => {
                let blank = if has_begun { 0 } else { words.len() - words.trim_start().len() };
                let (at, taken) = reach(&words[blank..], left);
                has_begun = true;
                left -= taken;
                let (head, tail) = words[blank..].split_at(at);
                if !head.is_empty() {
                    name.push(Inline::text(part_span(inline.span, words, blank, head.len()), head));
                }
                if !tail.is_empty() {
                    rest.push(Inline::text(
                        part_span(inline.span, words, blank + head.len(), tail.len()),
                        tail.trim_end(),
                    ));
                }
            }
            _ => {
                left = left.saturating_sub(plain_text(std::slice::from_ref(&inline)).chars().count());
                has_begun = true;
                name.push(inline);
            }
        }
    }
    (name, rest)
}

/// The byte behind up to `count` characters, and how many those are.
fn reach(words: &str, count: usize) -> (usize, usize) {
    let mut ends = words.char_indices().map(|(at, c)| at + c.len_utf8());
    let taken = words.chars().count().min(count);
    match taken {
        0 => (0, 0),
        taken => (ends.nth(taken - 1).unwrap_or(words.len()), taken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn read(line: &str) -> Option<(String, Option<String>, Option<String>)> {
        let span = Span::new(FileId::new(0), 0, line.len() as u32);
        let speaker = line_of(vec![Inline::text(span, line)], Language::UNKNOWN)?;
        assert_eq!(plain_text(&speaker.name) + &plain_text(&speaker.rest), line.trim());
        Some((speaker.plain_name, speaker.role, speaker.company))
    }

    fn some(name: &str, role: &str, company: &str) -> Option<(String, Option<String>, Option<String>)> {
        let own = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Some((name.to_owned(), own(role), own(company)))
    }

    #[test]
    fn lines_of_speakers_are_read() {
        assert_eq!(
            read("Enrico La Cava, Unreliability Engineer - JobTeaser"),
            some("Enrico La Cava", "Unreliability Engineer", "JobTeaser")
        );
        assert_eq!(read("Sergio Dos Santos, Consultant"), some("Sergio Dos Santos", "Consultant", ""));
        assert_eq!(read("Nicolas Dechandon - Consultant - Xebia"), some("Nicolas Dechandon", "Consultant", "Xebia"));
        assert_eq!(read("Jane Doe - ACME"), some("Jane Doe", "", "ACME"));
        assert_eq!(read("Jane O'Neil-Smith (ACME)"), some("Jane O'Neil-Smith", "", "ACME"));
        assert_eq!(read("Ada de la Tour, CTO (ACME)"), some("Ada de la Tour", "CTO", "ACME"));
        assert_eq!(read("Élise Œuvray, dev @ ACME"), some("Élise Œuvray", "dev", "ACME"));
    }

    #[test]
    fn sentences_are_no_speakers() {
        assert_eq!(read("Toutes ces réponses, dans mon talk !"), None);
        assert_eq!(read("In this talk, we show how it works."), None);
        assert_eq!(read("Docker, Kubernetes et les autres, que choisir ?"), None);
    }
}
