//! Painting a page's items with their marked content.

use std::collections::{HashMap, HashSet};

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::paint::{Fill, FillRule, LineCap, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact as KrillaArtifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::{Group, Node, Tree};

use crate::font::FaceId;
use crate::frame::{
    Artifact, BrokenWord, ElementId, Item, ItemKind, Owner, PathCommand, PictureItem, Shape, Structure, TextItem,
};
use crate::geom::{Abs, Colour};
use crate::model::{Language, NodeId};
use crate::pdf::coloured::Blank;
use crate::pdf::places::Places;
use crate::pdf::tags::Tags;
use crate::pdf::write::Embedded;

/// What painting needs of the whole document.
pub(super) struct Painter<'a, 't> {
    pub(super) fonts: HashMap<FaceId, Font>,
    pub(super) pictures: &'a HashMap<NodeId, Embedded>,
    pub(super) structure: &'a Structure,
    pub(super) tags: Tags<'t>,
    pub(super) places: Places,
    /// The glyphs whose characters the PDF knows already, a bit each.
    pub(super) known: HashMap<FaceId, Vec<u64>>,
    /// The faces whose signs have colours of their own.
    pub(super) coloured: HashSet<FaceId>,
    /// What stands in place of such signs where they are read and copied.
    pub(super) blank: Option<Blank>,
}

/// Neighbouring items with the same key share one piece of marked content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    owner: Owner,
    language: Language,
}

impl Painter<'_, '_> {
    /// Paints the items of a page, each within the marked content of its owner.
    pub(super) fn items(&mut self, surface: &mut Surface<'_>, items: &[Item]) {
        let mut rest = items;
        while let Some((first, _)) = rest.split_first() {
            let count = self.together(rest);
            let (group, behind) = rest.split_at(count);
            rest = behind;
            self.group(surface, first, group);
        }
    }

    /// How many of the items, from the first, can share one piece of marked content.
    fn together(&self, items: &[Item]) -> usize {
        let Some(first) = items.first() else { return 0 };
        let Some(key) = self.key(first) else { return 1 };
        1 + items.iter().skip(1).take_while(|item| self.key(item) == Some(key)).count()
    }

    fn key(&self, item: &Item) -> Option<Key> {
        match (&item.kind, item.owner) {
            (ItemKind::Text(text), _) if is_silent(text) => None,
            (ItemKind::Text(text), Owner::Element(_)) if self.is_coloured(text) => None,
            (ItemKind::Text(text), owner) => Some(Key { owner, language: text.language }),
            (ItemKind::Shape(_), owner @ Owner::Artifact(_)) => Some(Key { owner, language: Language::UNKNOWN }),
            _ => None,
        }
    }

