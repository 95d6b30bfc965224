//! Lines of code: each one of the author's lines is one of ours, or several where it is too wide.
//!
//! What is too wide is broken behind spaces, behind what opens or parts, before what joins, and only
//! where none of that is near the end between any two characters. The parts of a line hang beyond its
//! own indentation and are one word to those who copy.

use icu_segmenter::GraphemeClusterSegmenter;

use crate::font::Shaper;
use crate::frame::{Artifact, Item, ItemKind, Owner, PathCommand, Shape, Stroke};
use crate::geom::{Abs, Colour, Point, Size};
use crate::layout::inline::measure::width_of;
use crate::layout::inline::paragraph::{InlineObject, OBJECT};
use crate::layout::inline::{
    BreakOptions, Broken, BrokenLine, Line, LineEnd, Paragraph, Runaround, WordPart, assemble,
};
use crate::model::Language;
use crate::theme::Look;

/// No more parts than these are joined into one word, and none of these joints ends a page.
pub const JOINED: usize = 6;

/// The room that a line of code has.
#[derive(Debug, Clone, Copy)]
pub struct CodeRoom {
    /// The measure.
    pub measure: Abs,
    /// The advance of a character.
    pub column: Abs,
    /// The colour of the mark at a line that goes on.
    pub mark: Colour,
}

/// Sets a line of code; a text of nothing gives no line.
pub fn set_code(shaper: &mut Shaper, paragraph: &Paragraph, look: &Look, room: CodeRoom) -> Vec<Line> {
    let blanks = paragraph.text.chars().take_while(|c| matches!(c, ' ' | '\u{A0}')).count() as i64;
    let hang = (room.column * (blanks + 2)).min(room.measure / 2);
    let broken = break_code(shaper, paragraph, room, hang);
    let options = BreakOptions {
        measure: room.measure,
        is_justified: false,
        hyphenates: false,
        hangs: false,
        size: look.size,
        runaround: Runaround::default(),
        is_elastic: false,
    };
    let mut lines = assemble(shaper, paragraph, &broken, look, &options);
    for line in lines.iter_mut().skip(1) {
        hang_line(line, hang, look, room);
    }
    if (2..=JOINED).contains(&lines.len()) && paragraph.links.is_empty() {
        let rest = broken.lines.get(1).map_or(paragraph.text.len(), |line| line.start);
        join(&mut lines, &words(paragraph, rest));
    }
    if paragraph.is_mirrored {
        lines.iter_mut().for_each(Line::mirror);
    }
    lines
}

/// How many columns a text takes, about: as many as it has characters, two for a conum.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| if c == OBJECT { 2 } else { 1 }).sum()
}

fn break_code(shaper: &mut Shaper, paragraph: &Paragraph, room: CodeRoom, hang: Abs) -> Broken {
    let text = paragraph.text.as_str();
    let whole = |start, end| BrokenLine { start, end, ends: LineEnd::Last, pass: 1 };
    if text.is_empty() {
        return Broken::default();
    }
    let fits_surely = text.is_ascii() && room.column * text.len() as i64 <= room.measure;
    if fits_surely || width_of(shaper, paragraph, 0..text.len()) <= room.measure {
        return Broken::of(vec![whole(0, text.len())]);
    }
    let stops: Vec<usize> = if text.is_ascii() {
        (0..=text.len()).collect()
    } else {
        GraphemeClusterSegmenter::new().segment_str(text).collect()
    };
    let mut lines = Vec::new();
    let mut first = 0;
    while first + 1 < stops.len() {
        let measure = if first == 0 { room.measure } else { room.measure - hang };
        let last = last_that_fits(shaper, paragraph, &stops, first, measure);
        let end = if last + 1 == stops.len() { last } else { best_break(text, &stops, first, last) };
        lines.push(whole(at(&stops, first), at(&stops, end)));
        first = end;
    }
    Broken::of(lines)
}

fn at(stops: &[usize], index: usize) -> usize {
    stops.get(index).copied().unwrap_or_default()
}

/// The last stop before which the text from `first` fits; at least one character does.
fn last_that_fits(shaper: &mut Shaper, paragraph: &Paragraph, stops: &[usize], first: usize, measure: Abs) -> usize {
    let mut width = Abs::ZERO;
    let mut last = first + 1;
    while last < stops.len() {
        width += width_of(shaper, paragraph, at(stops, last - 1)..at(stops, last));
        // A space at the end may stand beyond the measure.
        let is_space = paragraph.text.get(at(stops, last - 1)..at(stops, last)) == Some(" ");
        if width > measure && !is_space && last > first + 1 {
            return last - 1;
        }
        last += 1;
    }
    last - 1
}

/// The best stop up to `last`: near the end a good one, further back only a very good one.
fn best_break(text: &str, stops: &[usize], first: usize, last: usize) -> usize {
    let length = last - first;
    let near = first + length * 6 / 10;
    let far = first + length * 3 / 10;
    let better = |from: usize, least: u8| {
        let goods = (from.max(first + 1)..=last).rev().map(|stop| (goodness(text, at(stops, stop)), stop));
        goods.filter(|(good, _)| *good >= least).fold(None, |best: Option<(u8, usize)>, one| match best {
            Some(best) if best.0 >= one.0 => Some(best),
            _ => Some(one),
        })
    };
    better(near, 1).or_else(|| better(far, 3)).map_or(last, |(_, stop)| stop)
}

