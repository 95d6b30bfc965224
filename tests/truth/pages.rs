//! What can be read on finished pages, along the structure that their items belong to.

use notes_pub::frame::{ElementId, Item, ItemKind, Owner, PagedBook, Role};
use notes_pub::source::Span;

/// A stretch of text that is not parted: the words of an element that holds text, with those of the elements in it.
#[derive(Debug, Default, Clone)]
pub struct Said {
    pub text: String,
    pub is_note: bool,
    /// Where it begins in the manuscript.
    pub span: Option<Span>,
}

/// What stands under an element.
enum Child<'a> {
    Item(&'a Item),
    Element(ElementId),
}

/// The texts of a book of pages in reading order; without those that the product wrote, unless they are asked for.
pub fn said(pages: &PagedBook, with_generated: bool) -> Vec<Said> {
    let count = pages.structure.elements().len();
    let mut reader = Reader { pages, with_generated, children: Vec::new(), said: Vec::new() };
    reader.children.resize_with(count, Vec::new);
    let mut is_placed = vec![false; count];
    let mut roots = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let Owner::Element(owner) = item.owner else { continue };
        place(pages, owner, &mut is_placed, &mut reader.children, &mut roots);
        reader.children[owner.index()].push(Child::Item(item));
    }
    roots.sort_unstable();
    for root in roots {
        reader.element(root, false, false);
    }
    reader.said.retain(|said| !said.text.trim().is_empty());
    reader.said
}

fn place<'a>(
    pages: &PagedBook,
    id: ElementId,
    is_placed: &mut [bool],
    children: &mut [Vec<Child<'a>>],
    roots: &mut Vec<ElementId>,
) {
    if std::mem::replace(&mut is_placed[id.index()], true) {
        return;
    }
    match pages.structure.get(id).unwrap().parent {
        Some(parent) => {
            place(pages, parent, is_placed, children, roots);
            children[parent.index()].push(Child::Element(id));
        }
        None => roots.push(id),
    }
}

struct Reader<'a> {
    pages: &'a PagedBook,
    with_generated: bool,
    children: Vec<Vec<Child<'a>>>,
    said: Vec<Said>,
}

impl Reader<'_> {
    fn element(&mut self, id: ElementId, is_in_text: bool, is_in_note: bool) {
        let element = self.pages.structure.get(id).unwrap();
        if element.is_generated && !self.with_generated {
            return;
        }
        let is_note = is_in_note || element.role == Role::Note;
        let is_within = is_in_text && matches!(element.role, Role::Link | Role::Code | Role::Reference);
        let mut children = std::mem::take(&mut self.children[id.index()]);
        if !element.role.holds_text() {
            children.sort_by_key(|child| match child {
                Child::Item(_) => ElementId(0),
                Child::Element(id) => *id,
            });
        }
        if !is_within {
            self.said.push(Said { is_note, ..Said::default() });
        }
        for child in children {
            match child {
                Child::Item(item) => self.item(item),
                Child::Element(inner) => self.element(inner, element.role.holds_text(), is_note),
            }
        }
        if !is_within {
            self.said.push(Said { is_note: is_in_note, ..Said::default() });
        }
    }

    fn item(&mut self, item: &Item) {
        let said = self.said.last_mut().unwrap();
        if item.is_generated && !self.with_generated {
            // What the product puts between words parts them.
            if matches!(&item.kind, ItemKind::Text(text) if text.text.ends_with(char::is_whitespace)) {
                said.text.push(' ');
            }
            return;
        }
        said.span = said.span.or(item.span);
        match &item.kind {
            ItemKind::Text(text) => said.text.push_str(&text.text),
            ItemKind::BrokenWord(word) => said.text.push_str(&word.word),
            ItemKind::Picture(_) | ItemKind::Shape(_) => {}
        }
    }
}
