//! From broken lines to items: glyphs in their places, spaces stretched, links and broken words noted.

use std::ops::Range;

use crate::font::Shaper;
use crate::frame::{Artifact, Item, ItemKind, LineKind, LineRecord, Owner, PictureItem, PlacedGlyph, Shape, TextItem};
use crate::geom::{Abs, Point, Size};
use crate::layout::inline::linebreak::width_of;
use crate::layout::inline::prepare::{OBJECT, Paragraph, Run};
use crate::layout::inline::{BreakOptions, BrokenLine, LineEnd};
use crate::model::{Language, TextPosition};
use crate::theme::{Align, Look};

/// A set line. Places are relative to the left edge of the measure and the line's upper edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What stands on it, but for parts of broken words.
    pub items: Vec<Item>,
    /// The rest of a word that the line before began.
    pub head: Option<WordPart>,
    /// The beginning of a word that goes on in the next line.
    pub tail: Option<WordPart>,
    /// The places of links.
    pub links: Vec<LinkSpan>,
    /// From the upper to the lower edge: the leading, more with a high picture.
    pub height: Abs,
    /// From the upper edge to the baseline.
    pub baseline: Abs,
    /// How wide its text is.
    pub width: Abs,
    /// How it was set.
    pub record: LineRecord,
    /// The author's text that it starts with.
    pub start: Option<TextPosition>,
    /// The numbers of the footnotes whose first marks stand on it.
    pub notes: Vec<u32>,
    /// The names of the places on it that links lead to.
    pub places: Vec<String>,
}

/// A part of a word that stands on more than one line.
#[derive(Debug, Clone, PartialEq)]
pub struct WordPart {
    /// The whole word.
    pub word: String,
    /// Its language.
    pub language: Language,
    /// What of it stands on this line.
    pub items: Vec<Item>,
    /// Whether the word goes on in the line after this one.
    pub goes_on: bool,
}

/// The place of a link on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkSpan {
    /// An index into the paragraph's links.
    pub link: usize,
    /// Its left edge.
    pub from: Abs,
    /// Its right edge.
    pub to: Abs,
}

/// Where on a line a piece of text belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Head,
    Body,
    Tail,
}

/// Sets the lines of a paragraph.
pub fn assemble(
    shaper: &mut Shaper,
    paragraph: &Paragraph,
    lines: &[BrokenLine],
    look: &Look,
    options: &BreakOptions,
) -> Vec<Line> {
    let mut is_continued = false;
    let mut set = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        set.push(LineSetter::new(shaper, paragraph, line, is_continued, look).set(options.measure_of(index)));
        is_continued = is_within_word(line.ends);
    }
    for (at, name) in &paragraph.places {
        // A place in the space between two lines stands on the upper one, one behind the last word on the last.
        let index = lines.partition_point(|line| line.start <= *at).saturating_sub(1);
        if let Some(line) = set.get_mut(index) {
            line.places.push(name.clone());
        }
    }
    set
}

fn is_within_word(ends: LineEnd) -> bool {
    matches!(ends, LineEnd::Hyphen | LineEnd::WithinWord)
}

struct LineSetter<'a> {
    shaper: &'a mut Shaper,
    paragraph: &'a Paragraph,
    line: &'a BrokenLine,
    look: &'a Look,
    /// The end of the word that the line before began.
    head_end: usize,
    /// The start of the word that goes on in the next line.
    tail_start: usize,
    groups: [Vec<Item>; 3],
    open: Option<(Group, usize)>,
    links: Vec<LinkSpan>,
    x: Abs,
    baseline: Abs,
    is_continued: bool,
}

impl<'a> LineSetter<'a> {
    fn new(
        shaper: &'a mut Shaper,
        paragraph: &'a Paragraph,
        line: &'a BrokenLine,
        is_continued: bool,
        look: &'a Look,
    ) -> Self {
        let text = paragraph.text.get(line.start..line.end).unwrap_or("");
        let head_end = match (is_continued, text.find(' ')) {
            (false, _) => line.start,
            (true, Some(at)) => line.start + at,
            (true, None) => line.end,
        };
        let tail_start = match (is_within_word(line.ends), text.rfind(' ')) {
            (false, _) => line.end,
            (true, Some(at)) => line.start + at + 1,
            (true, None) => line.start,
        };
        Self {
            shaper,
            paragraph,
            line,
            look,
            head_end,
            tail_start: tail_start.max(head_end),
            groups: [Vec::new(), Vec::new(), Vec::new()],
            open: None,
            links: Vec::new(),
            x: Abs::ZERO,
            baseline: Abs::ZERO,
            is_continued,
        }
    }