    fn group(&mut self, surface: &mut Surface<'_>, first: &Item, items: &[Item]) {
        let paint_all = |painter: &mut Self, surface: &mut Surface<'_>| {
            for item in items {
                painter.item(surface, item);
            }
        };
        match first.owner {
            Owner::Artifact(kind) => {
                surface.start_tagged(ContentTag::Artifact(artifact(kind, first)));
                paint_all(self, surface);
                surface.end_tagged();
            }
            Owner::Element(owner) => {
                let language = self.language_tag(first, owner);
                if let ItemKind::BrokenWord(word) = &first.kind {
                    return self.broken_word(surface, word, owner, language.as_deref());
                }
                if let ItemKind::Text(text) = &first.kind
                    && self.is_coloured(text)
                {
                    return self.coloured(surface, first, text, (owner, language.as_deref()));
                }
                let tag = match &first.kind {
                    ItemKind::Picture(_) | ItemKind::Shape(_) => ContentTag::Other,
                    // Read along the structure alone: nothing is painted.
                    ItemKind::Text(text) if is_silent(text) => {
                        ContentTag::Span(SpanTag::empty().with_actual_text(Some(&text.text)))
                    }
                    ItemKind::Text(_) | ItemKind::BrokenWord(_) => {
                        ContentTag::Span(SpanTag::empty().with_lang(language.as_deref()))
                    }
                };
                let content = surface.start_tagged(tag);
                paint_all(self, surface);
                surface.end_tagged();
                self.tags.push(owner, content);
                self.note_figure(first, owner);
            }
        }
    }

    /// A word on two or more lines: its first part says the whole word, the others say nothing.
    ///
    /// The word is the text of one cluster of glyphs, so that its ActualText stands within the text
    /// object: poppler places an ActualText by the matrix in force where the marked content ends.
    fn broken_word(&mut self, surface: &mut Surface<'_>, word: &BrokenWord, owner: ElementId, language: Option<&str>) {
        let first = word.parts.iter().position(|part| matches!(part.kind, ItemKind::Text(_)));
        for (index, part) in word.parts.iter().enumerate() {
            let says = if Some(index) == first { None } else { Some("") };
            let span = SpanTag::empty().with_lang(language).with_actual_text(says);
            if let (ItemKind::Text(text), None) = (&part.kind, says)
                && !self.knows(text)
            {
                self.introduce(surface, part, owner);
            }
            let content = surface.start_tagged(ContentTag::Span(span));
            match &part.kind {
                ItemKind::Text(text) if says.is_none() => {
                    let kind = ItemKind::Text(saying(text, &word.word));
                    self.item(surface, &Item { kind, ..part.clone() });
                }
                _ => self.item(surface, part),
            }
            surface.end_tagged();
            self.tags.push(owner, content);
        }
    }

    /// Whether all glyphs of a text have been painted before.
    pub(super) fn knows(&self, text: &TextItem) -> bool {
        let known = self.known.get(&text.face).map(Vec::as_slice).unwrap_or_default();
        let is_known = |id: u32| known.get(id as usize / 64).is_some_and(|bits| bits >> (id % 64) & 1 == 1);
        text.glyphs.iter().all(|glyph| is_known(glyph.id()))
    }

    /// Writes a text that says nothing, and of which nothing is seen. krilla takes the first characters that a glyph
    /// stands for as those that it always stands for: without this they would be a whole word.
    pub(super) fn introduce(&mut self, surface: &mut Surface<'_>, part: &Item, owner: ElementId) {
        let mut nothing = PathBuilder::new();
        let corner = Rect::from_xywh(part.at.x.to_f32(), part.at.y.to_f32(), 0.001, 0.001);
        corner.into_iter().for_each(|corner| nothing.push_rect(corner));
        let Some(nothing) = nothing.finish() else { return };
        surface.push_clip_path(&nothing, &FillRule::NonZero);
        let span = SpanTag::empty().with_actual_text(Some(""));
        let content = surface.start_tagged(ContentTag::Span(span));
        self.item(surface, part);
        surface.end_tagged();
        surface.pop();
        self.tags.push(owner, content);
    }

    /// The language of a piece of text, where it is not that of its element.
    fn language_tag(&self, item: &Item, owner: ElementId) -> Option<String> {
        let language = match &item.kind {
            ItemKind::Text(text) => text.language,
            ItemKind::BrokenWord(word) => word.language,
            _ => return None,
        };
        let around = self.structure.get(owner).map(|element| element.language);
        (language.is_known() && around != Some(language)).then(|| language.tag().to_owned())
    }

    fn note_figure(&mut self, item: &Item, owner: ElementId) {
        let size = match &item.kind {
            ItemKind::Picture(picture) => picture.size,
            ItemKind::Shape(shape) => shape.size,
            _ => return,
        };
        let (x, y) = (item.at.x.to_f32(), item.at.y.to_f32());
        if let Some(rect) = Rect::from_xywh(x, y, size.width.to_f32(), size.height.to_f32()) {
            self.tags.figure_at(owner, rect);
        }
    }

    pub(super) fn item(&mut self, surface: &mut Surface<'_>, item: &Item) {
        match self.places.number(item.span) {
            Some(place) => surface.set_location(place),
            None => surface.reset_location(),
        }
        match &item.kind {
            ItemKind::Text(text) => self.text(surface, item, text),
            ItemKind::BrokenWord(BrokenWord { parts, .. }) => parts.iter().for_each(|part| self.item(surface, part)),
            ItemKind::Picture(picture) => self.picture(surface, item, picture),
            ItemKind::Shape(shape) => draw_shape(surface, item, shape),
        }
        surface.reset_location();
    }

    fn text(&mut self, surface: &mut Surface<'_>, item: &Item, text: &TextItem) {
        let known = self.known.entry(text.face).or_default();
        for glyph in &text.glyphs {
            let (word, bit) = (glyph.id() as usize / 64, glyph.id() % 64);
            if known.len() <= word {
                known.resize(word + 1, 0);
            }
            if let Some(bits) = known.get_mut(word) {
                *bits |= 1 << bit;
            }
        }
        let Some(font) = self.fonts.get(&text.face) else { return };
        let size = text.size.to_f32();
        let share = |length: Abs| (length.to_pt() / text.size.to_pt().max(1e-6)) as f32;
        let glyphs: Vec<KrillaGlyph> = text
            .glyphs
            .iter()
            .map(|glyph| {
                KrillaGlyph::new(
                    GlyphId::new(glyph.id()),
                    share(glyph.advance()),
                    share(glyph.x_offset()),
                    share(glyph.y_offset()),
                    0.0,
                    glyph.start as usize..glyph.end() as usize,
                    None,
                )
            })
            .collect();
        surface.set_fill(Some(fill(text.colour)));
        surface.set_stroke(None);
        let (x, y) = (item.at.x.to_f32(), item.at.y.to_f32());
        if text.is_turned {
            surface.push_transform(&Transform::from_row(0.0, -1.0, 1.0, 0.0, x, y));
            surface.draw_glyphs(Point::from_xy(0.0, 0.0), &glyphs, font.clone(), &text.text, size, false);
            surface.pop();
        } else {
            surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font.clone(), &text.text, size, false);
        }
    }

    fn picture(&self, surface: &mut Surface<'_>, item: &Item, picture: &PictureItem) {
        let Some(embedded) = self.pictures.get(&picture.picture) else { return };
        let (width, height) = (picture.size.width.to_f32(), picture.size.height.to_f32());
        let Some(unit) = Size::from_wh(1.0, 1.0) else { return };
        let (x, y) = (item.at.x.to_f32(), item.at.y.to_f32());
        surface.push_transform(&match picture.is_turned {
            true => Transform::from_row(0.0, -height, width, 0.0, x, y + height),
            false => Transform::from_row(width, 0.0, 0.0, height, x, y),
        });
        match embedded {
            Embedded::Image { image, matrix } => {
                let [a, b, c, d, e, f] = matrix.map(|value| value as f32);
                surface.push_transform(&Transform::from_row(a, b, c, d, e, f));
                surface.draw_image(image.clone(), unit);
                surface.pop();
            }
            Embedded::Drawing(tree) => drawing(surface, tree, unit),
        }
        surface.pop();
    }
}

