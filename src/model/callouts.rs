//! Marks in listings that no list explains.

use crate::diag::{Diagnostic, Lint, Severity, Sink};
use crate::model::walk::{self, Visitor};
use crate::model::{Block, BlockKind, Inline, InlineKind, ListKind, Section};
use crate::source::Span;

/// Tells the listings whose marks no list explains before the next heading.
pub(super) fn check(opening: &mut [Block], sections: &mut [Section], sink: &mut Sink) {
    let mut check = Check { waiting: Vec::new(), sink };
    walk::blocks(opening, &mut check);
    check.tell();
    walk::sections(sections, &mut check);
    check.tell();
}

struct Check<'s> {
    /// Listings with marks, since the last list that explains some.
    waiting: Vec<Span>,
    sink: &'s mut Sink,
}

impl Check<'_> {
    fn tell(&mut self) {
        for span in self.waiting.drain(..) {
            let message = "no list explains the marks of this listing";
            let note =
                Diagnostic { severity: Severity::Note, ..Diagnostic::warning(Lint::CalloutUnmatched, span, message) };
            self.sink.push(note.hint("explain them in a list below it: `<1> What the first one means.`"));
        }
    }
}

impl Visitor for Check<'_> {
    fn section(&mut self, _: &mut Section) {
        self.tell();
    }

    fn block(&mut self, block: &mut Block) {
        match &block.kind {
            BlockKind::Verbatim(verbatim) if verbatim.lines.iter().any(is_mark) => self.waiting.push(block.span),
            BlockKind::List(list) if list.kind == ListKind::Callouts => self.waiting.clear(),
            _ => {}
        }
    }
}

fn is_mark(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Callout(_))
}
