//! Admonitions: a tinted block with a rule, a drawn icon and the word in the reader's language.
//!
//! The five kinds differ in icon, word and the form of the rule, not in colour alone.

use crate::font::Capitals;
use crate::frame::{Artifact, Item, ItemKind, Owner, PictureItem, Role};
use crate::geom::{Abs, Colour, Point, Size};
use crate::layout::block::{Region, Setter};
use crate::layout::flow::Paint;
use crate::layout::inline::{IconMark, IconOwner};
use crate::model::{Admonition, AdmonitionKind, Block, Label, label};
use crate::theme::{AdmonitionColours, Look};

impl Setter<'_> {
    pub(super) fn admonition(&mut self, block: &Block, admonition: &Admonition) {
        let elements = &self.context.theme.elements;
        let (look, label_look) = (elements.admonition, elements.admonition_label);
        let colours = self.admonition_colours(admonition.kind);
        self.gap(look.before);
        let from = self.flow.pieces.len();
        let (x, width) = (self.region.x, self.region.width);
        let inset = look.size;
        let (above, below) = (inset.scale(6, 10), inset.scale(7, 10));
        let rule = rule_width(admonition.kind);
        let region = self.nested(Region { x: x + rule + inset, width: width - rule - inset * 2 });
        self.within(Role::Division, Some(block.span), |setter| {
            setter.strut(above);
            let text = Look { before: Abs::ZERO, after: setter.text.after / 2, ..look };
            setter.set_in(region, text, |setter| {
                setter.admonition_label(block, admonition, &Look { colour: colours.ink, ..label_look });
                setter.blocks(&admonition.blocks);
                setter.close_container();
            });
            setter.strut(below);
        });
        self.flow.pad_cuts(from, above, below);
        let frame = look.frame;
        if frame.keeps_together {
            self.keep_together(from);
        }
        // A background or border of the element's own takes the place of the kind's.
        self.decorate(from, x, width, Paint::Tint(frame.background.unwrap_or(colours.tint)));
        match frame.border.iter().all(|width| width.is_zero()) {
            true => self.decorate(from, x, rule, rule_paint(admonition.kind, colours.ink)),
            false => self.paint_border(from, &look),
        }
        self.space_below(look.after);
    }

    fn admonition_colours(&self, kind: AdmonitionKind) -> AdmonitionColours {
        let colours = &self.context.theme.colours;
        match kind {
            AdmonitionKind::Note => colours.note,
            AdmonitionKind::Tip => colours.tip,
            AdmonitionKind::Important => colours.important,
            AdmonitionKind::Warning => colours.warning,
            AdmonitionKind::Caution => colours.caution,
        }
    }

    /// Icon and word, and the author's title behind them.
    fn admonition_label(&mut self, block: &Block, admonition: &Admonition, look: &Look) {
        let owner = self.element(Role::Paragraph, Some(block.id), Some(block.span));
        let language = self.language;
        let word = match &admonition.label {
            Some(word) => word.clone(),
            None => label(language, Label::from(admonition.kind)).to_owned(),
        };
        let icon = self.admonition_icon(admonition, look);
        let indent = icon.width + look.size.scale(6, 10);
        let plain = Look {
            features: crate::font::Features { capitals: Capitals::AsWritten, ..look.features },
            tracking: 0,
            size: look.size,
            ..*look
        };
        let paragraph = self.build(None, |builder| {
            builder.generated(&word, look, language, Owner::Element(owner));
            if let Some(title) = &block.title {
                builder.generated("\u{A0} ", look, language, Owner::Element(owner));
                builder.inlines(title, &plain, language, Owner::Element(owner));
            }
        });
        let (x, width) = (self.region.x, self.region.width);
        let lines = self.lines_of(&paragraph, look, width - indent);
        let mut items = icon.items;
        super::shift(&mut items, -indent, (look.leading - icon.height) / 2 - look.size.scale(4, 100));
        let region = Region { x: x + indent, width: width - indent };
        self.is_fresh = false;
        self.set_in(region, *look, |setter| {
            setter.beside_next(items);
            setter.push_lines(paragraph, lines, false);
        });
        self.keep(2);
        self.is_fresh = true;
        // The first line stays with its label: no break was made between them.
    }

    /// The icon, in the colour of the label where we draw it: it stands in the middle of the label's line. A picture
    /// that says more than the label is read before it.
    fn admonition_icon(&mut self, admonition: &Admonition, look: &Look) -> DrawnIcon {
        let picture = admonition.picture().and_then(|picture| Some((picture, (self.context.pixels)(picture.id)?)));
        if let Some((picture, (width, height))) = picture {
            let (width, height) = (i64::from(width.max(1)), i64::from(height.max(1)));
            let high = look.leading;
            // A broad one takes no more than three times the room.
            let wide = high.scale(width, height).min(high * 3);
            let size = Size::new(wide, high.min(wide.scale(height, width)));
            let owner = match picture.alt.as_deref().unwrap_or_default() {
                "" => Owner::Artifact(Artifact::Layout),
                words => Owner::Element(self.element(Role::Figure(words.to_owned()), None, Some(picture.span))),
            };
            let kind = ItemKind::Picture(PictureItem { picture: picture.id, size, is_turned: false });
            let item = Item { at: Point::default(), owner, span: Some(picture.span), is_generated: false, kind };
            return DrawnIcon { items: vec![item], width: size.width, height: size.height };
        }
        let side = look.size.scale(115, 100);
        let owner = IconOwner { owner: Owner::Artifact(Artifact::Layout), span: None };
        let mark = admonition.drawing().map(|drawing| IconMark { drawing, colour: look.colour });
        let items = mark.map(|mark| mark.items_from(Point::default(), Size::new(side, side), owner));
        DrawnIcon { items: items.unwrap_or_default(), width: side, height: side }
    }
}

/// An icon from its upper left corner.
struct DrawnIcon {
    items: Vec<Item>,
    width: Abs,
    height: Abs,
}

fn rule_width(kind: AdmonitionKind) -> Abs {
    Abs::pt(match kind {
        AdmonitionKind::Note => 2.0,
        AdmonitionKind::Tip => 2.4,
        AdmonitionKind::Important => 4.5,
        AdmonitionKind::Warning | AdmonitionKind::Caution => 4.0,
    })
}

fn rule_paint(kind: AdmonitionKind, ink: Colour) -> Paint {
    match kind {
        AdmonitionKind::Note | AdmonitionKind::Warning => Paint::Rule(ink),
        AdmonitionKind::Tip => Paint::Dots(ink),
        AdmonitionKind::Important => Paint::DoubleRule(ink),
        AdmonitionKind::Caution => Paint::Dashes(ink),
    }
}
