//! The lines of a paragraph, and lines cut in portions, with the places of what they hold.

use crate::model::{Inline, InlineKind, plain_text};
use crate::source::Span;

/// The lines of a paragraph, empty ones left out.
pub(super) fn lines(text: &[Inline]) -> Vec<Vec<Inline>> {
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

/// Parts a line's inlines after each of `counts` characters of its words, blanks before them aside; what is
/// left goes to the last portion.
pub(super) fn portions(line: Vec<Inline>, counts: &[usize]) -> Vec<Vec<Inline>> {
    let mut portions = Vec::with_capacity(counts.len());
    let mut rest = trimmed(line);
    for (index, count) in counts.iter().enumerate() {
        let is_last = index + 1 == counts.len();
        let count = if is_last { usize::MAX } else { *count };
        let (portion, after) = split(rest, count);
        portions.push(portion);
        rest = after;
    }
    portions
}

/// The line without blanks at its ends.
fn trimmed(mut line: Vec<Inline>) -> Vec<Inline> {
    if let Some(first) = line.first_mut()
        && let InlineKind::Text(words) = &first.kind
    {
        let kept = words.trim_start();
        *first = Inline::text(part_span(first.span, words, words.len() - kept.len(), kept.len()), kept);
    }
    if let Some(last) = line.last_mut()
        && let InlineKind::Text(words) = &last.kind
    {
        let kept = words.trim_end();
        *last = Inline::text(part_span(last.span, words, 0, kept.len()), kept);
    }
    line
}

/// Parts a line's inlines behind `length` characters of its words.
fn split(line: Vec<Inline>, length: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let mut left = length;
    for inline in line {
        if left == 0 {
            tail.push(inline);
            continue;
        }
        match &inline.kind {
            InlineKind::Text(words) => {
                let (at, taken) = reach(words, left);
                left -= taken;
                let (first, second) = words.split_at(at);
                if !first.is_empty() {
                    head.push(Inline::text(part_span(inline.span, words, 0, first.len()), first));
                }
                if !second.is_empty() {
                    tail.push(Inline::text(part_span(inline.span, words, at, second.len()), second));
                }
            }
            _ => {
                left = left.saturating_sub(plain_text(std::slice::from_ref(&inline)).chars().count());
                head.push(inline);
            }
        }
    }
    (head, tail)
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
