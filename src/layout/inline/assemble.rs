//! From broken lines to items: glyphs in their places, spaces stretched, links and broken words noted.

use std::ops::Range;

use unicode_bidi::Level;

use crate::font::{FaceId, Glyph, Shaper, WordId};
use crate::frame::{
    Artifact, BrokenWord, Item, ItemKind, LineKind, LineRecord, Mirror, Owner, PictureItem, PlacedGlyph, Shape,
    TextItem,
};
use crate::geom::{Abs, Point, Size};
use crate::layout::inline::bidi::visual_order;
use crate::layout::inline::cap::{Cap, CapPlace};
use crate::layout::inline::conum::ConumPlace;
use crate::layout::inline::icon::IconOwner;
use crate::layout::inline::measure::{
    gap_stretch, hang_at_end, hang_at_start, hyphen_width, runs_of, shows_hyphen, width_of, word_width,
};
use crate::layout::inline::paragraph::{FORCED, InlineObject, OBJECT, Paragraph, Run};
use crate::layout::inline::places::WordPiece;
use crate::layout::inline::unspaced::{inner_gaps, is_unspaced};
use crate::layout::inline::{BreakOptions, Broken, BrokenLine, LineEnd};
use crate::model::{Language, TextPosition};
use crate::theme::{Align, Look, TextLine};

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

impl Line {
    /// Mirrors the line within its measure.
    pub(super) fn mirror(&mut self) {
        let mirror = Mirror { width: self.record.measure };
        let parts = [&mut self.head, &mut self.tail].into_iter().flatten().flat_map(|part| &mut part.items);
        self.items.iter_mut().chain(parts).for_each(|item| mirror.item(item));
        for link in &mut self.links {
            (link.from, link.to) = (mirror.width - link.to, mirror.width - link.from);
        }
    }
}

/// Words and spaces of a line of usual length.
const PARTS_OF_A_LINE: usize = 32;
/// Longer words are not joined over lines, in characters.
const LONGEST_WORD: usize = 1_000;

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

/// A place in a line that may give.
#[derive(Debug, Clone, Copy)]
struct Give {
    /// Its byte: that of the space, or the one behind the gap.
    at: usize,
    /// For a space how wide it is, for a gap what it may grow by.
    width: Abs,
    is_space: bool,
}

/// A word, a space, or what stands between two gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LinePart {
    /// Its bytes in the paragraph's text.
    range: Range<usize>,
    width: Abs,
    is_space: bool,
    /// The word that it was shaped as, where it is one.
    word: Option<WordId>,
}

/// What of a line's extra width each of its spaces and gaps gets.
struct Shares<'g> {
    gives: &'g [Give],
    extra: Abs,
    total: i64,
    shared: i64,
    given: Abs,
}

impl<'g> Shares<'g> {
    fn new(gives: &'g [Give], extra: Abs) -> Self {
        let mut shares = Self { gives, extra, total: 0, shared: 0, given: Abs::ZERO };
        shares.total = gives.iter().map(|give| shares.parts(give)).sum();
        shares
    }

    /// Gaps grow by two thirds of what spaces grow by, and never shrink.
    fn parts(&self, give: &Give) -> i64 {
        match (give.is_space, self.extra < Abs::ZERO) {
            (true, _) => 3,
            (false, true) => 0,
            (false, false) => 2,
        }
    }

    /// What stands behind a piece of the line, itself a space or one before a gap.
    fn behind(&mut self, piece: &Range<usize>, next: Option<&Range<usize>>) -> Abs {
        let Some((give, rest)) = self.gives.split_first() else { return Abs::ZERO };
        let is_here =
            if give.is_space { give.at == piece.start } else { next.is_some_and(|next| next.start == give.at) };
        if !is_here || self.total == 0 {
            return Abs::ZERO;
        }
        self.shared += self.parts(give);
        self.gives = rest;
        // What does not share out evenly goes to them one after the other.
        let share = self.extra.scale(self.shared, self.total) - self.given;
        self.given += share;
        share
    }
}

