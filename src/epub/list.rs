//! Lists of items and lists of terms.

use crate::epub::content::Content;
use crate::epub::labels::{Sentence, sentence};
use crate::epub::xml::Tag;
use crate::model::{Block, DescriptionEntry, DescriptionList, List, ListItem, ListKind, Piece, Term, pieces};

/// What stands before the text of an item.
#[derive(Clone, Copy)]
enum Sign {
    /// Nothing but what the style sheet puts there.
    None,
    /// The number of a remark on code.
    Conum(u32),
    /// A box, ticked or to be ticked.
    Box { is_done: bool, can_be_ticked: bool },
}

impl<'a> Content<'a> {
    pub(super) fn list(&mut self, block: &'a Block, list: &'a List, tag: Tag) {
        self.marks.pass(&self.shared.pages, block.id);
        self.block_title(block);
        let id = self.anchor_id(block.anchor.as_deref());
        let name = if list.kind == ListKind::Unordered { "ul" } else { "ol" };
        let tag = counted(tag.named(name), list).with_some("id", id);
        let can_be_ticked = block.options.iter().any(|option| option == "interactive");
        self.within(tag, |this| {
            for (index, item) in list.items.iter().enumerate() {
                this.xml.line();
                let sign = match (list.kind, item.checked) {
                    (ListKind::Callouts, _) => Sign::Conum(index as u32 + 1),
                    (_, Some(is_done)) => Sign::Box { is_done, can_be_ticked },
                    _ => Sign::None,
                };
                this.in_language(item.language, Tag::new("li"), |this, tag| this.item(item, sign, tag));
            }
            this.xml.line();
        });
    }

    /// An item or a description: text alone stands in it as it is, else in paragraphs.
    fn item(&mut self, item: &'a ListItem, sign: Sign, tag: Tag) {
        let id = self.anchor_id(item.anchor.as_deref());
        let tag = tag.classes(item.roles.iter().map(String::as_str)).with_some("id", id);
        self.within(tag, |this| {
            if let Sign::Conum(number) = sign {
                this.conum(number);
                this.xml.text(" ");
            }
            let cut = pieces(&item.text);
            let is_text_alone = item.blocks.is_empty() && matches!(cut.as_slice(), [Piece::Text(_)] | []);
            if is_text_alone {
                return this.checked_text(item, sign);
            }
            match (cut.as_slice(), sign) {
                ([Piece::Text(_)], Sign::Box { .. }) => {
                    this.within(Tag::new("p"), |this| this.checked_text(item, sign));
                }
                (_, Sign::Box { .. }) => {
                    this.within(Tag::new("p"), |this| this.check_box(sign));
                    this.texts_and_figures(&[item.id], &item.text, &cut, Tag::new("p"));
                }
                _ => this.texts_and_figures(&[item.id], &item.text, &cut, Tag::new("p")),
            }
            this.blocks(&item.blocks);
        });
    }

    /// The text behind its box; a box that can be ticked has it for its label.
    fn checked_text(&mut self, item: &'a ListItem, sign: Sign) {
        self.flow(&[item.id], |this| match sign {
            Sign::Box { can_be_ticked: true, .. } => this.within(Tag::new("label"), |this| {
                this.check_box(sign);
                this.inlines(&item.text);
            }),
            _ => {
                this.check_box(sign);
                this.inlines(&item.text);
            }
        });
    }

    fn check_box(&mut self, sign: Sign) {
        let Sign::Box { is_done, can_be_ticked } = sign else { return };
        if can_be_ticked {
            let tag = Tag::new("input").with("type", "checkbox").with_some("checked", is_done.then_some("checked"));
            self.xml.void(tag);
            return self.xml.text(" ");
        }
        let (sign, words) = if is_done { ("[x]", Sentence::Done) } else { ("[\u{A0}]", Sentence::ToDo) };
        let label = sentence(self.shared.book.info.language, words);
        let tag = Tag::new("span").classes(["check"]).with("role", "img").with("aria-label", label);
        self.xml.leaf(tag, sign);
        self.xml.text(" ");
    }

    pub(super) fn descriptions(&mut self, block: &'a Block, list: &'a DescriptionList, tag: Tag) {
        self.marks.pass(&self.shared.pages, block.id);
        self.block_title(block);
        let id = self.anchor_id(block.anchor.as_deref());
        let tag = list.style.iter().fold(tag.named("dl"), |tag, style| styled(tag, style));
        self.within(tag.with_some("id", id), |this| {
            list.entries.iter().for_each(|entry| this.entry(entry, list));
            this.xml.line();
        });
    }

    fn entry(&mut self, entry: &'a DescriptionEntry, list: &DescriptionList) {
        let label = list.label_width.filter(|_| list.style.as_deref() == Some("horizontal"));
        let dt = || Tag::new("dt").with_some("style", label.map(|width| format!("width: {}%", width.min(80))));
        let dd = Tag::new("dd").with_some("style", label.map(|width| format!("margin-left: {}%", width.min(80) + 3)));
        self.xml.line();
        entry.terms.iter().for_each(|term| self.in_language(term.language, dt(), |this, tag| this.term(term, tag)));
        match &entry.description {
            Some(item) => self.in_language(item.language, dd, |this, tag| this.item(item, Sign::None, tag)),
            // A term alone still has a description in XHTML.
            None => self.xml.leaf(dd, ""),
        }
    }

    fn term(&mut self, term: &'a Term, tag: Tag) {
        let id = self.anchor_id(term.anchor.as_deref());
        self.within(tag.with_some("id", id), |this| this.flow(&[term.id], |this| this.inlines(&term.text)));
    }
}

/// The numbers and marks of a list.
fn counted(tag: Tag, list: &List) -> Tag {
    let kind = match list.style.as_deref() {
        Some("loweralpha") => Some("a"),
        Some("upperalpha") => Some("A"),
        Some("lowerroman") => Some("i"),
        Some("upperroman") => Some("I"),
        _ => None,
    };
    let tag = match list.kind {
        ListKind::Ordered => tag
            .with_some("type", kind)
            .with_some("start", list.start.filter(|start| *start != 1).map(|start| start.to_string()))
            .with_some("reversed", list.is_reversed.then_some("reversed")),
        ListKind::Callouts => tag.also_class("callouts"),
        ListKind::Unordered => tag,
    };
    let tag = list.style.iter().fold(tag, |tag, style| styled(tag, style));
    match (list.is_bibliography, list.items.iter().all(|item| item.checked.is_some())) {
        (true, _) => tag.also_class("bibliography"),
        (_, true) => tag.also_class("checklist"),
        _ => tag,
    }
}

/// The styles that have a look of their own are classes.
fn styled(tag: Tag, style: &str) -> Tag {
    let known =
        ["none", "no-bullet", "unstyled", "square", "circle", "disc", "lowergreek", "decimal", "horizontal", "qanda"];
    if known.contains(&style) { tag.also_class(style) } else { tag }
}
