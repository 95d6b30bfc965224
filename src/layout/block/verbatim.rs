//! Lines that are kept as they are: verse here, code in `code`.

use crate::frame::{ElementId, Role};
use crate::layout::block::Setter;
use crate::layout::block::kept::{KeptLine, kept};
use crate::layout::block::line_end::say_end;
use crate::model::{Block, TextPosition, TokenCursor, Verbatim, VerbatimKind};
use crate::theme::{Align, Look};

impl Setter<'_> {
    pub(super) fn verbatim(&mut self, block: &Block, verbatim: &Verbatim) {
        let VerbatimKind::Verse { attribution, citation } = &verbatim.kind else {
            return self.code(block, verbatim);
        };
        self.block_title(block);
        let look = Look { align: Align::Left, hyphenates: false, ..self.context.theme.elements.quote };
        self.gap(look.before);
        self.framed(&look, |setter| {
            setter.verse_lines(block, verbatim, look);
            setter.attribution(block, attribution.as_deref(), citation.as_deref());
        });
        self.satisfied();
        self.space_below(look.after);
    }

    /// Each of the author's lines is one of ours, or more where it is too wide; spaces are kept.
    fn verse_lines(&mut self, block: &Block, verbatim: &Verbatim, look: Look) {
        let owner = self.element(Role::Paragraph, Some(block.id), Some(block.span));
        self.set_in(self.region, look, |setter| {
            let lines = kept(&verbatim.lines, TokenCursor::new([].into()));
            let count = lines.len();
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    let is_edge = index < 2 || count - index < 2;
                    let costs = &setter.context.theme.costs;
                    let cost = if is_edge { costs.widow } else { costs.within_paragraph };
                    setter.costly_break(cost, "within kept lines");
                }
                setter.verse_line(line, index + 1 == count, &look, owner, block);
            }
        });
        self.satisfied();
    }

    fn verse_line(&mut self, line: &KeptLine, is_last: bool, look: &Look, owner: ElementId, block: &Block) {
        let paragraph = self.prepared(&line.inlines, look, owner, None);
        if paragraph.text.is_empty() {
            return self.strut(look.leading);
        }
        let mut lines = self.lines_of(&paragraph, look, self.region.width);
        for set in &mut lines {
            set.start = set.start.or(Some(TextPosition { node: block.id, offset: line.from as u32 }));
        }
        if let Some(last) = lines.last_mut().filter(|_| !is_last) {
            say_end(last);
        }
        let first_link = self.flow.links.len();
        self.flow.links.extend(paragraph.links);
        for set in lines {
            self.push_line(set, first_link, None, true);
        }
    }
}