/// A part of a line in one style and direction.
struct Part<'a> {
    run: &'a Run,
    /// Its bytes in the paragraph's text.
    range: Range<usize>,
    /// The word that it was shaped as, where it is one that is known.
    word: Option<WordId>,
    /// Its left edge.
    x: Abs,
    /// With what the line gives behind it.
    width: Abs,
    extra: Abs,
}

/// A range cut at those of some places, none behind the next, that lie within it: where scripts put no spaces, a broken
/// word may begin or end anywhere.
fn cut(range: Range<usize>, places: [usize; 4]) -> impl Iterator<Item = Range<usize>> {
    let mut from = range.start;
    let edges = places.into_iter().chain([range.end]).map(move |place| place.clamp(range.start, range.end));
    edges.filter_map(move |to| {
        let part = from..to.max(from);
        from = part.end;
        (!part.is_empty()).then_some(part)
    })
}

/// How thick a line along text is, and how far its upper edge stands above the baseline.
fn text_line(line: TextLine, size: Abs) -> (Abs, Abs) {
    let above = match line {
        TextLine::Under => -size.scale(12, 100),
        TextLine::Through => size.scale(27, 100),
        TextLine::Over => size.scale(82, 100),
    };
    (size / 20, above)
}

/// A glyph of a size, its bytes as in the shaped word.
fn placed(glyph: &Glyph, size: Abs, advance: Abs) -> PlacedGlyph {
    let offset = match (glyph.x_offset, glyph.y_offset) {
        (0, 0) => Point::default(),
        (x, y) => Point::new(glyph.length(x, size), glyph.length(y, size)),
    };
    PlacedGlyph::new(glyph.id, advance, offset, glyph.start..glyph.end)
}

/// What lines are set with, one after the other.
struct Tools<'a> {
    /// The words of the paragraph, in the order of the text.
    words: &'a [WordPiece],
    /// The word behind that which was asked for last.
    next: usize,
    /// The space of the run that was asked last: the run's first byte, the space and how wide it is.
    space: Option<(usize, WordId, Abs)>,
    /// Lists that keep their room from line to line.
    pieces: Vec<LinePart>,
    gives: Vec<Give>,
    parts: Vec<Part<'a>>,
}

