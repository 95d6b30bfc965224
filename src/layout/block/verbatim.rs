//! Lines that are kept as they are: code, literal text, verse.

use crate::font::Family;
use crate::frame::Role;
use crate::layout::block::Setter;
use crate::model::{Block, Inline, InlineKind, Styled, Verbatim, VerbatimKind};
use crate::theme::{Align, Look};

/// How many spaces a tab stands for at most.
const TAB: usize = 4;

impl Setter<'_> {
    pub(super) fn verbatim(&mut self, block: &Block, verbatim: &Verbatim) {
        self.block_title(block);
        let elements = &self.context.theme.elements;
        let (code, quote) = (elements.code, elements.quote);
        let look = match &verbatim.kind {
            VerbatimKind::Verse { .. } => Look { align: Align::Left, hyphenates: false, ..quote },
            _ => code,
        };
        self.gap(look.before);
        self.framed(&look, |setter| {
            setter.kept_lines(block, verbatim, look);
            if let VerbatimKind::Verse { attribution, citation } = &verbatim.kind {
                setter.attribution(block, attribution.as_deref(), citation.as_deref());
            }
        });
        self.satisfied();
        self.space_below(look.after);
    }

    /// Each of the author's lines is one of ours, or more where it is too wide; spaces are kept.
    pub(super) fn kept_lines(&mut self, block: &Block, verbatim: &Verbatim, look: Look) {
        let role = if look.family == Family::Mono { Role::Code } else { Role::Paragraph };
        // Code of its own stands in a paragraph: by itself it is text within a line (ISO 32000-1 14.8.4.4).
        let paragraph_element = self.element(Role::Paragraph, Some(block.id), Some(block.span));
        let owner = match role {
            Role::Code => self.inside(paragraph_element, |setter| setter.element(role, None, Some(block.span))),
            _ => paragraph_element,
        };
        self.set_in(self.region, look, |setter| {
            let lines = kept(&verbatim.lines);
            let count = lines.len();
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    let is_edge = index < 2 || count - index < 2;
                    let costs = &setter.context.theme.costs;
                    let cost = if is_edge { costs.widow } else { costs.within_paragraph };
                    setter.costly_break(cost, "within kept lines");
                }
                setter.kept_line(line, &look, owner, block);
            }
        });
        self.satisfied();
    }

    fn kept_line(&mut self, line: &[Inline], look: &Look, owner: crate::frame::ElementId, block: &Block) {
        let paragraph = self.prepared(line, look, owner, None);
        if paragraph.text.is_empty() {
            return self.strut(look.leading);
        }
        let mut lines = self.lines_of(&paragraph, look, self.region.width);
        for line in &mut lines {
            line.start = line.start.or(Some(crate::model::TextPosition { node: block.id, offset: 0 }));
        }
        let first_link = self.flow.links.len();
        self.flow.links.extend(paragraph.links);
        for line in lines {
            self.push_line(line, first_link, None, true);
        }
    }
}

/// The author's lines; spaces become such that don't break and don't fold, tabs go to the next stop.
fn kept(inlines: &[Inline]) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    let mut column = 0;
    push_kept(inlines, &mut lines, &mut column);
    while lines.last().is_some_and(|line| line.is_empty() || crate::model::plain_text(line).trim().is_empty())
        && lines.len() > 1
    {
        lines.pop();
    }
    lines
}

fn push_kept(inlines: &[Inline], lines: &mut Vec<Vec<Inline>>, column: &mut usize) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                for (index, part) in text.split('\n').enumerate() {
                    if index > 0 {
                        lines.push(Vec::new());
                        *column = 0;
                    }
                    let part = spaced(part, column);
                    if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                        line.push(Inline::text(inline.span, part));
                    }
                }
            }
            InlineKind::Break => lines.push(Vec::new()),
            InlineKind::Styled(styled) => {
                let mut inner = vec![Vec::new()];
                push_kept(&styled.body, &mut inner, column);
                for (index, body) in inner.into_iter().enumerate() {
                    if index > 0 {
                        lines.push(Vec::new());
                    }
                    let kind = InlineKind::Styled(Styled { body, ..styled.clone() });
                    if let Some(line) = lines.last_mut() {
                        line.push(Inline { span: inline.span, kind });
                    }
                }
            }
            _ => {
                if let Some(line) = lines.last_mut() {
                    line.push(inline.clone());
                }
            }
        }
    }
}

/// Runs of spaces keep their width: all but one of a run, and those at a line's start, are no-break spaces.
fn spaced(text: &str, column: &mut usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_space = *column == 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let stop = TAB - *column % TAB;
                out.extend(std::iter::repeat_n('\u{A0}', stop));
                *column += stop;
                after_space = true;
                continue;
            }
            ' ' if after_space => out.push('\u{A0}'),
            ' ' => {
                out.push(' ');
                after_space = true;
            }
            c => {
                out.push(c);
                after_space = false;
            }
        }
        *column += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_tabs_keep_their_width() {
        assert_eq!(spaced("  a  b\tc", &mut 0), "\u{A0}\u{A0}a \u{A0}b\u{A0}\u{A0}c");
    }
}
