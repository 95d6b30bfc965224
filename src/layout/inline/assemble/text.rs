//! The glyphs of a line, and the characters that they say.

use super::ends::said;
use super::{Group, LineSetter, Part};
use crate::font::{FaceId, Glyph, Shaper};
use crate::frame::{Item, ItemKind, PlacedGlyph, TextItem};
use crate::geom::{Abs, Point};
use crate::layout::inline::LineEnd;
use crate::layout::inline::cap::Cap;
use crate::layout::inline::paragraph::Run;

impl LineSetter<'_, '_> {
    /// Adds the first parts that are words and spaces of one run and one face from left to right, as nearly all are, and
    /// gives how many they were: they need no lists on the way, and one look at their run.
    pub(super) fn push_words(&mut self, parts: &[Part<'_>]) -> usize {
        let Some(first) = parts.first() else { return 0 };
        let (run, style) = (first.run, first.run.style);
        if !run.level.is_ltr() || style.tracking != 0 || style.cap.is_some() || !self.capped.is_empty() {
            return 0;
        }
        let placed = |shaper: &mut Shaper, part: &Part<'_>| {
            part.word.and_then(|word| shaper.placed(word, style.size)).map(|word| (word.face, word.width))
        };
        let Some((face, _)) = placed(self.shaper, first) else { return 0 };
        let group = self.group_of(first.range.start);
        let (mut taken, mut x, mut at, mut width) = (0, first.x, first.range.start, Abs::ZERO);
        for part in parts {
            let goes_on = std::ptr::eq(part.run, run) && (part.x, part.range.start) == (x, at);
            if !goes_on || self.group_of(at) != group {
                break;
            }
            let Some((_, own)) = placed(self.shaper, part).filter(|(own, _)| *own == face) else { break };
            taken += 1;
            (x, at) = (part.x + part.width, part.range.end);
            width += own + part.extra;
        }
        let text = self.paragraph.text.get(first.range.start..at).unwrap_or("");
        let is_ascii = text.is_ascii();
        let open = Open { open: &mut self.open, groups: &mut self.groups, baseline: self.baseline };
        let item = text_item(open, run, group, (face, text.len() + 1), first.x, width);
        item.width += width;
        let said = item.text.len();
        if is_ascii {
            item.text.push_str(text);
        }
        for part in parts.iter().take(taken) {
            let Some(word) = part.word.and_then(|word| self.shaper.placed(word, style.size)) else { continue };
            let before = part.range.start - first.range.start;
            if is_ascii {
                let start = (said + before) as u32;
                item.glyphs.extend(word.glyphs.iter().map(|glyph| glyph.behind(start)));
            } else {
                let text = text.get(before..part.range.end - first.range.start).unwrap_or("");
                say(item_text(item), word.glyphs.iter().copied(), text);
            }
            // What a line gives goes behind its spaces and behind the last sign before a gap.
            if !part.extra.is_zero()
                && let Some(last) = item.glyphs.last_mut()
            {
                *last = last.spaced(part.extra);
            }
        }
        taken
    }

    /// Adds the glyphs of some text.
    pub(super) fn push_text(&mut self, part: &Part<'_>, group: Group) {
        let run = part.run;
        let style = run.style;
        let text = self.paragraph.text.get(part.range.clone()).unwrap_or("");
        let word = part.word.unwrap_or_else(|| self.shaper.word(run.setting(), text));
        let (before, behind) = Cap::room_around(run, &part.range);
        let mut x = part.x + if run.level.is_ltr() { before } else { behind };
        let tracking = style.size.scale(style.tracking, 1000);
        let glyphs = self.shaper.glyphs(word);
        let last = glyphs.len().saturating_sub(1);
        let place = |(index, glyph): (usize, &Glyph)| {
            let more = if index == last { part.extra } else { Abs::ZERO };
            let tracking = if glyph.advance > 0 { tracking } else { Abs::ZERO };
            let advance = glyph.length(glyph.advance, style.size) + more + tracking;
            placed(glyph, style.size, advance)
        };
        let glyphs: Vec<(FaceId, PlacedGlyph)> =
            glyphs.iter().enumerate().map(|(index, glyph)| (glyph.face, place((index, glyph)))).collect();
        let faces: Vec<&[(FaceId, PlacedGlyph)]> = glyphs.chunk_by(|a, b| a.0 == b.0).collect();
        let mut starts: Vec<Abs> = Vec::with_capacity(faces.len());
        for chunk in &faces {
            starts.push(x);
            x += chunk.iter().map(|(_, glyph)| glyph.advance()).sum();
        }
        // Items come in the order of the text: what is read first may stand at the right.
        let chunks = faces.into_iter().zip(starts);
        match run.level.is_rtl() {
            true => chunks.rev().for_each(|(chunk, x)| self.push_glyphs(run, group, text, chunk, x)),
            false => chunks.for_each(|(chunk, x)| self.push_glyphs(run, group, text, chunk, x)),
        }
    }

    /// Adds glyphs of one face to the item before them where they go on with it, else as a new one.
    fn push_glyphs(&mut self, run: &Run, group: Group, text: &str, chunk: &[(FaceId, PlacedGlyph)], x: Abs) {
        let Some((face, _)) = chunk.first() else { return };
        let width: Abs = chunk.iter().map(|(_, glyph)| glyph.advance()).sum();
        let open = Open { open: &mut self.open, groups: &mut self.groups, baseline: self.baseline };
        let item = text_item(open, run, group, (*face, chunk.len()), x, width);
        let glyphs = chunk.iter().map(|(_, glyph)| *glyph);
        if run.level.is_rtl() {
            let mut said = Vec::with_capacity(chunk.len());
            say((&mut item.text, &mut said), glyphs.rev(), text);
            item.glyphs.splice(0..0, said.into_iter().rev());
        } else {
            say(item_text(item), glyphs, text);
        }
        item.width += width;
    }

