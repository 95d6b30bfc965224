//! The structure that the items belong to: the tag tree of an accessible PDF.
//!
//! Elements are made in reading order, and a parent before its children. An element that holds
//! elements holds no items of its own, but for those of text: a paragraph may hold words and links.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Language, NodeId};
use crate::source::Span;

/// Names an element of a structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

impl ElementId {
    /// The position among the elements.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An element of the structure.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The element around it; `None` under the root.
    pub parent: Option<ElementId>,
    /// The book's node that it stands for.
    pub node: Option<NodeId>,
    /// Its language.
    pub language: Language,
    /// The place in the manuscript.
    pub span: Option<Span>,
    /// Whether the product wrote it and not the author.
    pub is_generated: bool,
}

/// What an element is: the standard structure types of ISO 32000-1 14.8.4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A chapter or section with its heading.
    Section,
    /// Blocks held together.
    Division,
    /// A heading of a level from 1, with its words.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A list.
    List(Numbering),
    /// An item of a list.
    ListItem,
    /// An item's mark.
    Label,
    /// An item's content.
    ListBody,
    /// A picture with its caption, and what to say of it.
    Figure(String),
    /// The caption of a figure, table or block.
    Caption,
    /// A link.
    Link,
    /// Code within a line.
    Code,
    /// A quotation.
    BlockQuote,
    /// The index.
    Index,
    /// The contents.
    Contents,
    /// An entry of the contents.
    ContentsEntry,
    /// What the entry refers to.
    Reference,
    /// A note at the foot.
    Note,
    /// A table.
    Table,
    /// The rows of a table's head.
    TableHead,
    /// The rows of a table's body.
    TableBody,
    /// The rows of a table's foot.
    TableFoot,
    /// A row.
    Row,
    /// A heading cell.
    HeaderCell(CellScope, u32, u32),
    /// A cell, with the columns and rows that it spans.
    DataCell(u32, u32),
}

impl Role {
    /// Whether what it holds stands in the order in which it was painted, words and elements mixed.
    ///
    /// Any other element holds elements alone; these are made in reading order and may be painted in another.
    pub fn holds_text(&self) -> bool {
        matches!(
            self,
            Self::Heading(..)
                | Self::Paragraph
                | Self::Label
                | Self::Caption
                | Self::Link
                | Self::Code
                | Self::Reference
                | Self::Note
                | Self::Figure(_)
        )
    }
}

/// What a heading cell heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CellScope {
    /// Its column.
    Column,
    /// Its row.
    Row,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Numbering {
    /// Not at all.
    None,
    /// Dots.
    Disc,
    /// Digits.
    Decimal,
    /// Small letters.
    LowerAlpha,
    /// Capitals.
    UpperAlpha,
    /// Small roman numbers.
    LowerRoman,
    /// Roman numbers.
    UpperRoman,
}

/// The elements of a book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Structure {
    elements: Vec<Element>,
    /// The heading cells of cells for which the scope of these does not tell enough.
    headers: BTreeMap<ElementId, Vec<ElementId>>,
}

impl Structure {
    /// Adds an element.
    pub fn push(&mut self, element: Element) -> ElementId {
        self.elements.push(element);
        ElementId(self.elements.len() as u32 - 1)
    }

    /// Puts the elements from `from` on that stand in no other into `parent`.
    pub fn adopt(&mut self, from: usize, parent: ElementId) {
        for element in self.elements.iter_mut().skip(from).filter(|element| element.parent.is_none()) {
            element.parent = Some(parent);
        }
    }

    /// Leaves the first `count` elements.
    pub fn truncate(&mut self, count: usize) {
        self.elements.truncate(count);
        self.headers.split_off(&ElementId(count as u32));
    }

    /// Says which cells head a cell (ISO 32000-1 14.8.5.7, `Headers`).
    pub fn set_headers(&mut self, cell: ElementId, headers: Vec<ElementId>) {
        self.headers.insert(cell, headers);
    }

    /// The cells that head a cell, where their scope does not tell enough.
    pub fn headers(&self, cell: ElementId) -> &[ElementId] {
        self.headers.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// The cells that others name as their heads.
    pub fn named_headers(&self) -> BTreeSet<ElementId> {
        self.headers.values().flatten().copied().collect()
    }

    /// Adds all elements of another structure: their ids grow by the number of those that there were.
    pub fn append(&mut self, other: &Self) {
        let by = self.elements.len() as u32;
        let shifted = |id: ElementId| ElementId(id.0 + by);
        for element in &other.elements {
            self.elements.push(Element { parent: element.parent.map(shifted), ..element.clone() });
        }
        for (cell, headers) in &other.headers {
            self.headers.insert(shifted(*cell), headers.iter().copied().map(shifted).collect());
        }
    }

    /// The elements in the order of their ids.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// An element.
    pub fn get(&self, id: ElementId) -> Option<&Element> {
        self.elements.get(id.index())
    }

    /// The rows and cells of a table's element that hold nothing, for a row has as many cells as its table has columns.
    ///
    /// `is_there` says which elements hold something. Only tables that hold something are looked at.
    pub fn empty_cells(&self, is_there: impl Fn(ElementId) -> bool) -> Vec<ElementId> {
        let is_of_table = |role: &Role| matches!(role, Role::Row | Role::HeaderCell(..) | Role::DataCell(..));
        let table = |element: &Element| {
            let mut at = element.parent;
            while let Some((id, around)) = at.and_then(|id| Some((id, self.get(id)?))) {
                match around.role {
                    Role::Table => return Some(id),
                    Role::Row | Role::TableHead | Role::TableBody | Role::TableFoot => at = around.parent,
                    _ => return None,
                }
            }
            None
        };
        let found = self.elements.iter().enumerate().filter(|(_, element)| is_of_table(&element.role));
        let found = found.map(|(index, element)| (ElementId(index as u32), element));
        let empty = found.filter(|(id, element)| !is_there(*id) && table(element).is_some_and(&is_there));
        empty.map(|(id, _)| id).collect()
    }

    /// An element to change.
    pub fn get_mut(&mut self, id: ElementId) -> Option<&mut Element> {
        self.elements.get_mut(id.index())
    }
}