/// Paints a drawing with its words as text, or as outlines where a character has no glyph: PDF/A-2 refuses the sign
/// that stands for it (ISO 19005-2 6.2.11.8).
fn drawing(surface: &mut Surface<'_>, tree: &Tree, size: Size) {
    let settings = SvgSettings { embed_text: !lacks_glyphs(tree.root()), ..SvgSettings::default() };
    // What can't be painted leaves its place empty; its alternative text says what it shows.
    let _ = surface.draw_svg(tree, size, settings);
}

fn lacks_glyphs(group: &Group) -> bool {
    group.children().iter().any(|node| match node {
        Node::Group(group) => lacks_glyphs(group),
        Node::Text(text) => {
            text.layouted().iter().flat_map(|span| &span.positioned_glyphs).any(|glyph| glyph.id.0 == 0)
        }
        Node::Path(_) | Node::Image(_) => false,
    })
}

/// Whether a text is read and not seen: the end of a line that the author keeps.
fn is_silent(text: &TextItem) -> bool {
    text.glyphs.is_empty()
}

/// The same glyphs as one cluster that says a word.
fn saying(text: &TextItem, word: &str) -> TextItem {
    let mut text = text.clone();
    text.text = word.to_owned();
    for glyph in &mut text.glyphs {
        *glyph = glyph.saying(0..word.len() as u32);
    }
    text
}