    fn set(mut self, measure: Abs) -> Line {
        let natural = self.natural_width();
        let (count, spaces) = self.spaces();
        let room = measure - natural;
        let ends = matches!(self.line.ends, LineEnd::Last | LineEnd::Forced);
        let is_justified = self.look.align == Align::Justify;
        // Spaces shrink by a third at most, on a last line too; they grow only where both edges are straight.
        let give = match () {
            () if room < Abs::ZERO && is_justified => room.max(-(spaces / 3)),
            () if is_justified && !ends => room,
            () => Abs::ZERO,
        };
        let give = if count == 0 { Abs::ZERO } else { give };
        let (height, baseline) = self.height();
        self.baseline = baseline;
        self.x = match self.look.align {
            Align::Right => room.max(Abs::ZERO),
            Align::Centre => (room / 2).max(Abs::ZERO),
            Align::Left | Align::Justify => Abs::ZERO,
        };
        self.place(give, count);
        let overfull = (natural + give.min(Abs::ZERO) - measure).max(Abs::ZERO);
        let kind = match (is_justified, ends) {
            (false, _) => LineKind::Ragged,
            (true, true) => LineKind::Last,
            (true, false) => LineKind::Justified,
        };
        let record = LineRecord {
            page: 0,
            span: self.paragraph.span,
            kind,
            natural,
            measure,
            ratio: ratio(room, spaces),
            is_hyphenated: self.is_hyphenated(),
            overfull,
        };
        self.finish(record, height)
    }

    /// Our own hyphen or the author's at the line's end; a break in an address leaves no mark.
    fn is_hyphenated(&self) -> bool {
        let text = self.paragraph.text.get(self.line.start..self.line.end).unwrap_or("");
        self.line.ends == LineEnd::Hyphen || self.line.ends == LineEnd::WithinWord && text.ends_with('-')
    }

    fn natural_width(&mut self) -> Abs {
        let range = self.line.start..self.line.end;
        let mut width = Abs::ZERO;
        for piece in self.pieces(range) {
            width += width_of(self.shaper, self.paragraph, piece);
        }
        if self.line.ends == LineEnd::Hyphen { width + self.hyphen_advance() } else { width }
    }

    fn hyphen_advance(&mut self) -> Abs {
        let Some(style) = self.last_run().map(|run| run.style) else { return Abs::ZERO };
        let word = self.shaper.shape(style.face, style.features, style.language, "-");
        let fonts = self.shaper.book();
        word.glyphs.iter().map(|glyph| fonts.face(glyph.face).scale(glyph.advance, style.size)).sum()
    }

