//! Frames and tags as text, for golden tests and for people who look for a fault.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::frame::{BrokenWord, ElementId, Item, ItemKind, Owner, Page, PagedBook, Role, SheetSide};
use crate::geom::Rect;

/// The version of the dumps' form.
const VERSION: u32 = 1;

/// Every item of every page: a line each with its place, size and words; lengths in points.
pub fn dump_pages(book: &PagedBook) -> String {
    let mut out = format!("# notes-pub frames {VERSION}\n");
    if book.sides.is_empty() {
        for page in &book.pages {
            let _ = writeln!(out, "page {} {} × {}", page.folio, page.size.width, page.size.height);
            dump_page(page, 1, &mut out);
        }
    }
    for side in &book.sides {
        dump_side(book, side, &mut out);
    }
    out
}

/// A side of a sheet with what can be seen of each page; places are those on the sheet.
fn dump_side(book: &PagedBook, side: &SheetSide, out: &mut String) {
    let _ = writeln!(out, "side {} {} × {}", side.label(&book.pages), side.size.width, side.size.height);
    for place in &side.places {
        let page = place.page.and_then(|page| book.pages.get(page));
        let name = page.map_or_else(|| "blank".to_owned(), |page| format!("page {}", page.folio));
        let _ = writeln!(out, "  {name} {}", boxed(place.area));
        if let Some(page) = page {
            dump_page(page, 2, out);
        }
    }
    side.marks.iter().for_each(|item| dump_item(item, 1, out));
}

fn dump_page(page: &Page, depth: usize, out: &mut String) {
    for item in &page.items {
        dump_item(item, depth, out);
    }
    for link in &page.links {
        let _ = writeln!(out, "{}link {} {:?}", "  ".repeat(depth), boxed(link.area), link.target);
    }
}

fn boxed(area: Rect) -> String {
    format!("{},{} {}×{}", area.origin.x, area.origin.y, area.size.width, area.size.height)
}

fn dump_item(item: &Item, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let mark = match item.owner {
        Owner::Artifact(_) => "artifact ",
        Owner::Element(_) if item.is_generated => "generated ",
        Owner::Element(_) => "",
    };
    let _ = write!(out, "{indent}{mark}{},{} ", item.at.x, item.at.y);
    let _ = match &item.kind {
        ItemKind::Text(text) => {
            let turned = if text.is_turned { " turned" } else { "" };
            writeln!(out, "text {} {} {:?} width {}{turned}", text.size, text.colour, text.text, text.width)
        }
        ItemKind::BrokenWord(word) => {
            let written = writeln!(out, "word {:?}", word.word);
            word.parts.iter().for_each(|part| dump_item(part, depth + 1, out));
            written
        }
        ItemKind::Picture(picture) => writeln!(out, "picture {}×{}", picture.size.width, picture.size.height),
        ItemKind::Shape(shape) => {
            writeln!(
                out,
                "shape {}×{} {:?}",
                shape.size.width,
                shape.size.height,
                shape.fill.or(shape.stroke.map(|s| s.colour))
            )
        }
    };
}

/// The tag tree: an element a line with its role, language where it changes and words.
pub fn dump_tags(book: &PagedBook) -> String {
    let mut tree = Tree::default();
    for page in &book.pages {
        page.items.iter().for_each(|item| tree.add(book, item));
    }
    for cell in book.structure.empty_cells(|id| tree.placed.contains(&id)) {
        tree.place(book, cell);
    }
    let mut out = format!("# notes-pub tags {VERSION}\nDocument lang={}\n", book.about.language);
    tree.roots.sort_unstable();
    let named = book.structure.named_headers().into_iter().zip(1..).collect();
    let dumper = Dumper { book, words: &tree.children, named };
    tree.roots.iter().for_each(|root| dumper.element(*root, 1, &mut out));
    out
}

#[derive(Debug, PartialEq)]
enum Child {
    Element(ElementId),
    Words(String),
    Picture,
}

/// Elements with what they hold, each placed when its first content comes.
#[derive(Default)]
struct Tree {
    children: BTreeMap<ElementId, Vec<Child>>,
    placed: BTreeSet<ElementId>,
    roots: Vec<ElementId>,
}