/// How good a break before the byte at `offset` is, from 0 to 3.
fn goodness(text: &str, offset: usize) -> u8 {
    let before = text.get(..offset).and_then(|text| text.chars().next_back()).unwrap_or(' ');
    let behind = text.get(offset..).and_then(|text| text.chars().next()).unwrap_or(' ');
    let is_space = |c: char| matches!(c, ' ' | '\u{A0}');
    match (before, behind) {
        (_, behind) if is_space(behind) || behind == OBJECT => 0,
        (before, _) if is_space(before) => 3,
        (',' | ';', _) => 2,
        ('(' | '[' | '{' | '|' | '&' | '=' | '?' | '+' | ':', behind) if behind.is_alphanumeric() => 2,
        ('/', behind) if behind != '/' => 2,
        (before, '.' | '-' | '?' | '&' | '#' | '<' | '"' | '\'') if before.is_alphanumeric() || before == ')' => 1,
        ('_' | '-' | '>' | '"' | '\'', behind) if behind.is_alphanumeric() => 1,
        _ => 0,
    }
}

/// Moves a part of a line to where it hangs, and marks it.
fn hang_line(line: &mut Line, hang: Abs, look: &Look, room: CodeRoom) {
    crate::layout::block::shift(&mut line.items, hang, Abs::ZERO);
    line.width += hang;
    for link in &mut line.links {
        link.from += hang;
        link.to += hang;
    }
    let width = room.column.scale(11, 10);
    let at = Point::new(hang - room.column.scale(16, 10), line.baseline - look.size.scale(46, 100));
    let shape = wrap_mark(Size::new(width, look.size.scale(38, 100)), room.mark);
    line.items.insert(
        0,
        Item {
            at,
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(shape),
        },
    );
}

/// An arrow that comes down and turns to the right.
fn wrap_mark(size: Size, colour: Colour) -> Shape {
    let point = Point::new;
    let (right, bottom) = (size.width, size.height);
    let wing = size.height.scale(34, 100);
    let foot = bottom - wing;
    let path = vec![
        PathCommand::Move(point(Abs::ZERO, Abs::ZERO)),
        PathCommand::Line(point(Abs::ZERO, foot)),
        PathCommand::Line(point(right, foot)),
        PathCommand::Move(point(right - wing, foot - wing)),
        PathCommand::Line(point(right, foot)),
        PathCommand::Line(point(right - wing, bottom)),
    ];
    let stroke = Stroke { colour, width: Abs::pt(0.6), dots: None };
    Shape { path, fill: None, stroke: Some(stroke), size }
}

/// Lets the last words of the first part say the rest of the line too, so that it copies as the author wrote it; all
/// before them stand for themselves, where they are.
fn join(lines: &mut [Line], rest: &str) {
    let Some((first, others)) = lines.split_first_mut() else { return };
    let Some(Item { kind: ItemKind::Text(last), .. }) = first.items.last() else { return };
    let word = format!("{}{rest}", last.text);
    let said = first.items.pop().into_iter().collect();
    first.tail = Some(WordPart { word, language: Language::UNKNOWN, items: said, goes_on: true });
    let count = others.len();
    for (index, line) in others.iter_mut().enumerate() {
        let is_said = |item: &Item| matches!(item.owner, Owner::Element(_));
        let (said, painted) = std::mem::take(&mut line.items).into_iter().partition(is_said);
        line.items = painted;
        // Only the first part says the word.
        let goes_on = index + 1 < count;
        line.head = Some(WordPart { word: String::new(), language: Language::UNKNOWN, items: said, goes_on });
    }
}

/// The line from a byte on as it is copied: spaces are spaces, conums their words.
fn words(paragraph: &Paragraph, from: usize) -> String {
    let mut words = String::new();
    for (at, c) in paragraph.text.char_indices().filter(|(at, _)| *at >= from) {
        let object = (c == OBJECT).then(|| paragraph.run_at(at)?.object).flatten();
        match (c, object) {
            (_, Some((InlineObject::Conum(conum), _))) => words.push_str(&conum.words()),
            (OBJECT, _) => {}
            ('\u{A0}', _) => words.push(' '),
            _ => words.push(c),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_better_than_signs_and_signs_than_letters() {
        fn best(text: &str, last: usize) -> &str {
            let stops: Vec<usize> = (0..=text.len()).collect();
            &text[..best_break(text, &stops, 0, last)]
        }
        assert_eq!(best("alpha beta gamma", 14), "alpha beta ");
        assert_eq!(best("call(alpha,beta)", 12), "call(alpha,");
        assert_eq!(best("one.two.three.four", 12), "one.two");
        assert_eq!(best("xxxxxxxxxxxxxxxxxx", 12), "xxxxxxxxxxxx");
        assert_eq!(best("x xxxxxxxxxxxxxxxx", 12), "x xxxxxxxxxx");
    }
}
