//! How a manuscript writes its blocks: what no page shows, and what programs that work on the source ask for.

use crate::source::Span;

/// How a block, a section or an item of a list is written, where its place does not say it all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The lines of the block itself, without those before it that tell about it.
    pub body: Span,
    /// By what it is told from other blocks.
    pub form: Form,
    /// The lines before it that tell about it, from the first to the last of them: attributes, title, anchor.
    pub metadata: Option<Span>,
    /// The attributes of these lines and of a block macro's brackets, in the author's order: by name, or by position
    /// as `$1`; `style` is the style of the first position.
    pub attributes: Vec<(String, String)>,
}

/// By what a block is told from other blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Lines up to an empty one.
    Paragraph,
    /// Lines that begin with blanks.
    Indented,
    /// Lines between two that are this delimiter.
    Delimited(String),
    /// What follows this marker: that of an item, or of a list's first item.
    Marked(String),
    /// A macro on a line of its own.
    Macro,
}
