//! Lists: bullets, numbers, check marks, remarks on code.

use crate::frame::{Item, Numbering, Owner, Role};
use crate::geom::{Abs, Point};
use crate::layout::block::{Region, Setter};
use crate::layout::inline::{Conum, ConumPlace, baseline};
use crate::model::{Block, List, ListItem, ListKind, pieces};
use crate::theme::Look;

impl Setter<'_> {
    pub(super) fn list(&mut self, block: &Block, list: &List) {
        self.block_title(block);
        let numbering = numbering(list);
        let element = self.element(Role::List(numbering), Some(block.id), Some(block.span));
        let after = self.text.after;
        let count = list.items.len();
        self.inside(element, |setter| {
            for (index, item) in list.items.iter().enumerate() {
                let is_near_edge = count > 2 && (index == 1 || index + 1 == count);
                if index > 0 && is_near_edge {
                    setter.next_break =
                        Some((setter.context.theme.costs.within_list, "within a list's first or last items"));
                }
                let mark = mark(list, index, item, setter.list_depth(element));
                setter.item(list, item, &mark, index > 0);
            }
        });
        self.space_below(after);
    }

    /// How many lists stand around the one that is being set.
    fn list_depth(&self, list: crate::frame::ElementId) -> usize {
        let mut depth = 0;
        let mut at = Some(list);
        while let Some(element) = at.and_then(|id| self.flow.structure.get(id)) {
            depth += usize::from(matches!(element.role, Role::List(_)));
            at = element.parent;
        }
        depth
    }

    fn item(&mut self, list: &List, item: &ListItem, mark: &str, follows: bool) {
        let outer = std::mem::replace(&mut self.language, item.language);
        let item_element = self.element(Role::ListItem, Some(item.id), Some(item.span));
        let text = Look { after: self.context.theme.item_gap, ..self.text };
        if follows {
            self.space_below(self.context.theme.item_gap);
        }
        let indent = self.indent(list);
        let region = self.nested(Region { x: self.region.x + indent, width: self.region.width - indent });
        self.inside(item_element, |setter| {
            if let Some(anchor) = &item.anchor {
                setter.destination(anchor.clone());
            }
            let label = (!mark.is_empty()).then(|| setter.element(Role::Label, None, Some(item.span)));
            let body = setter.element(Role::ListBody, None, Some(item.span));
            let wants_space = setter.pending.max(if follows { text.after } else { Abs::ZERO });
            setter.pending = wants_space;
            setter.gap(Abs::ZERO);
            if let Some(label) = label {
                let items = setter.mark_items(mark, list, indent, label);
                setter.beside_next(items);
            }
            setter.set_in(region, text, |setter| {
                setter.inside(body, |setter| {
                    // The item's own gap was set before its mark.
                    setter.is_fresh = true;
                    let found = pieces(&item.text);
                    setter.pieces_of(item.id, item.span, &item.text, &found);
                    setter.set_attached(item);
                    setter.is_fresh = false;
                });
            });
        });
        self.language = outer;
    }

    /// Blocks attached to an item, and lists within it.
    fn set_attached(&mut self, item: &ListItem) {
        let body = self.context.theme.elements.body;
        let mut rest = item.blocks.as_slice();
        while let Some(block) = rest.first() {
            if block.is_list() {
                self.space_below(self.context.theme.item_gap);
            } else {
                self.space_below(Abs::pt(4.0));
            }
            rest = self.block_or_group(rest);
        }
        if item.blocks.iter().any(|block| !block.is_list()) {
            self.space_below(body.after);
        }
    }

    /// Numbers of three digits need more room than bullets.
    fn indent(&self, list: &List) -> Abs {
        let indent = self.context.theme.list_indent;
        let last = list.start.unwrap_or(1).saturating_add(list.items.len() as i64);
        match list.kind {
            ListKind::Ordered if last >= 100 => indent * 2,
            ListKind::Ordered if last >= 10 => indent.scale(3, 2),
            ListKind::Ordered => indent.scale(5, 4),
            _ => indent,
        }
    }

    /// The mark's items, placed left of the item's text: numbers end before it, bullets stand at the edge.
    fn mark_items(&mut self, mark: &str, list: &List, indent: Abs, label: crate::frame::ElementId) -> Vec<Item> {
        let look = Look { hyphenates: false, ..self.text };
        if let (ListKind::Callouts, Ok(number)) = (list.kind, mark.parse()) {
            return vec![self.conum_mark(number, indent, &look, label)];
        }
        let (mut items, width) = self.label_items(mark, &look, Owner::Element(label));
        let gap = look.size.scale(4, 10);
        let x = match list.kind {
            ListKind::Ordered => -(gap + width),
            ListKind::Unordered | ListKind::Callouts => -indent + look.size.scale(1, 10),
        };
        super::shift(&mut items, x, Abs::ZERO);
        items
    }
}