    /// The hyphen of a broken word, or the space that a reader hears between two lines; `left` is where the line begins.
    pub(super) fn push_end(&mut self, left: Abs) {
        let Some(run) = self.last_run() else { return };
        let group = self.group_of(self.line.end.saturating_sub(1));
        let text = match self.line.ends {
            LineEnd::Hyphen => "-",
            LineEnd::Space | LineEnd::Forced if run.object.is_none() => " ",
            _ => return,
        };
        let word = self.shaper.word(run.setting(), text);
        let is_hyphen = text == "-";
        let width = if is_hyphen { self.shaper.width(word, run.style.size) } else { Abs::ZERO };
        // Where the paragraph runs from right to left, so does the end of a line stand at its left.
        let is_rtl = self.paragraph.is_rtl;
        let x = if is_rtl { left - width } else { self.x };
        let mut next = 0;
        while let Some(glyph) = self.shaper.glyphs(word).get(next).copied() {
            next += 1;
            let advance = if is_rtl && !is_hyphen { Abs::ZERO } else { glyph.length(glyph.advance, run.style.size) };
            self.push_glyphs(run, group, text, &[(glyph.face, placed(&glyph, run.style.size, advance))], x);
        }
        if is_hyphen && let Some(span) = self.links.last_mut().filter(|span| Some(span.link) == run.link) {
            (span.from, span.to) = (span.from.min(x), span.to.max(x + width));
        }
    }
}

/// The items of a line in the making.
struct Open<'o, 'i> {
    /// The group and the run whose item the next glyphs may go on.
    open: &'o mut Option<(Group, usize)>,
    groups: &'i mut [Vec<Item>; 3],
    baseline: Abs,
}

/// The text item to go on with, or a new one where owner, style or face change, or text stands between; `room` is how many
/// glyphs may come to stand in it.
fn text_item<'i>(
    Open { open, groups, baseline }: Open<'_, 'i>,
    run: &Run,
    group: Group,
    (face, room): (FaceId, usize),
    x: Abs,
    width: Abs,
) -> &'i mut TextItem {
    let key = (group, run.range.start);
    let is_open = *open == Some(key);
    let items = &mut groups[group as usize];
    let goes_on = |item: &Item| match &item.kind {
        ItemKind::Text(text) if run.level.is_rtl() => text.face == face && item.at.x == x + width,
        ItemKind::Text(text) => text.face == face && item.at.x + text.width == x,
        _ => false,
    };
    if !is_open || !items.last().is_some_and(goes_on) {
        *open = Some(key);
        let kind = ItemKind::Text(TextItem {
            is_turned: false,
            face,
            size: run.style.size,
            colour: run.style.colour,
            language: run.style.language,
            text: String::with_capacity(room),
            glyphs: Vec::with_capacity(room),
            width: Abs::ZERO,
        });
        let at = Point::new(x, baseline - run.style.rise);
        if items.is_empty() {
            // Most lines are one item.
            items.reserve_exact(1);
        }
        items.push(Item { at, owner: run.owner, span: run.span, is_generated: run.is_generated, kind });
    }
    match items.last_mut() {
        Some(Item { at, kind: ItemKind::Text(text), .. }) => {
            at.x = at.x.min(x);
            text
        }
        _ => unreachable!("a text item was pushed or found right above"),
    }
}

/// A glyph of a size, its bytes as in the shaped word.
fn placed(glyph: &Glyph, size: Abs, advance: Abs) -> PlacedGlyph {
    let offset = match (glyph.x_offset, glyph.y_offset) {
        (0, 0) => Point::default(),
        (x, y) => Point::new(glyph.length(x, size), glyph.length(y, size)),
    };
    PlacedGlyph::new(glyph.id, advance, offset, glyph.start..glyph.end)
}

/// Gives back the room that an item's lists do not need: lines are kept until the book is written.
pub(super) fn fit_room(item: &mut Item) {
    if let ItemKind::Text(text) = &mut item.kind {
        // Moving a list costs more than a few places in it.
        let is_roomy = |room: usize, taken: usize| room - taken > taken / 8;
        if is_roomy(text.text.capacity(), text.text.len()) {
            text.text.shrink_to_fit();
        }
        if is_roomy(text.glyphs.capacity(), text.glyphs.len()) {
            text.glyphs.shrink_to_fit();
        }
    }
}

/// What an item says, and the glyphs that say it.
fn item_text(item: &mut TextItem) -> (&mut String, &mut Vec<PlacedGlyph>) {
    (&mut item.text, &mut item.glyphs)
}

/// Adds glyphs, in the order of the text, with the bytes that they say.
fn say((said, placed): (&mut String, &mut Vec<PlacedGlyph>), glyphs: impl Iterator<Item = PlacedGlyph>, text: &str) {
    let mut cluster = (u32::MAX, 0..0);
    for glyph in glyphs {
        if cluster.0 != glyph.start {
            let start = said.len() as u32;
            let words = text.get(glyph.start as usize..glyph.end() as usize).unwrap_or("");
            said.extend(words.chars().map(self::said));
            cluster = (glyph.start, start..said.len() as u32);
        }
        placed.push(glyph.saying(cluster.1.clone()));
    }
}
