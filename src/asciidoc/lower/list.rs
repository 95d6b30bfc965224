//! Lists.

use asciidoc_parser::HasSpan;
use asciidoc_parser::attributes::Attrlist;
use asciidoc_parser::blocks::{
    Block, IsBlock, ListBlock, ListItem as CrateItem, ListItemMarker, ListType, SimpleBlockStyle,
};

use super::Lowering;
use super::parts::attribute;
use crate::asciidoc::prepass::UNFIT;
use crate::model::{BlockKind, DescriptionEntry, DescriptionList, List, ListItem, ListKind, Term};

/// What a list's own lines say of it.
struct Facts<'b> {
    attributes: Option<&'b Attrlist<'b>>,
    is_bibliography: bool,
}

impl Lowering<'_> {
    /// A list of any kind.
    pub(super) fn list<'b>(&mut self, list: &'b ListBlock<'b>) -> BlockKind {
        let mut items = Vec::new();
        for block in list.child_blocks() {
            match block {
                Block::ListItem(item) => items.push(item),
                other => {
                    // What is no item says nothing of its own here, as an attribute entry.
                    self.block(other);
                }
            }
        }
        self.list_of(&items, &Facts { attributes: list.attrlist(), is_bibliography: list.is_bibliography() })
    }

    /// A list of items, the first of which says what they are.
    fn list_of<'b>(&mut self, items: &[&'b CrateItem<'b>], facts: &Facts<'b>) -> BlockKind {
        let marker = items.first().map(|item| item.list_item_marker());
        let (kind, implied) = match &marker {
            Some(ListItemMarker::DefinedTerm { .. }) => {
                return BlockKind::Descriptions(self.descriptions(items, facts));
            }
            Some(ListItemMarker::Callout(_)) => (ListKind::Callouts, None),
            Some(ListItemMarker::Hyphen(_) | ListItemMarker::Asterisks(_) | ListItemMarker::Bullet(_)) | None => {
                (ListKind::Unordered, None)
            }
            Some(marker) => (ListKind::Ordered, Some(numbering(marker))),
        };
        let declared = facts.attributes.and_then(|attributes| {
            attributes.block_style().map(str::to_owned).or_else(|| attribute(attributes, UNFIT))
        });
        let style = match implied {
            Some(implied) => Some(declared.unwrap_or_else(|| implied.to_owned())),
            None => declared.filter(|style| style != "bibliography"),
        };
        // Asciidoctor counts from 1 whatever the first marker says.
        let start = facts.attributes.and_then(|attributes| attribute(attributes, "start"));
        let start = start.and_then(|start| start.trim().parse().ok()).filter(|_| kind == ListKind::Ordered);
        let is_reversed = facts.attributes.is_some_and(|attributes| attributes.has_option("reversed"));
        let mut lowered = Vec::new();
        for (item, inner) in families(items) {
            let mut item = self.item(item);
            item.blocks.extend(self.inner_list(inner));
            lowered.push(item);
        }
        let is_bibliography = facts.is_bibliography;
        BlockKind::List(List { kind, style, start, is_reversed, is_bibliography, items: lowered })
    }

    /// Items of another kind, which the crate gives as siblings of the item that holds them.
    fn inner_list<'b>(&mut self, items: &[&'b CrateItem<'b>]) -> Option<crate::model::Block> {
        let (first, last) = (items.first()?, items.last()?);
        let span = self.span(first.span()).to(self.span(last.span()));
        let id = self.node();
        let facts = Facts { attributes: first.attrlist(), is_bibliography: false };
        let kind = self.at(span, |lowering| lowering.list_of(items, &facts));
        self.keep_marker(id, first);
        Some(crate::model::Block::new(id, span, kind))
    }

    fn item<'b>(&mut self, item: &'b CrateItem<'b>) -> ListItem {
        let span = self.span(item.span());
        let id = self.node();
        self.at(span, |lowering| {
            lowering.keep_marker(id, item);
            let (text, blocks) = lowering.within_language(item.attrlist(), |lowering| lowering.item_content(item));
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
        let children: Vec<_> = children.collect();
        if let [Block::List(list)] = children.as_slice()
            && list.type_() == ListType::Callout
            && !self.is_right_below(list.span().data())
        {
            // Remarks belong to code: without any in the item they stand behind the list, unless no line parts them.
            let lifted = children.first().and_then(|list| self.block(list));
            self.lifted.extend(lifted);
            return (text, Vec::new());
        }
        self.list_depth += 1;
        let blocks = self.blocks(children.into_iter());
        self.list_depth -= 1;
        (text, with_own_blocks(blocks))
    }

    /// Whether no empty line stands before a part of the text.
    fn is_right_below(&self, part: &str) -> bool {
        let before = self.origins.offset(part).and_then(|at| self.origins.text().get(..at));
        let line = before.and_then(|before| before.strip_suffix('\n')).and_then(|before| before.rsplit('\n').next());
        line.is_some_and(|line| !line.trim().is_empty())
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

    fn descriptions<'b>(&mut self, items: &[&'b CrateItem<'b>], facts: &Facts<'b>) -> DescriptionList {
        let mut entries: Vec<DescriptionEntry> = Vec::new();
        let mut is_open = false;
        for (item, inner) in families(items) {
            let term = self.term_of(item);
            let has_description =
                item.child_blocks().next().is_some() || item.has_empty_principal_text() || !inner.is_empty();
            let mut description =
                has_description.then(|| self.item(item)).map(|item| ListItem { anchor: None, ..item });
            if let Some(description) = &mut description {
                description.blocks.extend(self.inner_list(inner));
            }
            match entries.last_mut().filter(|_| is_open) {
                Some(entry) => {
                    entry.terms.push(term);
                    entry.description = description;
                }
                None => entries.push(DescriptionEntry { terms: vec![term], description }),
            }
            is_open = !has_description;
        }
        let style = facts.attributes.and_then(|attributes| attributes.block_style()).map(str::to_owned);
        let width = |name: &str| {
            let width = attribute(facts.attributes?, name)?;
            width.trim().trim_end_matches('%').parse().ok().filter(|width| (1..=100).contains(width))
        };
        DescriptionList { style, label_width: width("labelwidth"), item_width: width("itemwidth"), entries }
    }

    fn term_of<'b>(&mut self, item: &'b CrateItem<'b>) -> Term {
        let id = self.node();
        self.keep_marker(id, item);
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

/// The blocks of an item, with those that the crate attaches to the last of the remarks in it: a continuation behind
/// remarks goes on with the item.
fn with_own_blocks(blocks: Vec<crate::model::Block>) -> Vec<crate::model::Block> {
    let mut own = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        let attached = match &mut block.kind {
            BlockKind::List(list) if list.kind == ListKind::Callouts => {
                list.items.last_mut().map(|last| std::mem::take(&mut last.blocks))
            }
            _ => None,
        };
        own.push(block);
        own.extend(attached.unwrap_or_default());
    }
    own
}