fn draw_shape(surface: &mut Surface<'_>, item: &Item, shape: &Shape) {
    let Some(path) = path(item, shape) else { return };
    surface.set_fill(shape.fill.map(fill));
    surface.set_stroke(shape.stroke.map(|stroke| Stroke {
        paint: rgb_of(stroke.colour).into(),
        width: stroke.width.to_f32(),
        line_cap: if stroke.dots.is_some() { LineCap::Round } else { LineCap::Butt },
        dash: stroke.dots.map(|step| StrokeDash { array: vec![0.0, step.to_f32()], offset: 0.0 }),
        ..Stroke::default()
    }));
    surface.draw_path(&path);
    surface.set_stroke(None);
}

fn path(item: &Item, shape: &Shape) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |point: crate::geom::Point| ((item.at.x + point.x).to_f32(), (item.at.y + point.y).to_f32());
    for command in &shape.path {
        match *command {
            PathCommand::Move(to) => {
                let (x, y) = at(to);
                builder.move_to(x, y);
            }
            PathCommand::Line(to) => {
                let (x, y) = at(to);
                builder.line_to(x, y);
            }
            PathCommand::Curve(first, second, to) => {
                let ((x1, y1), (x2, y2), (x, y)) = (at(first), at(second), at(to));
                builder.cubic_to(x1, y1, x2, y2, x, y);
            }
            PathCommand::Close => builder.close(),
        }
    }
    builder.finish()
}

fn fill(colour: Colour) -> Fill {
    Fill { paint: rgb_of(colour).into(), rule: FillRule::NonZero, ..Fill::default() }
}

fn rgb_of(colour: Colour) -> rgb::Color {
    rgb::Color::new(colour.red, colour.green, colour.blue)
}

fn artifact(kind: Artifact, first: &Item) -> KrillaArtifact {
    let size = match &first.kind {
        ItemKind::Picture(picture) => Some(picture.size),
        ItemKind::Shape(shape) => Some(shape.size),
        ItemKind::Text(_) | ItemKind::BrokenWord(_) => None,
    };
    let (x, y) = (first.at.x.to_f32(), first.at.y.to_f32());
    let area = size.and_then(|size| Rect::from_xywh(x, y, size.width.to_f32(), size.height.to_f32()));
    match (kind, area) {
        // A background has to say how far it goes (ISO 32000-1 table 330).
        (Artifact::Background, Some(area)) => KrillaArtifact::new(ArtifactType::Background, Some(area)),
        (Artifact::Background, None) => KrillaArtifact::with_kind(ArtifactType::Layout),
        _ => KrillaArtifact::with_kind(artifact_type(kind)),
    }
}

fn artifact_type(kind: Artifact) -> ArtifactType {
    match kind {
        Artifact::Header => ArtifactType::Header,
        Artifact::Footer => ArtifactType::Footer,
        Artifact::Folio => ArtifactType::PageNumber,
        Artifact::Layout => ArtifactType::Layout,
        Artifact::Background => ArtifactType::Background,
        Artifact::Watermark => ArtifactType::Watermark,
        Artifact::PageMark => ArtifactType::Page,
    }
}
