//! Finds the chapters that are notes about a talk.
//!
//! Such a chapter opens with a link to the programme and a box with what the programme says: often
//! the format, then an abstract, then the speakers, one a line; when and where may stand beside the
//! link or in the box. What does not fit stays in the abstract; nothing is dropped.

mod lines;
mod schedule;
mod shape;
mod speakers;

use crate::model::{Block, BlockKind, Book, Doctype, NodeId, Section, Slot, Speaker, Talk, plain_text};

use shape::{Shape, shape};

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
    let mut found: Vec<(&mut Section, Talk)> = Vec::new();
    for chapter in chapters.drain(..) {
        if let Some(talk) = shape(chapter).and_then(|shape| talk(&shape, &chapter.slot)) {
            found.push((chapter, talk));
        }
    }
    if found.len() < FEWEST && !is_asked {
        return;
    }
    let mut nodes = book.node_count;
    for (number, (chapter, mut talk)) in (1..).zip(found) {
        talk.number = number;
        for speaker in &mut talk.speakers {
            speaker.id = NodeId::new(nodes);
            nodes += 1;
        }
        chapter.talk = Some(talk);
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

/// The talk that an opening tells of; its number and its speakers' nodes are given later.
fn talk(shape: &Shape<'_>, said: &Slot) -> Option<Talk> {
    let mut slot = said.clone();
    shape.schedule.iter().for_each(|block| slot.fill(schedule::of_block(block)));
    shape.links.iter().for_each(|block| slot.fill(schedule::beside_links(block)));
    let mut schedule: Vec<Block> = shape.schedule.iter().map(|block| (*block).clone()).collect();
    let mut programme = shape.programme;
    let mut format = None;
    // Format and schedule stand first, in any order.
    while let Some((first, rest)) = programme.split_first() {
        if schedule::is_schedule(first) {
            schedule.push(first.clone());
        } else if format.is_none() && is_format(first) {
            format = Some(first.clone());
        } else {
            break;
        }
        slot.fill(schedule::of_block(first));
        programme = rest;
    }
    if let Some((last, rest)) = programme.split_last()
        && schedule::is_schedule(last)
    {
        slot.fill(schedule::of_block(last));
        schedule.push(last.clone());
        programme = rest;
    }
    let speakers = take_speakers(&mut programme);
    let has_evidence = format.is_some() || !speakers.is_empty() || slot != Slot::default();
    if !shape.is_example && !has_evidence {
        return None;
    }
    let (link, further) = shape.links.split_first()?;
    Some(Talk {
        number: 0,
        consumed: shape.consumed,
        format,
        slot,
        schedule,
        speakers,
        summary: programme.to_vec(),
        link: (*link).clone(),
        further: further.iter().map(|block| (*block).clone()).collect(),
        url: shape.addresses.first()?.url.clone(),
        addresses: shape.addresses.clone(),
    })
}

/// The speakers, who come last in the box or first, and the rest of it.
fn take_speakers(programme: &mut &[Block]) -> Vec<Speaker> {
    if let Some((last, rest)) = programme.split_last() {
        let speakers = speakers::of_block(last, !rest.is_empty());
        if !speakers.is_empty() {
            *programme = rest;
            return speakers;
        }
    }
    if let Some((first, rest)) = programme.split_first() {
        // At the head of an abstract bare names are too little.
        let speakers = speakers::of_block(first, false);
        if !speakers.is_empty() {
            *programme = rest;
            return speakers;
        }
    }
    Vec::new()
}

/// A few words on a line of their own that are no sentence and nobody's name with a role.
fn is_format(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    let words = plain_text(text);
    let lines: Vec<&str> = words.trim().lines().map(str::trim).collect();
    // A second line may say when and where.
    let is_one = |line: &&str| schedule::read(line).is_some() || is_format_line(line);
    let formats = lines.iter().filter(|line| is_format_line(line) && schedule::read(line).is_none()).count();
    let is_single = lines.len() == 1 && is_format_line(lines[0]);
    block.title.is_none() && (is_single || (lines.len() <= 3 && formats == 1 && lines.iter().all(is_one)))
}

fn is_format_line(words: &str) -> bool {
    let is_short = words.chars().count() <= 60 && words.split_whitespace().count() <= 8;
    let is_sentence = words.ends_with(['.', '!', '?', ':', ';', ',', '…']) || words.contains(". ");
    !words.is_empty() && is_short && !is_sentence && !speakers::is_speaker_line(words)
}

#[cfg(test)]
mod tests;
