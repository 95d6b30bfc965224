//! Lists of items and lists of terms.

use crate::epub::content::Content;
use crate::epub::labels::{Sentence, sentence};
use crate::epub::xml::Tag;
use crate::model::{Block, DescriptionEntry, DescriptionList, List, ListItem, ListKind, Piece, Term, pieces};

impl<'a> Content<'a> {
    pub(super) fn list(&mut self, block: &'a Block, list: &'a List, tag: Tag) {
        self.marks.pass(&self.shared.pages, block.id);
        self.block_title(block);
        let id = self.anchor_id(block.anchor.as_deref());
        let name = if list.kind == ListKind::Unordered { "ul" } else { "ol" };
        let tag = counted(tag.named(name), list).with_some("id", id);
        self.within(tag, |this| {
            for (index, item) in list.items.iter().enumerate() {
                this.xml.line();
                let conum = (list.kind == ListKind::Callouts).then_some(index as u32 + 1);
                this.in_language(item.language, Tag::new("li"), |this, tag| this.item(item, conum, tag));
            }
            this.xml.line();
        });
    }

    /// An item or a description: text alone stands in it as it is, else in paragraphs.
    fn item(&mut self, item: &'a ListItem, conum: Option<u32>, tag: Tag) {
        let id = self.anchor_id(item.anchor.as_deref());
        let tag = tag.classes(item.roles.iter().map(String::as_str)).with_some("id", id);
        self.within(tag, |this| {
            if let Some(number) = conum {
                this.conum(number);
                this.xml.text(" ");
            }
            let cut = pieces(&item.text);
            let is_text_alone = item.blocks.is_empty() && matches!(cut.as_slice(), [Piece::Text(_)] | []);
            if is_text_alone {
                this.flow(&[item.id], |this| {
                    this.check_box(item.checked);
                    this.inlines(&item.text);
                });
                return;
            }
            if let Some(checked) = item.checked {
                this.within(Tag::new("p").classes(["check"]), |this| this.check_box(Some(checked)));
            }
            this.texts_and_figures(&[item.id], &item.text, &cut, Tag::new("p"));
            this.blocks(&item.blocks);
        });
    }

    fn check_box(&mut self, checked: Option<bool>) {
        let Some(checked) = checked else { return };
        let (sign, words) = if checked { ("[x]", Sentence::Done) } else { ("[\u{A0}]", Sentence::ToDo) };
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
            list.entries.iter().for_each(|entry| this.entry(entry));
            this.xml.line();
        });
    }

    fn entry(&mut self, entry: &'a DescriptionEntry) {
        self.xml.line();
        entry
            .terms
            .iter()
            .for_each(|term| self.in_language(term.language, Tag::new("dt"), |this, tag| this.term(term, tag)));
        match &entry.description {
            Some(item) => self.in_language(item.language, Tag::new("dd"), |this, tag| this.item(item, None, tag)),
            // A term alone still has a description in XHTML.
            None => self.xml.leaf(Tag::new("dd"), ""),
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
