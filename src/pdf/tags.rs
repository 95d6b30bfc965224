//! The tag tree: elements from the frames' structure, content as it was painted.

use std::collections::BTreeSet;
use std::num::{NonZeroU16, NonZeroU32};

use krilla::geom::Rect;
use krilla::tagging::{
    BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagId, TagKind, TagTree,
};

use crate::frame::{CellScope, Element, ElementId, Numbering, Role, Structure};
use crate::model::Language;
use crate::pdf::places::Places;

/// What stands under an element, in the order in which it is read.
enum Child {
    Content(Identifier),
    Element(ElementId),
}

/// Content by its elements, noted while pages are painted.
pub(super) struct Tags<'a> {
    structure: &'a Structure,
    /// The page of the book that is being painted, and the page of the file that it stands on.
    at: (usize, usize),
    painted: Vec<Painted>,
    children: Vec<Vec<Child>>,
    is_placed: Vec<bool>,
    roots: Vec<ElementId>,
    boxes: Vec<Option<FigureBox>>,
    /// The heading cells that have names, since cells ask for them.
    named: BTreeSet<ElementId>,
}

/// Content as it was painted.
struct Painted {
    page: usize,
    owner: ElementId,
    content: Identifier,
}

/// Where a figure stands.
#[derive(Clone, Copy)]
struct FigureBox {
    page: usize,
    sheet: usize,
    rect: Rect,
}

impl<'a> Tags<'a> {
    pub(super) fn new(structure: &'a Structure) -> Self {
        let count = structure.elements().len();
        Self {
            structure,
            at: (0, 0),
            painted: Vec::new(),
            children: (0..count).map(|_| Vec::new()).collect(),
            is_placed: vec![false; count],
            roots: Vec::new(),
            boxes: vec![None; count],
            named: structure.named_headers(),
        }
    }

    /// Says which page of the book is painted from now on, and on which page of the file.
    pub(super) fn turn_to(&mut self, page: usize, sheet: usize) {
        self.at = (page, sheet);
    }

    /// Adds content to an element.
    pub(super) fn push(&mut self, owner: ElementId, content: Identifier) {
        self.painted.push(Painted { page: self.at.0, owner, content });
    }

    /// Notes where a figure stands (ISO 32000-1 14.8.5.4.3: a figure has a bounding box).
    pub(super) fn figure_at(&mut self, owner: ElementId, rect: Rect) {
        let (page, sheet) = self.at;
        if let Some(slot) = self.boxes.get_mut(owner.index()) {
            *slot = match *slot {
                Some(first) if first.page == page => {
                    union(first.rect, rect).map(|rect| FigureBox { page, sheet, rect })
                }
                Some(first) if first.page < page => Some(first),
                _ => Some(FigureBox { page, sheet, rect }),
            };
        }
    }

    /// Puts all that was painted under its elements, in the order of the book's pages: on sheets that are folded, a
    /// paragraph's end may be painted before its beginning.
    fn gather(&mut self) {
        let mut painted = std::mem::take(&mut self.painted);
        painted.sort_by_key(|one| one.page);
        for Painted { owner, content, .. } in painted {
            self.place(owner);
            if let Some(children) = self.children.get_mut(owner.index()) {
                children.push(Child::Content(content));
            }
        }
    }

    /// Puts the empty cells of tables into their rows.
    fn place_empty_cells(&mut self) {
        let empty = self.structure.empty_cells(|id| self.is_placed.get(id.index()).copied().unwrap_or(false));
        empty.into_iter().for_each(|id| self.place(id));
    }

    /// Puts an element under its parent when its first content comes.
    fn place(&mut self, id: ElementId) {
        if std::mem::replace(self.is_placed.get_mut(id.index()).unwrap_or(&mut true), true) {
            return;
        }
        match self.structure.get(id).and_then(|element| element.parent) {
            Some(parent) => {
                self.place(parent);
                if let Some(children) = self.children.get_mut(parent.index()) {
                    children.push(Child::Element(id));
                }
            }
            None => self.roots.push(id),
        }
    }

    /// The whole tree.
    pub(super) fn tree(mut self, language: Language, places: &mut Places) -> TagTree {
        self.gather();
        self.place_empty_cells();
        let mut tree = TagTree::new().with_lang(Some(language.tag().to_owned()));
        let mut roots = std::mem::take(&mut self.roots);
        roots.sort_unstable();
        for root in roots {
            tree.push(self.group(root, language, places));
        }
        tree
    }