    fn last_run(&self) -> Option<&'a Run> {
        self.line.end.checked_sub(1).and_then(|before| self.paragraph.run_at(before))
    }

    /// Number and width of the spaces that may give.
    fn spaces(&mut self) -> (i64, Abs) {
        let text = self.paragraph.text.get(self.line.start..self.line.end).unwrap_or("");
        let at: Vec<usize> = text.match_indices(' ').map(|(at, _)| self.line.start + at).collect();
        let width = at.iter().map(|at| width_of(self.shaper, self.paragraph, *at..*at + 1)).sum();
        (at.len() as i64, width)
    }

    fn height(&self) -> (Abs, Abs) {
        // The em box stands in the middle of the leading; its baseline lies a quarter from its lower edge.
        let size = self.look.size;
        let baseline = (self.look.leading - size) / 2 + size.scale(76, 100);
        let highest =
            self.runs(self.line.start..self.line.end).filter_map(|run| run.object).map(|(_, size)| size.height);
        let highest = highest.max().unwrap_or(Abs::ZERO);
        let extra = (highest + Abs::pt(2.0) - baseline).max(Abs::ZERO);
        (self.look.leading + extra, baseline + extra)
    }

    fn runs(&self, range: Range<usize>) -> impl Iterator<Item = &'a Run> + use<'a> {
        let first = self.paragraph.runs.partition_point(|run| run.range.end <= range.start);
        self.paragraph.runs.iter().skip(first).take_while(move |run| run.range.start < range.end)
    }

    /// Words and single spaces of a range, in order.
    fn pieces(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let text = self.paragraph.text.get(range.clone()).unwrap_or("");
        let mut pieces = Vec::new();
        let mut from = range.start;
        for (at, _) in text.match_indices(' ') {
            let at = range.start + at;
            if from < at {
                pieces.push(from..at);
            }
            pieces.push(at..at + 1);
            from = at + 1;
        }
        if from < range.end {
            pieces.push(from..range.end);
        }
        pieces
    }

    fn place(&mut self, give: Abs, count: i64) {
        let mut given = Abs::ZERO;
        let mut index = 0;
        for piece in self.pieces(self.line.start..self.line.end) {
            let is_space = self.paragraph.text.get(piece.clone()) == Some(" ");
            let mut extra = Abs::ZERO;
            if is_space {
                index += 1;
                // What does not share out evenly goes to the spaces one after the other.
                extra = give.scale(index, count) - given;
                given += extra;
            }
            for run in self.runs(piece.clone()) {
                let range = run.range.start.max(piece.start)..run.range.end.min(piece.end);
                self.push(run, range, extra);
            }
        }
        self.push_end();
    }

    fn group_of(&self, at: usize) -> Group {
        match at {
            at if at < self.head_end => Group::Head,
            at if at >= self.tail_start && is_within_word(self.line.ends) => Group::Tail,
            _ => Group::Body,
        }
    }

    fn push(&mut self, run: &Run, range: Range<usize>, extra: Abs) {
        let group = self.group_of(range.start);
        let from = self.x;
        match run.object {
            Some((picture, size)) => self.push_picture(run, group, picture, size),
            None => {
                let text = self.paragraph.text.get(range).unwrap_or("");
                self.push_text(run, group, text, extra);
            }
        }
        if let Some(colour) = run.style.background {
            let size = Size::new(self.x - from, self.look.leading.scale(88, 100));
            let at = Point::new(from, self.baseline - self.look.size.scale(86, 100));
            let kind = ItemKind::Shape(Shape::filled(size, colour));
            let shape = Item { at, owner: Owner::Artifact(Artifact::Layout), span: run.span, is_generated: true, kind };
            // Behind the text: before every other item of the line, and never part of a broken word.
            self.groups[Group::Body as usize].insert(0, shape);
            self.open = None;
        }
        if let Some(link) = run.link {
            match self.links.last_mut() {
                Some(span) if span.link == link && span.to == from => span.to = self.x,
                _ => self.links.push(LinkSpan { link, from, to: self.x }),
            }
        }
    }

    fn push_picture(&mut self, run: &Run, group: Group, picture: crate::model::NodeId, size: Size) {
        let at = Point::new(self.x, self.baseline - size.height);
        let kind = ItemKind::Picture(PictureItem { picture, size });
        self.groups[group as usize].push(Item { at, owner: run.owner, span: run.span, is_generated: false, kind });
        self.x += size.width;
        self.open = None;
    }

    /// Adds the glyphs of some text.
    fn push_text(&mut self, run: &Run, group: Group, text: &str, extra: Abs) {
        let style = run.style;
        let word = self.shaper.shape(style.face, style.features, style.language, text);
        let fonts = self.shaper.book();
        let tracking = style.size.scale(style.tracking, 1000);
        // The bytes in the item's text of the cluster that glyphs are being added for.
        let mut cluster = (u32::MAX, 0..0);
        for glyph in &word.glyphs {
            let scale = |units| fonts.face(glyph.face).scale(units, style.size);
            let advance = scale(glyph.advance) + extra + tracking;
            let item = self.text_item(run, group, glyph.face);
            if cluster.0 != glyph.start {
                let start = item.text.len() as u32;
                item.text.extend(text.get(glyph.start as usize..glyph.end as usize).unwrap_or("").chars().map(said));
                cluster = (glyph.start, start..item.text.len() as u32);
            }
            item.glyphs.push(PlacedGlyph {
                id: glyph.id,
                advance,
                x_offset: scale(glyph.x_offset),
                y_offset: scale(glyph.y_offset),
                start: cluster.1.start,
                end: cluster.1.end,
            });
            item.width += advance;
            self.x += advance;
        }
    }

    /// The text item to go on with, or a new one where owner, style or face change.
    fn text_item(&mut self, run: &Run, group: Group, face: crate::font::FaceId) -> &mut TextItem {
        let key = (group, run.range.start);
        let items = &mut self.groups[group as usize];
        let goes_on = self.open == Some(key)
            && matches!(items.last().map(|item| &item.kind), Some(ItemKind::Text(text)) if text.face == face);
        if !goes_on {
            self.open = Some(key);
            let kind = ItemKind::Text(TextItem {
                face,
                size: run.style.size,
                colour: run.style.colour,
                language: run.style.language,
                text: String::new(),
                glyphs: Vec::new(),
                width: Abs::ZERO,
            });
            let at = Point::new(self.x, self.baseline - run.style.rise);
            items.push(Item { at, owner: run.owner, span: run.span, is_generated: run.is_generated, kind });
        }
        match items.last_mut().map(|item| &mut item.kind) {
            Some(ItemKind::Text(text)) => text,
            _ => unreachable!("a text item was pushed or found right above"),
        }
    }

    /// The hyphen of a broken word, or the space that a reader hears between two lines.
    fn push_end(&mut self) {
        let Some(run) = self.last_run() else { return };
        let width = self.x;
        match self.line.ends {
            LineEnd::Hyphen => {
                let group = self.group_of(self.line.end.saturating_sub(1));
                self.push_text(run, group, "-", Abs::ZERO);
                if let Some(span) = self.links.last_mut().filter(|span| Some(span.link) == run.link) {
                    span.to = self.x;
                }
            }
            LineEnd::Space | LineEnd::Forced if run.object.is_none() => {
                let group = self.group_of(self.line.end.saturating_sub(1));
                self.push_text(run, group, " ", Abs::ZERO);
                self.x = width;
            }
            _ => {}
        }
    }

    fn finish(mut self, record: LineRecord, height: Abs) -> Line {
        let [head, items, tail] = std::mem::take(&mut self.groups);
        let language = self.last_run().map_or(Language::UNKNOWN, |run| run.style.language);
        let part = |at: usize, items: Vec<Item>, goes_on: bool| WordPart {
            word: word_around(&self.paragraph.text, at),
            language,
            items,
            goes_on,
        };
        // A line that is one piece of a word hands on what the line before began.
        let is_through = self.is_continued && self.head_end == self.line.end && is_within_word(self.line.ends);
        let begins_word = is_within_word(self.line.ends) && !is_through;
        let head = self.is_continued.then(|| part(self.line.start, head, is_through));
        let tail = begins_word.then(|| part(self.tail_start, tail, true));
        let starts_at = if self.is_continued { (self.head_end + 1).min(self.line.end) } else { self.line.start };
        let is_ours = self.paragraph.run_at(starts_at).is_some_and(|run| run.is_generated);
        let start = self
            .paragraph
            .node
            .filter(|_| !is_ours && starts_at < self.line.end)
            .map(|node| TextPosition { node, offset: self.paragraph.plain_offset(starts_at) as u32 });
        let range = self.line.start..self.line.end;
        let notes = self.paragraph.notes.iter().filter(|(at, _)| range.contains(at)).map(|(_, number)| *number);
        Line {
            items,
            head,
            tail,
            links: self.links,
            height,
            baseline: self.baseline,
            width: self.x,
            record,
            start,
            notes: notes.collect(),
            places: Vec::new(),
        }
    }
}

