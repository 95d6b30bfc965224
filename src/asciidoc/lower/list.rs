//! Lists.

use asciidoc_parser::HasSpan;
use asciidoc_parser::blocks::{
    Block, IsBlock, ListBlock, ListItem as CrateItem, ListItemMarker, ListType, SimpleBlockStyle,
};

use super::Lowering;
use super::parts::attribute;
use crate::model::{BlockKind, DescriptionEntry, DescriptionList, List, ListItem, ListKind, Term};

impl Lowering<'_> {
    /// A list of any kind.
    pub(super) fn list<'b>(&mut self, list: &'b ListBlock<'b>) -> BlockKind {
        let kind = match list.type_() {
            ListType::Description => return BlockKind::Descriptions(self.descriptions(list)),
            ListType::Unordered => ListKind::Unordered,
            ListType::Ordered => ListKind::Ordered,
            ListType::Callout => ListKind::Callouts,
        };
        let declared = list.declared_style().map(str::to_owned);
        let style = match kind {
            ListKind::Ordered => declared.or_else(|| list.marker_style().map(str::to_owned)),
            _ => declared.filter(|style| style != "bibliography"),
        };
        let given = list.attrlist().and_then(|attributes| attribute(attributes, "start"));
        // Asciidoctor counts from 1 whatever the first marker says.
        let start = given.and_then(|start| start.trim().parse().ok());
        let items = self.items(list);
        BlockKind::List(List {
            kind,
            style,
            start: start.filter(|_| kind == ListKind::Ordered),
            is_reversed: list.has_option("reversed"),
            is_bibliography: list.is_bibliography(),
            items,
        })
    }

    fn items<'b>(&mut self, list: &'b ListBlock<'b>) -> Vec<ListItem> {
        let mut items = Vec::new();
        for block in list.child_blocks() {
            match block {
                Block::ListItem(item) => items.push(self.item(item)),
                other => {
                    // What is no item says nothing of its own here, as an attribute entry.
                    self.block(other);
                }
            }
        }
        items
    }

    fn item<'b>(&mut self, item: &'b CrateItem<'b>) -> ListItem {
        let span = self.span(item.span());
        let id = self.node();
        self.at(span, |lowering| {
            let (text, blocks) = lowering.item_content(item);
            ListItem {
                id,
                span,
                anchor: item.id().map(str::to_owned),
                roles: item.roles().into_iter().map(str::to_owned).collect(),
                language: lowering.language(item.attrlist()),
                checked: item.checkbox(),
                text,
                blocks,
            }
        })
    }

    /// The principal text of an item and what is attached to it.
    fn item_content<'b>(&mut self, item: &'b CrateItem<'b>) -> (Vec<crate::model::Inline>, Vec<crate::model::Block>) {
        let mut children = item.child_blocks().peekable();
        let mut text = Vec::new();
        if let Some(Block::Simple(first)) = children.peek()
            && !item.has_empty_principal_text()
            && first.style() == SimpleBlockStyle::Paragraph
            && self.is_principal(
                item,
                first.content().original().data(),
                first.attrlist().is_some() || first.title().is_some(),
            )
        {
            text = self.inlines(first.content().inlines());
            children.next();
        }
        (text, self.blocks(children))
    }

    /// Whether the first paragraph of an item is its principal text rather than attached to it.
    fn is_principal(&self, item: &CrateItem<'_>, text: &str, has_metadata: bool) -> bool {
        if has_metadata {
            return false;
        }
        let marker = item.list_item_marker();
        let marker = match &marker {
            ListItemMarker::DefinedTerm { marker, .. } => marker.data(),
            other => {
                let span = other.span();
                return self.has_no_continuation(span.data(), text);
            }
        };
        self.has_no_continuation(marker, text)
    }

    /// Whether nothing but blank space stands between a marker and a text.
    fn has_no_continuation(&self, marker: &str, text: &str) -> bool {
        let (Some(from), Some(to)) = (self.origins.offset(marker), self.origins.offset(text)) else { return true };
        let between = self.origins.text().get(from + marker.len()..to).unwrap_or("");
        !between.lines().any(|line| line.trim_end() == "+")
    }

    fn descriptions<'b>(&mut self, list: &'b ListBlock<'b>) -> DescriptionList {
        let mut entries: Vec<DescriptionEntry> = Vec::new();
        let mut is_open = false;
        for block in list.child_blocks() {
            let Block::ListItem(item) = block else {
                self.block(block);
                continue;
            };
            let term = self.term_of(item);
            let has_description = item.child_blocks().next().is_some() || item.has_empty_principal_text();
            let description = has_description.then(|| self.item(item)).map(|item| ListItem { anchor: None, ..item });
            match entries.last_mut().filter(|_| is_open) {
                Some(entry) => {
                    entry.terms.push(term);
                    entry.description = description;
                }
                None => entries.push(DescriptionEntry { terms: vec![term], description }),
            }
            is_open = !has_description;
        }
        DescriptionList { style: list.declared_style().map(str::to_owned), entries }
    }

    fn term_of<'b>(&mut self, item: &'b CrateItem<'b>) -> Term {
        let id = self.node();
        let marker = item.list_item_marker();
        let (span, text) = match &marker {
            ListItemMarker::DefinedTerm { term, source, .. } => {
                let span = self.span(*source);
                (span, self.at(span, |lowering| lowering.inlines(term.inlines())))
            }
            _ => (self.place, Vec::new()),
        };
        Term { id, span, anchor: item.id().map(str::to_owned), language: self.language(item.attrlist()), text }
    }
}