/// Sets the lines of a paragraph.
pub fn assemble(
    shaper: &mut Shaper,
    paragraph: &Paragraph,
    broken: &Broken,
    look: &Look,
    options: &BreakOptions,
) -> Vec<Line> {
    let lines = &broken.lines;
    let mut is_continued = false;
    let mut set = Vec::with_capacity(lines.len());
    let mut tools = Tools {
        words: &broken.words,
        next: 0,
        space: None,
        pieces: Vec::with_capacity(PARTS_OF_A_LINE),
        gives: Vec::with_capacity(PARTS_OF_A_LINE / 2),
        parts: Vec::with_capacity(PARTS_OF_A_LINE),
    };
    for (index, line) in lines.iter().enumerate() {
        let mut setter = LineSetter::new((shaper, &mut tools), paragraph, line, is_continued, look);
        if options.is_hanging() {
            setter.hang();
        }
        set.push(setter.set(options.measure_of(index)));
        is_continued = parts_word(paragraph, line);
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

/// Whether a word goes on in the line after this one, and is to be copied whole.
///
/// What has no space for a page long is no word, and to say all of it on each of its lines would take as many pages.
fn parts_word(paragraph: &Paragraph, line: &BrokenLine) -> bool {
    let is_short = |at: usize| {
        let near = |text: &str| text.char_indices().take_while(|(at, c)| *at <= LONGEST_WORD && !ends_word(*c)).count();
        let before = paragraph.text.get(..at).unwrap_or("");
        let letters = before.chars().rev().take_while(|c| !ends_word(*c)).take(LONGEST_WORD).count();
        letters + near(paragraph.text.get(at..).unwrap_or("")) < LONGEST_WORD
    };
    matches!(line.ends, LineEnd::Hyphen | LineEnd::WithinWord) && is_short(line.end)
}

struct LineSetter<'a, 't> {
    shaper: &'t mut Shaper,
    tools: &'t mut Tools<'a>,
    paragraph: &'a Paragraph,
    line: &'a BrokenLine,
    look: &'a Look,
    /// The end of the word that the line before began.
    head_end: usize,
    /// The start of the word that goes on in the next line.
    tail_start: usize,
    groups: [Vec<Item>; 3],
    /// What lies behind the text.
    behind: Vec<Item>,
    /// The caps of keys and buttons, in the order of the text.
    caps: Vec<CapPlace>,
    /// The words with caps in them that lie in the line whole.
    capped: Vec<Range<usize>>,
    /// Where among the items the capped word starts that is being set.
    capped_from: Option<usize>,
    open: Option<(Group, usize)>,
    links: Vec<LinkSpan>,
    x: Abs,
    baseline: Abs,
    is_continued: bool,
    /// Whether a word goes on in the next line.
    parts_word: bool,
    /// What of its first and of its last sign hangs into the margins.
    hangs: (Abs, Abs),
}

impl<'a, 't> LineSetter<'a, 't> {
    fn new(
        (shaper, tools): (&'t mut Shaper, &'t mut Tools<'a>),
        paragraph: &'a Paragraph,
        line: &'a BrokenLine,
        is_continued: bool,
        look: &'a Look,
    ) -> Self {
        let text = paragraph.text.get(line.start..line.end).unwrap_or("");
        let head_end = if is_continued { line.start + word_end(text) } else { line.start };
        let parts_word = parts_word(paragraph, line);
        let tail_start = if parts_word { line.start + word_start(text) } else { line.end };
        Self {
            shaper,
            tools,
            paragraph,
            line,
            look,
            head_end,
            tail_start: tail_start.max(head_end),
            groups: [Vec::new(), Vec::new(), Vec::new()],
            behind: Vec::new(),
            caps: Vec::new(),
            capped: Vec::new(),
            capped_from: None,
            open: None,
            links: Vec::new(),
            x: Abs::ZERO,
            baseline: Abs::ZERO,
            is_continued,
            parts_word,
            hangs: (Abs::ZERO, Abs::ZERO),
        }
    }

    /// Lets the signs at both ends hang into the margins.
    fn hang(&mut self) {
        let BrokenLine { start, end, ends, .. } = *self.line;
        let at_start = hang_at_start(self.shaper, self.paragraph, start);
        self.hangs = (at_start, hang_at_end(self.shaper, self.paragraph, end, ends));
    }

    fn set(mut self, measure: Abs) -> Line {
        self.capped = self.capped_words();
        let pieces = self.pieces(self.line.start..self.line.end);
        let natural = self.natural_width(&pieces);
        let gives = self.gives(&pieces);
        let spaces: Abs = gives.iter().filter(|give| give.is_space).map(|give| give.width).sum();
        let gaps: Abs = gives.iter().filter(|give| !give.is_space).map(|give| give.width).sum();
        let room = measure - natural;
        let ends = matches!(self.line.ends, LineEnd::Last | LineEnd::Forced);
        let is_justified = self.look.align == Align::Justify;
        // Spaces shrink by a third at most, on a last line too; they grow only where both edges are straight.
        let extra = match () {
            () if gives.is_empty() => Abs::ZERO,
            () if room < Abs::ZERO && is_justified => room.max(-(spaces / 3)),
            () if is_justified && !ends => room,
            () => Abs::ZERO,
        };
        let (height, baseline) = self.height();
        self.baseline = baseline;
        let left = room - extra;
        let at_start = match self.look.align {
            Align::Right => left.max(Abs::ZERO),
            Align::Centre => (left / 2).max(Abs::ZERO),
            Align::Left | Align::Justify => Abs::ZERO,
        };
        // Where text runs from right to left, its end stands at the left.
        let from = match self.paragraph.is_rtl {
            true => left - at_start - self.hangs.1,
            false => at_start - self.hangs.0,
        };
        self.place(&pieces, &gives, extra, from);
        (self.tools.pieces, self.tools.gives) = (pieces, gives);
        let width = at_start + natural + extra;
        let stretch = if room < Abs::ZERO { spaces / 3 } else { spaces / 2 + gaps };
        let overfull = (natural + extra.min(Abs::ZERO) - measure).max(Abs::ZERO);
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
            ratio: ratio(room, stretch),
            is_hyphenated: self.is_hyphenated(),
            overfull,
        };
        self.finish(record, height, width)
    }

    fn is_hyphenated(&self) -> bool {
        let text = self.paragraph.text.get(self.line.start..self.line.end).unwrap_or("");
        shows_hyphen(text, self.line.ends)
    }

    fn natural_width(&mut self, pieces: &[LinePart]) -> Abs {
        let mut width: Abs = pieces.iter().map(|piece| piece.width).sum();
        if self.line.ends == LineEnd::Hyphen {
            width += self.hyphen_advance();
        }
        width - self.hangs.0 - self.hangs.1
    }

    fn hyphen_advance(&mut self) -> Abs {
        let Some(run) = self.last_run() else { return Abs::ZERO };
        hyphen_width(self.shaper, run)
    }

    fn last_run(&self) -> Option<&'a Run> {
        self.line.end.checked_sub(1).and_then(|before| self.paragraph.run_at(before))
    }

    /// The spaces and gaps that may give, in the order of the text.
    fn gives(&mut self, pieces: &[LinePart]) -> Vec<Give> {
        let mut gives = std::mem::take(&mut self.tools.gives);
        gives.clear();
        let mut before: Option<&LinePart> = None;
        for piece in pieces {
            let at = piece.range.start;
            if piece.is_space {
                gives.push(Give { at, width: piece.width, is_space: true });
            } else if before.is_some_and(|before| !before.is_space) {
                let width = self.paragraph.run_at(at).map_or(Abs::ZERO, |run| gap_stretch(run.style.size));
                gives.push(Give { at, width, is_space: false });
            }
            before = Some(piece);
        }
        gives
    }

    fn height(&self) -> (Abs, Abs) {
        let baseline = baseline(self.look);
        let highest = self.runs(self.line.start..self.line.end).filter_map(|run| run.object).filter_map(picture_height);
        let highest = highest.max().unwrap_or(Abs::ZERO);
        let extra = (highest + Abs::pt(2.0) - baseline).max(Abs::ZERO);
        (self.look.leading + extra, baseline + extra)
    }

    fn runs(&self, range: Range<usize>) -> impl Iterator<Item = &'a Run> + use<'a> {
        runs_of(self.paragraph, &range)
    }

    /// Words, single spaces and what stands between gaps of a range, in order.
    fn pieces(&mut self, range: Range<usize>) -> Vec<LinePart> {
        let text = self.paragraph.text.get(range.clone()).unwrap_or("");
        let mut pieces = std::mem::take(&mut self.tools.pieces);
        pieces.clear();
        let mut push = |range: Range<usize>, is_space: bool| {
            if !range.is_empty() {
                let (word, width) = if is_space { self.space(&range) } else { self.word(&range) };
                pieces.push(LinePart { range, width, is_space, word });
            }
        };
        let mut from = range.start;
        let mut gaps = inner_gaps(text).map(|at| range.start + at).peekable();
        for at in text.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| range.start + at) {
            while let Some(gap) = gaps.next_if(|gap| *gap < at) {
                push(from..gap, false);
                from = gap;
            }
            push(from..at, false);
            push(at..at + 1, true);
            from = at + 1;
        }
        for gap in gaps {
            push(from..gap, false);
            from = gap;
        }
        push(from..range.end, false);
        pieces
    }

    /// The words from a place in the text on, as they were measured.
    fn words_from(&mut self, at: usize) -> &'a [WordPiece] {
        let words = self.tools.words;
        // Most are asked for one after the other.
        if words.get(self.tools.next).is_none_or(|word| word.start != at) {
            self.tools.next = words.partition_point(|word| word.start < at);
        }
        words.get(self.tools.next..).unwrap_or_default()
    }

    /// What some text between spaces was shaped as, where it is one word in one style, and how wide it is.
    fn word(&mut self, range: &Range<usize>) -> (Option<WordId>, Abs) {
        let pieces = self.words_from(range.start);
        let count = pieces.iter().take_while(|word| word.end <= range.end).count();
        self.tools.next += count;
        match pieces.get(..count) {
            Some([word]) if (word.start, word.end) == (range.start, range.end) => (word.word, word.width),
            Some(words @ [first, .., last]) if (first.start, last.end) == (range.start, range.end) => {
                (None, words.iter().map(|word| word.width).sum())
            }
            // The line holds a part of it.
            _ => (None, width_of(self.shaper, self.paragraph, range.clone())),
        }
    }

    /// A space, and how wide it is.
    fn space(&mut self, range: &Range<usize>) -> (Option<WordId>, Abs) {
        let Some(run) = self.paragraph.run_at(range.start) else { return (None, Abs::ZERO) };
        if let Some((_, word, width)) = self.tools.space.filter(|(of, ..)| *of == run.range.start) {
            return (Some(word), width);
        }
        let word = self.shaper.word(run.setting(), " ");
        let width = word_width(self.shaper, word, &run.style);
        self.tools.space = Some((run.range.start, word, width));
        (Some(word), width)
    }

    /// Places the parts of the line from left to right, and adds them in the order of the text.
    fn place(&mut self, pieces: &[LinePart], gives: &[Give], extra: Abs, left: Abs) {
        let mut parts = self.parts(pieces, gives, extra);
        let mut x = left;
        let mut place = |part: &mut Part<'_>| {
            part.x = x;
            x += part.width;
        };
        let level = parts.first().map_or(Level::ltr(), |part| part.run.level);
        if level.is_ltr() && parts.iter().all(|part| part.run.level == level) {
            parts.iter_mut().for_each(place);
        } else {
            let levels: Vec<Level> = parts.iter().map(|part| part.run.level).collect();
            visual_order(&levels).into_iter().for_each(|index| parts.get_mut(index).into_iter().for_each(&mut place));
        }
        self.x = x;
        for part in &parts {
            self.push(part);
        }
        self.tools.parts = parts;
        self.leave();
        self.push_end(left);
    }

    /// The parts of the line, each in one style and direction, in the order of the text; none has its place yet.
    fn parts(&mut self, pieces: &[LinePart], gives: &[Give], extra: Abs) -> Vec<Part<'a>> {
        let mut shares = Shares::new(gives, extra);
        let mut parts = std::mem::take(&mut self.tools.parts);
        parts.clear();
        for (index, LinePart { range: piece, width, word, .. }) in pieces.iter().enumerate() {
            let more = shares.behind(piece, pieces.get(index + 1).map(|next| &next.range));
            let is_plain = self.capped.is_empty() && (piece.end <= self.tail_start || piece.start >= self.tail_start);
            if let (true, Some(_), Some(run)) =
                (is_plain && piece.start >= self.head_end, word, self.runs(piece.clone()).next())
            {
                // Nearly all words: in one style, and on one line.
                let range = piece.clone();
                parts.push(Part { run, range, word: *word, x: Abs::ZERO, width: *width + more, extra: more });
                continue;
            }
            for run in self.runs(piece.clone()) {
                let whole = run.range.start.max(piece.start)..run.range.end.min(piece.end);
                let capped = self.capped.iter().find(|word| word.start < whole.end && whole.start < word.end);
                let capped = capped.cloned().unwrap_or(self.head_end..self.head_end);
                for range in cut(whole, [self.head_end, capped.start, capped.end, self.tail_start]) {
                    let extra = if range.end == piece.end { more } else { Abs::ZERO };
                    let (word, width) = if range == *piece { (*word, *width) } else { self.word(&range) };
                    parts.push(Part { run, range, word, x: Abs::ZERO, width: width + extra, extra });
                }
            }
        }
        parts
    }

    fn group_of(&self, at: usize) -> Group {
        match at {
            at if at < self.head_end => Group::Head,
            at if at >= self.tail_start && self.parts_word => Group::Tail,
            _ => Group::Body,
        }
    }

    fn push(&mut self, part: &Part<'a>) {
        let (run, from) = (part.run, part.x);
        let group = self.group_of(part.range.start);
        self.enter(part.range.start);
        match run.object {
            Some((InlineObject::Picture(picture), size)) => self.push_picture(run, group, picture, size, from),
            Some((InlineObject::Conum(conum), _)) => {
                let at = Point::new(from, self.baseline);
                let place = ConumPlace { at, em: run.style.size, owner: run.owner, span: run.span };
                let item = conum.item(self.shaper, place);
                self.groups[group as usize].push(item);
                self.open = None;
            }
            Some((InlineObject::Icon(icon), size)) => {
                let owner = IconOwner { owner: run.owner, span: run.span };
                let items = icon.items(Point::new(from, self.baseline), size, owner);
                self.groups[group as usize].extend(items);
                self.open = None;
            }
            None => self.push_text(part, group),
        }
        let to = from + part.width;
        if let Some(cap) = run.style.cap {
            let place = CapPlace { cap, from, to: to - part.extra };
            match self.caps.last_mut().filter(|last| last.cap == cap) {
                Some(last) => (last.from, last.to) = (last.from.min(place.from), last.to.max(place.to)),
                None => self.caps.push(place),
            }
        }
        if let Some(colour) = run.style.background {
            let size = Size::new(part.width, self.look.leading.scale(88, 100));
            let at = Point::new(from, self.baseline - self.look.size.scale(86, 100));
            let kind = ItemKind::Shape(Shape::filled(size, colour));
            let shape = Item { at, owner: Owner::Artifact(Artifact::Layout), span: run.span, is_generated: true, kind };
            // Behind the text: before every other item of the line, and never part of a broken word.
            self.behind.insert(0, shape);
            self.open = None;
        }
        if let Some(line) = run.style.line {
            let (rule, above) = text_line(line, run.style.size);
            let at = Point::new(from, self.baseline - run.style.rise - above);
            let kind = ItemKind::Shape(Shape::filled(Size::new(part.width, rule), run.style.colour));
            let shape = Item { at, owner: Owner::Artifact(Artifact::Layout), span: run.span, is_generated: true, kind };
            self.behind.insert(0, shape);
            self.open = None;
        }
        if let Some(link) = run.link {
            match self.links.last_mut() {
                Some(span) if span.link == link && span.to == from => span.to = to,
                Some(span) if span.link == link && span.from == to => span.from = from,
                _ => self.links.push(LinkSpan { link, from, to }),
            }
        }
    }

    /// The words with caps in them, but for those that other lines have parts of.
    fn capped_words(&self) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for run in self.runs(self.head_end..self.tail_start).filter(|run| run.style.cap.is_some()) {
            let (at, behind) = (run.range.start.max(self.head_end), run.range.end.min(self.tail_start));
            let from = words.last().map_or(self.head_end, |last| last.end);
            if at < from {
                continue;
            }
            let text = &self.paragraph.text;
            let start = word_start(text.get(from..at).unwrap_or("")) + from;
            let end = word_end(text.get(behind..self.tail_start).unwrap_or("")) + behind;
            words.push(start..end);
        }
        words
    }

    /// Begins or ends a capped word where `at` stands.
    fn enter(&mut self, at: usize) {
        let starts = self.capped.iter().any(|word| word.start == at);
        let is_within = self.capped.iter().any(|word| word.contains(&at));
        if starts || !is_within {
            self.leave();
        }
        if starts {
            self.open = None;
            self.capped_from = Some(self.groups[Group::Body as usize].len());
        }
    }

    /// Ends the capped word that is being set: what of it has one owner is read and copied as one word, for the edges
    /// of caps are no spaces.
    fn leave(&mut self) {
        let Some(from) = self.capped_from.take() else { return };
        self.open = None;
        let items = self.groups[Group::Body as usize].split_off(from);
        let is_text = |item: &Item| matches!(item.kind, ItemKind::Text(_));
        let goes_on = |a: &Item, b: &Item| is_text(a) && is_text(b) && a.owner == b.owner;
        let joined = items.chunk_by(goes_on).flat_map(|chunk| match chunk {
            [first, _, ..] => vec![joined(first, chunk)],
            chunk => chunk.to_vec(),
        });
        self.groups[Group::Body as usize].extend(joined);
    }

    fn push_picture(&mut self, run: &Run, group: Group, picture: crate::model::NodeId, size: Size, x: Abs) {
        let at = Point::new(x, self.baseline - size.height);
        let kind = ItemKind::Picture(PictureItem { picture, size, is_turned: false });
        self.groups[group as usize].push(Item { at, owner: run.owner, span: run.span, is_generated: false, kind });
        self.open = None;
    }

    /// Adds the glyphs of some text.
    fn push_text(&mut self, part: &Part<'_>, group: Group) {
        let run = part.run;
        let style = run.style;
        let text = self.paragraph.text.get(part.range.clone()).unwrap_or("");
        let word = part.word.unwrap_or_else(|| self.shaper.word(run.setting(), text));
        let tracking = style.size.scale(style.tracking, 1000);
        let is_space = text == " ";
        let (before, behind) = Cap::room_around(run, &part.range);
        let mut x = part.x + if run.level.is_ltr() { before } else { behind };
        let shaper = &*self.shaper;
        let glyphs = shaper.glyphs(word);
        let last = glyphs.len().saturating_sub(1);
        let place = |(index, glyph): (usize, &Glyph)| {
            // What a line gives goes behind its spaces and behind the last sign before a gap.
            let more = if is_space || index == last { part.extra } else { Abs::ZERO };
            let tracking = if glyph.advance > 0 { tracking } else { Abs::ZERO };
            let advance = glyph.length(glyph.advance, style.size) + more + tracking;
            placed(glyph, style.size, advance)
        };
        let Some(first) = glyphs.first() else { return };
        if run.level.is_ltr() && glyphs.iter().all(|glyph| glyph.face == first.face) {
            // Nearly all text: it needs no lists on the way.
            let end = if group == Group::Head { self.head_end } else { self.line.end };
            let room = run.range.end.min(end).saturating_sub(part.range.start) + 1;
            let open = Open { open: &mut self.open, groups: &mut self.groups, baseline: self.baseline };
            let item = text_item(open, run, group, (first.face, room), x, part.width - before - behind);
            let glyphs = glyphs.iter().enumerate().map(place);
            let width = match text.is_ascii() {
                true => say_letters(item_text(item), glyphs, text),
                false => say(item_text(item), glyphs, text),
            };
            item.width += width;
            return;
        }
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
    fn push_end(&mut self, left: Abs) {
        let Some(run) = self.last_run() else { return };
        let group = self.group_of(self.line.end.saturating_sub(1));
        let text = match self.line.ends {
            LineEnd::Hyphen => "-",
            LineEnd::Space | LineEnd::Forced if run.object.is_none() => " ",
            _ => return,
        };
        let word = self.shaper.shape(run.setting(), text);
        let is_hyphen = text == "-";
        let width = if is_hyphen { word.width(run.style.size) } else { Abs::ZERO };
        // Where the paragraph runs from right to left, so does the end of a line stand at its left.
        let is_rtl = self.paragraph.is_rtl;
        let x = if is_rtl { left - width } else { self.x };
        for glyph in &word.glyphs {
            let advance = if is_rtl && !is_hyphen { Abs::ZERO } else { glyph.length(glyph.advance, run.style.size) };
            self.push_glyphs(run, group, text, &[(glyph.face, placed(glyph, run.style.size, advance))], x);
        }
        if is_hyphen && let Some(span) = self.links.last_mut().filter(|span| Some(span.link) == run.link) {
            (span.from, span.to) = (span.from.min(x), span.to.max(x + width));
        }
    }

    fn finish(mut self, record: LineRecord, height: Abs, width: Abs) -> Line {
        let mut groups = std::mem::take(&mut self.groups);
        // What lies behind the text comes before it, caps above all else of that.
        let caps = self.caps.iter().flat_map(|cap| cap.items(self.baseline));
        groups[Group::Body as usize].splice(0..0, self.behind.drain(..).chain(caps));
        groups.iter_mut().flatten().for_each(fit_room);
        let [head, items, tail] = groups;
        let language = self.last_run().map_or(Language::UNKNOWN, |run| run.style.language);
        let part = |at: usize, items: Vec<Item>, goes_on: bool| WordPart {
            word: word_around(&self.paragraph.text, at),
            language,
            items,
            goes_on,
        };
        // A line that is one piece of a word hands on what the line before began.
        let is_through = self.is_continued && self.head_end == self.line.end && self.parts_word;
        let begins_word = self.parts_word && !is_through;
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
            width,
            record,
            start,
            notes: notes.collect(),
            places: Vec::new(),
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

/// From a line's upper edge to its baseline: the em box stands in the middle of the leading, its baseline a quarter
/// from its lower edge.
pub fn baseline(look: &Look) -> Abs {
    (look.leading - look.size) / 2 + look.size.scale(76, 100)
}

/// Pictures and large icons make their line higher; conums are made for its height.
fn picture_height((object, size): (InlineObject, Size)) -> Option<Abs> {
    match object {
        InlineObject::Picture(_) => Some(size.height),
        InlineObject::Icon(_) => Some(size.height.scale(88, 100) - Abs::pt(2.0)),
        InlineObject::Conum(_) => None,
    }
}

/// The texts of one owner as one word.
fn joined(first: &Item, texts: &[Item]) -> Item {
    let mut word = BrokenWord { word: String::new(), language: Language::UNKNOWN, parts: texts.to_vec() };
    for text in texts {
        if let ItemKind::Text(text) = &text.kind {
            word.word.push_str(&text.text);
            word.language = if word.language.is_known() { word.language } else { text.language };
        }
    }
    let is_generated = texts.iter().all(|text| text.is_generated);
    Item { is_generated, kind: ItemKind::BrokenWord(word), ..first.clone() }
}

/// Gives back the room that an item's lists do not need: lines are kept until the book is written.
fn fit_room(item: &mut Item) {
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

/// Adds glyphs, in the order of the text, with the bytes that they say; gives how wide they are.
fn say(
    (said, placed): (&mut String, &mut Vec<PlacedGlyph>),
    glyphs: impl Iterator<Item = PlacedGlyph>,
    text: &str,
) -> Abs {
    let mut width = Abs::ZERO;
    let mut cluster = (u32::MAX, 0..0);
    for glyph in glyphs {
        if cluster.0 != glyph.start {
            let start = said.len() as u32;
            let words = text.get(glyph.start as usize..glyph.end as usize).unwrap_or("");
            said.extend(words.chars().map(self::said));
            cluster = (glyph.start, start..said.len() as u32);
        }
        width += glyph.advance();
        placed.push(glyph.saying(cluster.1.clone()));
    }
    width
}

/// The same for all glyphs of a text whose characters are said as they are.
fn say_letters(
    (said, placed): (&mut String, &mut Vec<PlacedGlyph>),
    glyphs: impl Iterator<Item = PlacedGlyph>,
    text: &str,
) -> Abs {
    let mut width = Abs::ZERO;
    let start = said.len() as u32;
    said.push_str(text);
    for glyph in glyphs {
        width += glyph.advance();
        let bytes = start + glyph.start..start + glyph.end;
        placed.push(glyph.saying(bytes));
    }
    width
}

/// The character that a glyph says: no-break spaces are the printer's business, copied text has plain ones.
fn said(c: char) -> char {
    if matches!(c, '\u{A0}' | '\u{202F}') { ' ' } else { c }
}

/// The word around a byte, up to where words end on both sides.
fn word_around(text: &str, at: usize) -> String {
    let start = word_start(text.get(..at).unwrap_or(""));
    let end = at + word_end(text.get(at..).unwrap_or(""));
    text.get(start..end).unwrap_or("").chars().filter(|c| *c != OBJECT).map(said).collect()
}

/// Where the first word of a text ends: at a space, or before a sign of a script that has none.
fn word_end(text: &str) -> usize {
    text.find(ends_word).unwrap_or(text.len())
}

/// Where the last word of a text starts.
fn word_start(text: &str) -> usize {
    text.rfind(ends_word).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
}

fn ends_word(c: char) -> bool {
    matches!(c, ' ' | FORCED) || is_unspaced(c)
}

/// How far a line gives, in thousandths of what it may.
fn ratio(room: Abs, give: Abs) -> i64 {
    match (room.is_zero(), give.is_zero()) {
        (true, _) => 0,
        (false, true) => 99_999 * room.to_raw().signum(),
        (false, false) => (room.to_raw() * 1000 / give.to_raw()).clamp(-99_999, 99_999),
    }
}