/// The character that a glyph says: no-break spaces are the printer's business, copied text has plain ones.
fn said(c: char) -> char {
    if matches!(c, '\u{A0}' | '\u{202F}') { ' ' } else { c }
}

/// The word around a byte, up to the spaces on both sides.
fn word_around(text: &str, at: usize) -> String {
    let is_gap = |c: char| c == ' ' || c == crate::layout::inline::prepare::FORCED;
    let before = text.get(..at).unwrap_or("");
    let start = before.rfind(is_gap).map_or(0, |gap| gap + before[gap..].chars().next().map_or(1, char::len_utf8));
    let after = text.get(at..).unwrap_or("");
    let end = at + after.find(is_gap).unwrap_or(after.len());
    text.get(start..end).unwrap_or("").chars().filter(|c| *c != OBJECT).map(said).collect()
}

/// How far spaces give, in thousandths of what they may: up to a half more, down to a third less.
fn ratio(room: Abs, spaces: Abs) -> i64 {
    let give = if room < Abs::ZERO { spaces / 3 } else { spaces / 2 };
    match (room.is_zero(), give.is_zero()) {
        (true, _) => 0,
        (false, true) => 99_999 * room.to_raw().signum(),
        (false, false) => (room.to_raw() * 1000 / give.to_raw()).clamp(-99_999, 99_999),
    }
}
