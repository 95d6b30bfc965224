//! Which page of a laid-out book starts with which text, for the EPUB's page list.

use crate::model::NodeId;

/// The pages of a layout in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageMap {
    /// The layout's name, for `dcterms:source` and messages.
    pub layout: String,
    /// A page each.
    pub pages: Vec<PageStart>,
}

/// A page and the first text of the manuscript that stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageStart {
    /// The folio as printed.
    pub label: String,
    /// The first piece of running text or picture on the page that is neither generated nor in a
    /// heading; `None` for a page that has none.
    pub start: Option<TextPosition>,
}

/// A place within a node's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextPosition {
    /// The block, item or picture whose text it is.
    pub node: NodeId,
    /// Offset in characters into the node's text as [`plain_text`](crate::model::plain_text) gives
    /// it, whichever no-break spaces are set; 0 for a picture.
    pub offset: u32,
}