impl Setter<'_> {
    /// The mark of a remark on code: that which stands in the listing.
    fn conum_mark(&mut self, number: u32, indent: Abs, look: &Look, label: crate::frame::ElementId) -> Item {
        let code = &self.context.theme.code;
        let conum = Conum { number, disc: code.disc, figure: code.figure };
        let em = look.size.scale(94, 100);
        let x = (indent - conum.size(em).width - look.size.scale(45, 100)).max(Abs::ZERO) - indent;
        let at = Point::new(x, baseline(look));
        conum.item(&mut self.shaper, ConumPlace { at, em, owner: Owner::Element(label), span: None })
    }
}

impl Block {
    /// Whether it is a list of any kind.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self.kind, crate::model::BlockKind::List(_) | crate::model::BlockKind::Descriptions(_))
    }

    /// Whether a paragraph that ends in a colon may mean it: a list, pictures, code, a table.
    pub(crate) fn can_be_introduced(&self) -> bool {
        use crate::model::BlockKind;
        match &self.kind {
            BlockKind::List(_) | BlockKind::Descriptions(_) | BlockKind::Image(_) => true,
            BlockKind::Verbatim(_) | BlockKind::Table(_) | BlockKind::Quote(_) => true,
            BlockKind::Paragraph(inlines) => {
                matches!(pieces(inlines).as_slice(), [crate::model::Piece::Pictures(_)])
            }
            _ => false,
        }
    }

    /// Whether it announces what follows: a paragraph that ends in a colon.
    pub(crate) fn is_introduction(&self) -> bool {
        match &self.kind {
            crate::model::BlockKind::Paragraph(inlines) => crate::model::plain_text(inlines).trim_end().ends_with(':'),
            _ => false,
        }
    }
}

fn numbering(list: &List) -> Numbering {
    match (list.kind, list.style.as_deref()) {
        (ListKind::Callouts, _) => Numbering::Decimal,
        (_, Some("none" | "no-bullet" | "unstyled" | "unnumbered")) => Numbering::None,
        (ListKind::Unordered, _) => Numbering::Disc,
        (_, Some("loweralpha")) => Numbering::LowerAlpha,
        (_, Some("upperalpha")) => Numbering::UpperAlpha,
        (_, Some("lowerroman")) => Numbering::LowerRoman,
        (_, Some("upperroman")) => Numbering::UpperRoman,
        _ => Numbering::Decimal,
    }
}

/// The mark of an item as it is printed.
fn mark(list: &List, index: usize, item: &ListItem, depth: usize) -> String {
    if let Some(checked) = item.checked {
        return if checked { "☑" } else { "☐" }.to_owned();
    }
    let has_no_mark = matches!(list.style.as_deref(), Some("none" | "no-bullet" | "unstyled" | "unnumbered"));
    if list.is_bibliography || (has_no_mark && list.kind != ListKind::Callouts) {
        return String::new();
    }
    let step = if list.is_reversed { -1 } else { 1 };
    let first = match (list.start, list.is_reversed) {
        (Some(start), _) => start,
        (None, true) => list.items.len() as i64,
        (None, false) => 1,
    };
    let number = first.saturating_add(step * index as i64);
    match list.kind {
        ListKind::Unordered => match (list.style.as_deref(), depth) {
            (Some("square"), _) => "▪".to_owned(),
            (Some("circle"), _) => "◦".to_owned(),
            (Some("disc"), _) => "•".to_owned(),
            (_, 1) => "•".to_owned(),
            (_, 2) => "–".to_owned(),
            _ => "·".to_owned(),
        },
        ListKind::Callouts => (index + 1).to_string(),
        ListKind::Ordered => format!("{}.", ordinal(number, list.style.as_deref())),
    }
}

/// A number in a list's style.
fn ordinal(number: i64, style: Option<&str>) -> String {
    let small = u32::try_from(number).ok().filter(|number| (1..4000).contains(number));
    match (style, small) {
        (Some("loweralpha"), Some(number)) => letters(number),
        (Some("upperalpha"), Some(number)) => letters(number).to_uppercase(),
        (Some("lowerroman"), Some(number)) => crate::frame::roman(number),
        (Some("upperroman"), Some(number)) => crate::frame::roman(number).to_uppercase(),
        (Some("lowergreek"), Some(number @ 1..=24)) => {
            char::from_u32(0x3B0 + number + u32::from(number > 17)).map(String::from).unwrap_or_default()
        }
        (Some("decimal"), _) => format!("{number:02}"),
        _ => number.to_string(),
    }
}

fn letters(mut number: u32) -> String {
    let mut text = Vec::new();
    while number > 0 {
        text.push(b'a' + ((number - 1) % 26) as u8);
        number = (number - 1) / 26;
    }
    text.iter().rev().map(|byte| *byte as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_style() {
        assert_eq!(ordinal(28, Some("loweralpha")), "ab");
        assert_eq!(ordinal(4, Some("upperroman")), "IV");
        assert_eq!(ordinal(18, Some("lowergreek")), "σ");
        assert_eq!(ordinal(3, Some("decimal")), "03");
        assert_eq!(ordinal(-2, None), "-2");
    }
}