impl Tree {
    fn add(&mut self, book: &PagedBook, item: &Item) {
        let Owner::Element(owner) = item.owner else { return };
        let said = match &item.kind {
            ItemKind::Text(text) => Child::Words(text.text.clone()),
            ItemKind::BrokenWord(BrokenWord { word, .. }) => Child::Words(word.clone()),
            ItemKind::Picture(_) => Child::Picture,
            ItemKind::Shape(_) => return,
        };
        self.place(book, owner);
        let children = self.children.entry(owner).or_default();
        match (children.last_mut(), said) {
            (Some(Child::Words(before)), Child::Words(more)) => before.push_str(&more),
            (_, said) => children.push(said),
        }
    }

    fn place(&mut self, book: &PagedBook, id: ElementId) {
        if !self.placed.insert(id) {
            return;
        }
        match book.structure.get(id).and_then(|element| element.parent) {
            Some(parent) => {
                self.place(book, parent);
                self.children.entry(parent).or_default().push(Child::Element(id));
            }
            None => self.roots.push(id),
        }
    }
}

/// Writes elements with what they hold.
struct Dumper<'b> {
    book: &'b PagedBook,
    words: &'b BTreeMap<ElementId, Vec<Child>>,
    /// The heading cells that cells name, numbered in reading order.
    named: BTreeMap<ElementId, usize>,
}

impl Dumper<'_> {
    fn element(&self, id: ElementId, depth: usize, out: &mut String) {
        let Some(element) = self.book.structure.get(id) else { return };
        let indent = "  ".repeat(depth);
        let outer = element.parent.and_then(|parent| self.book.structure.get(parent));
        let outer = outer.map_or(self.book.about.language, |element| element.language);
        let _ = write!(out, "{indent}{}", role_name(&element.role));
        if let Some(number) = self.named.get(&id) {
            let _ = write!(out, " #{number}");
        }
        let headers = self.book.structure.headers(id).iter().filter_map(|head| self.named.get(head));
        let headers: Vec<String> = headers.map(ToString::to_string).collect();
        if !headers.is_empty() {
            let _ = write!(out, " headers={}", headers.join(","));
        }
        if element.language != outer {
            let _ = write!(out, " lang={}", element.language);
        }
        out.push('\n');
        let mut children: Vec<&Child> = self.words.get(&id).into_iter().flatten().collect();
        if !element.role.holds_text() {
            children.sort_by_key(|child| match child {
                Child::Element(id) => Some(*id),
                Child::Words(_) | Child::Picture => None,
            });
        }
        for child in children {
            let _ = match child {
                Child::Element(child) => {
                    self.element(*child, depth + 1, out);
                    Ok(())
                }
                Child::Words(words) => writeln!(out, "{indent}  {words:?}"),
                Child::Picture => writeln!(out, "{indent}  picture"),
            };
        }
    }
}

fn role_name(role: &Role) -> String {
    match role {
        Role::Section => "Sect".into(),
        Role::Division => "Div".into(),
        Role::Heading(level, _) => format!("H{level}"),
        Role::Paragraph => "P".into(),
        Role::List(numbering) => format!("L {numbering:?}"),
        Role::ListItem => "LI".into(),
        Role::Label => "Lbl".into(),
        Role::ListBody => "LBody".into(),
        Role::Figure(alt) => format!("Figure alt={alt:?}"),
        Role::Caption => "Caption".into(),
        Role::Link => "Link".into(),
        Role::Code => "Code".into(),
        Role::BlockQuote => "BlockQuote".into(),
        Role::Index => "Index".into(),
        Role::Contents => "TOC".into(),
        Role::ContentsEntry => "TOCI".into(),
        Role::Reference => "Reference".into(),
        Role::Note => "Note".into(),
        Role::Table => "Table".into(),
        Role::TableHead => "THead".into(),
        Role::TableBody => "TBody".into(),
        Role::TableFoot => "TFoot".into(),
        Role::Row => "TR".into(),
        Role::HeaderCell(scope, ..) => format!("TH scope={scope:?}"),
        Role::DataCell(..) => "TD".into(),
    }
}