    fn group(&mut self, id: ElementId, outer: Language, places: &mut Places) -> Node {
        let structure = self.structure;
        let Some(element) = structure.get(id) else { return TagGroup::new(Tag::NonStruct).into() };
        let mut children = self.children.get_mut(id.index()).map(std::mem::take).unwrap_or_default();
        if !element.role.holds_text() {
            // Blocks are made in reading order; they may have been painted in another.
            children.sort_by_key(|child| match child {
                Child::Content(_) => ElementId(0),
                Child::Element(id) => *id,
            });
        }
        let mut tag = self.tag(id, element);
        if element.language != outer && element.language.is_known() {
            tag.set_lang(Some(element.language.tag().to_owned()));
        }
        tag.set_location(places.number(element.span));
        let inner = if element.language.is_known() { element.language } else { outer };
        let nodes = children.into_iter().map(|child| match child {
            Child::Content(content) => content.into(),
            Child::Element(id) => self.group(id, inner, places),
        });
        let nodes = nodes.collect();
        TagGroup::with_children(tag, nodes).into()
    }

    /// The names of the cells that head a cell.
    fn headers(&self, id: ElementId) -> Option<Vec<TagId>> {
        let headers = self.structure.headers(id);
        // A name that nothing in the file has would lead nowhere.
        let placed = headers.iter().filter(|id| self.is_placed.get(id.index()).copied().unwrap_or(false));
        let names: Vec<TagId> = placed.map(|id| cell_name(*id)).collect();
        (!names.is_empty()).then_some(names)
    }

    fn tag(&self, id: ElementId, element: &Element) -> TagKind {
        match &element.role {
            Role::Section => Tag::Section.into(),
            Role::Division => Tag::Div.into(),
            Role::Heading(level, title) => {
                let level = NonZeroU16::new((*level).clamp(1, 6)).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(title.clone())).into()
            }
            Role::Paragraph => Tag::P.into(),
            Role::List(numbering) => Tag::L(list_numbering(*numbering)).into(),
            Role::ListItem => Tag::LI.into(),
            Role::Label => Tag::Lbl.into(),
            Role::ListBody => Tag::LBody.into(),
            Role::Figure(alt) => {
                let at = self.boxes.get(id.index()).copied().flatten();
                Tag::Figure(Some(alt.clone())).with_bbox(at.map(|at| BBox::new(at.sheet, at.rect))).into()
            }
            Role::Caption => Tag::Caption.into(),
            Role::Link => Tag::Link.into(),
            Role::Code => Tag::Code.into(),
            Role::BlockQuote => Tag::BlockQuote.into(),
            Role::Index => Tag::Index.into(),
            Role::Contents => Tag::TOC.into(),
            Role::ContentsEntry => Tag::TOCI.into(),
            Role::Reference => Tag::Reference.into(),
            Role::Note => Tag::Note.into(),
            Role::Table => Tag::Table.into(),
            Role::TableHead => Tag::THead.into(),
            Role::TableBody => Tag::TBody.into(),
            Role::TableFoot => Tag::TFoot.into(),
            Role::Row => Tag::TR.into(),
            Role::HeaderCell(scope, columns, rows) => {
                let scope = match scope {
                    CellScope::Column => TableHeaderScope::Column,
                    CellScope::Row => TableHeaderScope::Row,
                };
                let name = self.named.contains(&id).then(|| cell_name(id));
                let tag = Tag::TH(scope).with_col_span(spanning(*columns)).with_row_span(spanning(*rows));
                tag.with_headers(self.headers(id)).with_id(name).into()
            }
            Role::DataCell(columns, rows) => {
                let tag = Tag::TD.with_col_span(spanning(*columns)).with_row_span(spanning(*rows));
                tag.with_headers(self.headers(id)).into()
            }
        }
    }
}

/// The name by which cells ask for a heading cell.
fn cell_name(id: ElementId) -> TagId {
    TagId::from(format!("cell-{}", id.0).into_bytes())
}

fn spanning(count: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(count).filter(|count| count.get() > 1)
}

fn list_numbering(numbering: Numbering) -> ListNumbering {
    match numbering {
        Numbering::None => ListNumbering::None,
        Numbering::Disc => ListNumbering::Disc,
        Numbering::Decimal => ListNumbering::Decimal,
        Numbering::LowerAlpha => ListNumbering::LowerAlpha,
        Numbering::UpperAlpha => ListNumbering::UpperAlpha,
        Numbering::LowerRoman => ListNumbering::LowerRoman,
        Numbering::UpperRoman => ListNumbering::UpperRoman,
    }
}

fn union(a: Rect, b: Rect) -> Option<Rect> {
    Rect::from_ltrb(a.left().min(b.left()), a.top().min(b.top()), a.right().max(b.right()), a.bottom().max(b.bottom()))
}
