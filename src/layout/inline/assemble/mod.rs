//! From broken lines to items: glyphs in their places, spaces stretched, links and broken words noted.

mod caps;
mod ends;
mod give;
mod text;

use std::cell::Cell;
use std::ops::Range;

use unicode_bidi::Level;

use self::ends::{parts_word, word_around, word_end, word_start};
use self::give::{Give, Shares};
use self::text::fit_room;
use crate::font::{Shaper, WordId};
use crate::frame::{Artifact, Item, ItemKind, LineKind, LineRecord, Owner, PictureItem, Shape};
use crate::geom::{Abs, Point, Size};
use crate::layout::inline::bidi::visual_order;
use crate::layout::inline::cap::CapPlace;
use crate::layout::inline::conum::ConumPlace;
use crate::layout::inline::icon::IconOwner;
use crate::layout::inline::measure::{
    gap_stretch, hang_at_end, hang_at_start, hyphen_width, runs_of, shows_hyphen, width_of, word_width,
};
use crate::layout::inline::paragraph::{InlineObject, Paragraph, Run};
use crate::layout::inline::places::WordPiece;
use crate::layout::inline::unspaced::inner_gaps;
use crate::layout::inline::{BreakOptions, Broken, BrokenLine, Line, LineEnd, LinkSpan, WordPart};
use crate::model::{Language, TextPosition};
use crate::theme::{Align, Look, TextLine};

/// Words and spaces of a line of usual length.
const PARTS_OF_A_LINE: usize = 32;

thread_local! {
    /// Lists that keep their room from paragraph to paragraph.
    static ROOM: Cell<(Vec<LinePart>, Vec<Give>)> = Cell::default();
}

/// Where on a line a piece of text belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Head,
    Body,
    Tail,
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
    let (pieces, gives) = ROOM.take();
    let mut tools =
        Tools { words: &broken.words, next: 0, space: None, pieces, gives, parts: Vec::with_capacity(PARTS_OF_A_LINE) };
    for (index, line) in lines.iter().enumerate() {
        let mut setter = LineSetter::new((shaper, &mut tools), paragraph, line, is_continued, look);
        if options.is_hanging() {
            setter.hang();
        }
        set.push(setter.set(options.measure_of(index)));
        is_continued = parts_word(paragraph, line);
    }
    // Lines longer than any page is wide are rare.
    if tools.pieces.capacity() <= PARTS_OF_A_LINE * 32 {
        ROOM.set((tools.pieces, tools.gives));
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
        width - self.paragraph.gap_before(self.line.end) - self.hangs.0 - self.hangs.1
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
        if let Some(last) = parts.last_mut() {
            last.width -= self.paragraph.gap_before(self.line.end);
        }
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
        let mut rest = parts.as_slice();
        while let Some((first, _)) = rest.split_first() {
            let taken = if first.run.object.is_some() { 0 } else { self.push_words(rest) };
            if taken == 0 {
                self.push(first);
            }
            let (done, left) = rest.split_at(taken.max(1));
            self.mark(done);
            rest = left;
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
        let mut runs = self.runs(self.line.start..self.line.end).peekable();
        for (index, LinePart { range: piece, width, word, .. }) in pieces.iter().enumerate() {
            let more = shares.behind(piece, pieces.get(index + 1).map(|next| &next.range));
            while runs.next_if(|run| run.range.end <= piece.start).is_some() {}
            let is_plain = self.capped.is_empty() && (piece.end <= self.tail_start || piece.start >= self.tail_start);
            if let (true, Some(_), Some(run)) = (is_plain && piece.start >= self.head_end, word, runs.peek().copied()) {
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
    }

    /// Adds what stands behind and along some parts of one run, side by side, and notes their link.
    fn mark(&mut self, parts: &[Part<'a>]) {
        let (Some(first), Some(part)) = (parts.first(), parts.last()) else { return };
        let (run, from, to) = (first.run, first.x, part.x + part.width);
        let width = to - from;
        if let Some(cap) = run.style.cap {
            let place = CapPlace { cap, from, to: to - part.extra };
            match self.caps.last_mut().filter(|last| last.cap == cap) {
                Some(last) => (last.from, last.to) = (last.from.min(place.from), last.to.max(place.to)),
                None => self.caps.push(place),
            }
        }
        if let Some(colour) = run.style.background {
            let size = Size::new(width, self.look.leading.scale(88, 100));
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
            let kind = ItemKind::Shape(Shape::filled(Size::new(width, rule), run.style.colour));
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

    fn push_picture(&mut self, run: &Run, group: Group, picture: crate::model::NodeId, size: Size, x: Abs) {
        let at = Point::new(x, self.baseline - size.height);
        let kind = ItemKind::Picture(PictureItem { picture, size, is_turned: false });
        self.groups[group as usize].push(Item { at, owner: run.owner, span: run.span, is_generated: false, kind });
        self.open = None;
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

/// How far a line gives, in thousandths of what it may.
fn ratio(room: Abs, give: Abs) -> i64 {
    match (room.is_zero(), give.is_zero()) {
        (true, _) => 0,
        (false, true) => 99_999 * room.to_raw().signum(),
        (false, false) => (room.to_raw() * 1000 / give.to_raw()).clamp(-99_999, 99_999),
    }
}
