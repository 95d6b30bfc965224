//! Diagrams that nothing draws: their sources in the box of code, titled as figures are.

use crate::frame::Role;
use crate::layout::block::Setter;
use crate::layout::block::heading::without_trailing_break;
use crate::layout::block::paragraph::spaced_label;
use crate::model::{Block, Verbatim};

impl Setter<'_> {
    /// The source with its caption below, which never stands on another page than its last lines.
    pub(super) fn diagram(&mut self, block: &Block, verbatim: &Verbatim) {
        let elements = &self.context.theme.elements;
        let (look, caption) = (elements.code, elements.caption);
        self.gap(look.before);
        let Some(title) = block.title.as_deref().map(without_trailing_break) else {
            self.framed(&look, |setter| setter.code_lines(block, verbatim, look));
            self.satisfied();
            return self.space_below(look.after);
        };
        // No figure: what is in one is not read where it has words of its own.
        let whole = self.element(Role::Division, None, Some(block.span));
        self.inside(whole, |setter| setter.framed(&look, |setter| setter.code_lines(block, verbatim, look)));
        self.satisfied();
        self.caption(&spaced_label(&block.label), title, whole, block.span);
        self.space_below(caption.after.max(look.after));
    }
}
