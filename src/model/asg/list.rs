//! Lists.

use schemars::JsonSchema;
use serde::Serialize;

use super::block::Block;
use super::inline::Inline;
use super::node::{BlockType, Reader, names, node};
use super::place::Location;
use crate::model::{self, DescriptionEntry, ListKind};

names! {
    ListName { List }
    ListVariant { Callout, Ordered, Unordered }
    ListItemName { ListItem }
    DescriptionListName { Dlist }
    DescriptionName { DlistItem }
}

node! {
    /// A list of items.
    block List: ListName {
        must {
            /// The marker of the first item.
            marker: &'a str,
            variant: ListVariant,
            items: Vec<ListItem<'a>>,
        }
        may {
            title: Vec<Inline<'a>>,
            /// Ours: how the items are counted or marked: `arabic`, `loweralpha`, `square`, `none` …
            style: Option<&'a str>,
            /// Ours: the first number.
            start: Option<i64>,
            /// Ours: whether the numbers fall.
            reversed: bool,
            /// Ours: whether the items are entries of a bibliography.
            bibliography: bool,
        }
    }
}

node! {
    /// An item of a list.
    block ListItem: ListItemName {
        must {
            marker: &'a str,
            /// Its first text.
            principal: Vec<Inline<'a>>,
        }
        may {
            /// What is attached to it.
            blocks: Vec<Block<'a>>,
            /// Ours: whether its box is ticked; without one there is no box.
            checked: Option<bool>,
        }
    }
}

node! {
    /// A list of terms and what they mean.
    block DescriptionList: DescriptionListName {
        must {
            /// The marker behind the first term.
            marker: &'a str,
            items: Vec<Description<'a>>,
        }
        may {
            title: Vec<Inline<'a>>,
            /// Ours: how the list looks: `horizontal`, `qanda`, `glossary` …
            style: Option<&'a str>,
        }
    }
}

node! {
    /// Terms that share a description.
    block Description: DescriptionName {
        must {
            marker: &'a str,
            /// One or more terms.
            terms: Vec<Vec<Inline<'a>>>,
        }
        may {
            /// The first text of the description.
            principal: Vec<Inline<'a>>,
            /// What is attached to it.
            blocks: Vec<Block<'a>>,
        }
    }
}

impl<'a> Reader<'a> {
    /// A list of any kind but that of terms.
    pub(super) fn list(&self, block: &'a model::Block, list: &'a model::List) -> List<'a> {
        let facts = self.facts(block);
        let items: Vec<ListItem<'a>> =
            self.within(block.language, || list.items.iter().map(|item| self.item(item)).collect());
        List {
            name: ListName::List,
            kind: BlockType::Block,
            id: block.anchor.as_deref(),
            marker: facts.marker(),
            variant: match list.kind {
                ListKind::Unordered => ListVariant::Unordered,
                ListKind::Ordered => ListVariant::Ordered,
                ListKind::Callouts => ListVariant::Callout,
            },
            label: self.label(block),
            lang: facts.lang,
            metadata: facts.metadata,
            title: self.title(block),
            style: list.style.as_deref(),
            start: list.start,
            reversed: list.is_reversed,
            bibliography: list.is_bibliography,
            location: up_to(facts.location, items.last().map(|item| &item.location)),
            items,
        }
    }

    fn item(&self, item: &'a model::ListItem) -> ListItem<'a> {
        let facts = self.facts_of(item.id, item.span, item.language, &[], &item.roles);
        let blocks = self.within(item.language, || self.blocks(&item.blocks));
        ListItem {
            name: ListItemName::ListItem,
            kind: BlockType::Block,
            id: item.anchor.as_deref(),
            marker: facts.marker(),
            principal: self.inlines(&item.text),
            label: None,
            lang: facts.lang,
            metadata: facts.metadata,
            checked: item.checked,
            location: up_to(facts.location, blocks.last().map(Block::location)),
            blocks,
        }
    }

    /// A list of terms.
    pub(super) fn descriptions(
        &self,
        block: &'a model::Block,
        list: &'a model::DescriptionList,
    ) -> DescriptionList<'a> {
        let facts = self.facts(block);
        let items: Vec<Description<'a>> =
            self.within(block.language, || list.entries.iter().map(|entry| self.description(entry)).collect());
        DescriptionList {
            name: DescriptionListName::Dlist,
            kind: BlockType::Block,
            id: block.anchor.as_deref(),
            marker: facts.marker(),
            label: self.label(block),
            lang: facts.lang,
            metadata: facts.metadata,
            title: self.title(block),
            style: list.style.as_deref(),
            location: up_to(facts.location, items.last().map(|item| &item.location)),
            items,
        }
    }

    fn description(&self, entry: &'a DescriptionEntry) -> Description<'a> {
        let first = entry.terms.first();
        let item = entry.description.as_ref();
        let id = first.map(|term| term.id).or_else(|| Some(item?.id)).unwrap_or_default();
        let span = first.map(|term| term.span).or_else(|| Some(item?.span)).unwrap_or(self.book.info.span);
        let language = item.map(|item| item.language).or_else(|| Some(first?.language)).unwrap_or_default();
        let facts = self.facts_of(id, span, language, &[], item.map(|item| item.roles.as_slice()).unwrap_or_default());
        let blocks = self.within(language, || item.map(|item| self.blocks(&item.blocks)).unwrap_or_default());
        let own = item.map(|item| self.places.block(item.span));
        let end = up_to(facts.location.clone(), own.as_ref());
        Description {
            name: DescriptionName::DlistItem,
            kind: BlockType::Block,
            id: entry.terms.iter().find_map(|term| term.anchor.as_deref()),
            marker: facts.marker(),
            terms: entry.terms.iter().map(|term| self.inlines(&term.text)).collect(),
            label: None,
            lang: facts.lang,
            metadata: facts.metadata,
            principal: item.map(|item| self.inlines(&item.text)).unwrap_or_default(),
            location: up_to(end, blocks.last().map(Block::location)),
            blocks,
        }
    }
}

/// A place that ends with what lies last in it.
pub(super) fn up_to(location: Location, last: Option<&Location>) -> Location {
    last.map_or_else(|| location.clone(), |last| location.to(last))
}