/// Each item of the first one's kind with the items of other kinds behind it.
fn families<'i, 'b>(items: &'i [&'b CrateItem<'b>]) -> Vec<(&'b CrateItem<'b>, &'i [&'b CrateItem<'b>])> {
    let kind = items.first().map(|item| kind(&item.list_item_marker()));
    let mut families = Vec::new();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        let behind = items.get(at + 1..).unwrap_or_default();
        let count = behind.iter().take_while(|item| Some(self::kind(&item.list_item_marker())) != kind).count();
        families.push((*item, behind.get(..count).unwrap_or_default()));
        at += count + 1;
    }
    families
}

/// What markers of one list share.
fn kind(marker: &ListItemMarker<'_>) -> String {
    match marker {
        ListItemMarker::Hyphen(span)
        | ListItemMarker::Asterisks(span)
        | ListItemMarker::Bullet(span)
        | ListItemMarker::Dots(span) => span.data().to_owned(),
        ListItemMarker::DefinedTerm { marker, .. } => marker.data().to_owned(),
        ListItemMarker::Callout(_) => "<1>".to_owned(),
        other => numbering(other).to_owned(),
    }
}

/// The numbering that a marker of an ordered list stands for.
fn numbering(marker: &ListItemMarker<'_>) -> &'static str {
    match marker {
        ListItemMarker::Dots(span) => match span.data().len() {
            2 => "loweralpha",
            3 => "lowerroman",
            4 => "upperalpha",
            5 => "upperroman",
            _ => "arabic",
        },
        ListItemMarker::AlphaListLower(_) => "loweralpha",
        ListItemMarker::AlphaListCapital(_) => "upperalpha",
        ListItemMarker::RomanNumeralLower(_) => "lowerroman",
        ListItemMarker::RomanNumeralUpper(_) => "upperroman",
        _ => "arabic",
    }
}
