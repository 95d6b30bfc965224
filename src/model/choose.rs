//! Choosing talks: a book of some of its talks, with their numbers and words as in the whole.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Lint};
use crate::model::walk::{self, TextKind, Visitor};
use crate::model::{
    Block, BlockKind, Book, Inline, InlineKind, Language, ListItem, NodeId, Section, Styled, TextStyle, fold,
    title_line,
};

/// The most titles that a message lists.
const MOST_LISTED: usize = 20;

/// Leaves in a book the chosen talks, its title and where its lists go.
///
/// A wish is `3`, `5-7`, `3,5-7`, or a part of titles in any case; several wishes add up. Numbers
/// stay those of the whole book, a reference to what is left out becomes its words.
pub fn choose(book: &mut Book, wishes: &[String]) -> Result<(), Diagnostic> {
    let titles: Vec<(u32, String)> =
        book.talks().filter_map(|section| Some((section.talk.as_ref()?.number, title_line(section)))).collect();
    if titles.is_empty() {
        let message = "the manuscript has no talks to choose from";
        let hint = "a talk opens with a link to the programme and a box with what the programme says; `:talks:` in the \
                    header takes a single one for a talk";
        return Err(Diagnostic::error(Lint::UnknownTalk, None, message).hint(hint));
    }
    let mut chosen = BTreeSet::new();
    for wish in wishes {
        chosen.extend(numbers_of(wish, &titles)?);
    }
    keep(book, &chosen);
    Ok(())
}

/// The numbers of the talks that a wish names.
fn numbers_of(wish: &str, titles: &[(u32, String)]) -> Result<Vec<u32>, Diagnostic> {
    let by_title = |words: &str| -> Vec<u32> {
        let words = fold(words.trim());
        let fits = |title: &str| !words.is_empty() && fold(title).contains(&words);
        titles.iter().filter(|(_, title)| fits(title)).map(|(number, _)| *number).collect()
    };
    // A title may hold commas.
    let whole = if range(wish).is_none() { by_title(wish) } else { Vec::new() };
    if !whole.is_empty() {
        return Ok(whole);
    }
    let mut numbers = Vec::new();
    for part in wish.split(',').map(str::trim) {
        let found = match range(part) {
            Some((from, to)) => in_range(part, from, to, titles)?,
            None => by_title(part),
        };
        if found.is_empty() {
            let unknown = Diagnostic::error(Lint::UnknownTalk, None, format!("no talk is called `{part}`"));
            let unknown = unknown.did_you_mean(part, titles.iter().map(|(_, title)| title.as_str()));
            return Err(unknown.hint(what_there_is(titles)));
        }
        numbers.extend(found);
    }
    Ok(numbers)
}

/// `3`, `5-7`, `5–7`.
fn range(part: &str) -> Option<(u32, u32)> {
    let (from, to) = part.split_once(['-', '–']).unwrap_or((part, part));
    Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
}

fn in_range(part: &str, from: u32, to: u32, titles: &[(u32, String)]) -> Result<Vec<u32>, Diagnostic> {
    let (from, to) = (from.min(to), from.max(to));
    let last = titles.iter().map(|(number, _)| *number).max().unwrap_or(0);
    if from < 1 || to > last {
        let message = format!("there is no talk `{part}`: talks are numbered from 1 to {last}");
        return Err(Diagnostic::error(Lint::UnknownTalk, None, message).hint(what_there_is(titles)));
    }
    Ok((from..=to).collect())
}

fn what_there_is(titles: &[(u32, String)]) -> String {
    let mut lines: Vec<String> = titles
        .iter()
        .take(MOST_LISTED)
        .map(|(number, title)| match title.char_indices().nth(60) {
            Some((at, _)) => format!("{number} {}…", &title[..at]),
            None => format!("{number} {title}"),
        })
        .collect();
    if titles.len() > MOST_LISTED {
        lines.push(format!("and {} more", titles.len() - MOST_LISTED));
    }
    format!("there is {}; `notes-pub talks` lists them", lines.join("; "))
}

/// Leaves the talks of these numbers.
fn keep(book: &mut Book, chosen: &BTreeSet<u32>) {
    let is_chosen = |section: &Section| section.talk.as_ref().is_some_and(|talk| chosen.contains(&talk.number));
    book.opening.retain(|block| matches!(block.kind, BlockKind::Contents(_)));
    book.sections.retain_mut(|section| {
        if is_chosen(section) {
            return true;
        }
        // A part stays with its heading around the talks chosen of it.
        section.sections.retain(|chapter| section.level == 0 && is_chosen(chapter));
        section.blocks.clear();
        !section.sections.is_empty()
    });
    let mut left = Left::default();
    walk::blocks(&mut book.opening, &mut left);
    walk::sections(&mut book.sections, &mut left);
    book.footnotes.retain(|footnote| left.footnotes.contains(&footnote.number));
    for footnote in &mut book.footnotes {
        left.nodes.insert(footnote.id);
    }
    book.anchors.retain(|_, node| left.nodes.contains(node));
    let mut parted = Parted { anchors: book.anchors.keys().cloned().collect() };
    walk::blocks(&mut book.opening, &mut parted);
    walk::sections(&mut book.sections, &mut parted);
    for footnote in &mut book.footnotes {
        parted.text(&mut footnote.text, footnote.language, TextKind::Running);
    }
}

/// What is left of a book.
#[derive(Default)]
struct Left {
    nodes: BTreeSet<NodeId>,
    footnotes: BTreeSet<u32>,
}

impl Visitor for Left {
    fn section(&mut self, section: &mut Section) {
        self.nodes.insert(section.id);
    }

    fn block(&mut self, block: &mut Block) {
        self.nodes.insert(block.id);
    }

    fn item(&mut self, item: &mut ListItem) {
        self.nodes.insert(item.id);
    }

    fn text(&mut self, inlines: &mut Vec<Inline>, _: Language, _: TextKind) {
        walk::each_inline(inlines, &mut |inline| {
            if let InlineKind::Footnote(mark) = &inline.kind {
                self.footnotes.extend(mark.number);
            }
        });
    }
}

/// Makes words of references to what is left out.
struct Parted {
    anchors: BTreeSet<String>,
}

impl Visitor for Parted {
    fn section(&mut self, section: &mut Section) {
        // A talk holds copies of its section's first blocks.
        let Some(talk) = &mut section.talk else { return };
        talk.blocks_mut().for_each(|block| walk::blocks(std::slice::from_mut(block), self));
    }

    fn text(&mut self, inlines: &mut Vec<Inline>, _: Language, _: TextKind) {
        walk::each_inline(inlines, &mut |inline| {
            let InlineKind::Xref(xref) = &mut inline.kind else { return };
            if xref.anchor.as_ref().is_some_and(|anchor| !self.anchors.contains(anchor)) {
                let body = std::mem::take(&mut xref.body);
                inline.kind = InlineKind::Styled(Styled {
                    style: TextStyle::Plain,
                    anchor: None,
                    roles: Vec::new(),
                    language: None,
                    is_unconstrained: false,
                    body,
                });
            }
        });
    }
}
