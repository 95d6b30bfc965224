//! Photos with their captions below them.

use crate::diag::{Diagnostic, Lint};
use crate::font::Weight;
use crate::frame::{ElementId, Item, ItemKind, LinkTarget, Owner, Role, Shape, Stroke};
use crate::geom::{Abs, Point, Size};
use crate::layout::block::group::LoggedFigure;
use crate::layout::block::heading::without_trailing_break;
use crate::layout::block::paragraph::spaced_label;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{CaptionPlace, PhotoCell, PhotoRow, Piece, Solid};
use crate::layout::inline::{LinkRef, Paragraph, set_paragraph};
use crate::model::{Block, Inline, Label, Picture, TextPosition, label, plain_text};
use crate::source::Span;
use crate::theme::{Align, CaptionPosition, Look};

/// A picture lower or narrower than this many points shows nothing.
const SMALLEST_SEEN: f64 = 4.0;

/// A figure's caption: the label before it and the author's words.
type Caption<'c> = (&'c str, &'c [Inline]);

impl Setter<'_> {
    /// A block of pictures alone, its title as the caption.
    pub(in crate::layout) fn figure(&mut self, block: &Block, pictures: &[&Picture]) {
        let label = spaced_label(&block.label);
        let caption = block.title.as_deref().map(|title| (label.as_str(), without_trailing_break(title)));
        self.rows(pictures, caption, block.span);
    }

    /// Pictures within a paragraph that stand alone on their lines.
    pub(in crate::layout) fn bare_figure(&mut self, pictures: &[&Picture]) {
        let Some(span) = pictures.first().map(|picture| picture.span) else { return };
        self.rows(pictures, None, span);
    }

    /// Two pictures a row; the caption below the last one.
    fn rows(&mut self, pictures: &[&Picture], caption: Option<Caption<'_>>, span: Span) {
        let rows: Vec<&[&Picture]> = pictures.chunks(2).collect();
        let count = rows.len();
        for (index, row) in rows.into_iter().enumerate() {
            let caption = caption.filter(|_| index + 1 == count);
            self.picture_row(row, caption, span, index > 0);
        }
    }

    fn picture_row(&mut self, pictures: &[&Picture], caption: Option<Caption<'_>>, span: Span, follows: bool) {
        let look = self.context.theme.elements.caption;
        let gap = self.context.theme.photo.gap;
        self.clear_beside();
        self.gap(if follows { gap } else { self.text.after.max(Abs::pt(4.0)) });
        let words: Vec<String> = pictures.iter().map(|picture| self.alternative(picture, caption)).collect();
        let owner = self.element(Role::Figure(words.join("; ")), pictures.first().map(|p| p.id), Some(span));
        let wishes: Option<Vec<Size>> = pictures.iter().map(|picture| self.photo_wish(picture)).collect();
        match wishes {
            Some(wishes) => self.photo_row(pictures, &side_by_side(&wishes, self.region.width, gap), owner),
            // One missing photo of a row would leave a hole: each stands for itself then.
            None => pictures.iter().for_each(|picture| self.photo_or_frame(picture, owner)),
        }
        self.satisfied();
        match (caption, self.photo_number) {
            (Some((prefix, title)), _) => self.caption(prefix, title, owner, span),
            (None, Some(_)) => self.caption("", &[], owner, span),
            (None, None) => {}
        }
        self.space_below(look.after);
    }

    fn photo_or_frame(&mut self, picture: &Picture, owner: ElementId) {
        match self.photo_wish(picture) {
            Some(wish) => self.photo_row(&[picture], &[wish], owner),
            None => self.frame(picture, owner),
        }
    }

    pub(super) fn photo_row(&mut self, pictures: &[&Picture], wishes: &[Size], owner: ElementId) {
        let mut cells = Vec::new();
        for (picture, wish) in pictures.iter().zip(wishes) {
            self.complain_of_size(picture, *wish);
            let link = picture.link.as_ref().map(|target| self.picture_link(picture, target, owner));
            let cell_owner = link.and_then(|link| self.flow.links.get(link)).map_or(owner, |link| link.element);
            cells.push(PhotoCell { picture: picture.id, wish: *wish, owner: cell_owner, span: picture.span, link });
        }
        if let (Some(figures), [cell]) = (&mut self.figures, cells.as_slice()) {
            figures.push(LoggedFigure { cell: *cell, caption: None });
        }
        let width: Abs = wishes.iter().map(|wish| wish.width).sum();
        // Where the author says nothing of the picture, what is said of the text here counts.
        let by_role = match self.text.align {
            Align::Centre => Some("center"),
            Align::Right => Some("right"),
            _ => None,
        };
        let align = pictures.first().and_then(|picture| picture.align.as_deref()).or(by_role);
        let x = match (align, self.region.width - width) {
            (Some("center"), room) => room / 2,
            (Some("right"), room) => room,
            _ => Abs::ZERO,
        };
        let gap = self.context.theme.photo.gap;
        let bleeds = self.bleeds && wishes.iter().any(|wish| wish.width > self.region.width);
        let row = PhotoRow { bleeds, ..PhotoRow::bare(self.region.x + x.max(Abs::ZERO), cells, gap) };
        self.flow.pieces.push(Piece::Photos(row));
    }

    /// A pixel, a panorama or a strip leaves nothing to be seen on its page.
    fn complain_of_size(&mut self, picture: &Picture, size: Size) {
        if size.width.min(size.height) < Abs::pt(SMALLEST_SEEN) {
            let message = format!("image `{}` is set {} × {} pt", picture.target, size.width, size.height);
            let warning = Diagnostic::warning(Lint::ImageUnseen, picture.span, message);
            self.complain(warning.hint("nothing can be seen on it; crop the picture or ask for another `width`"));
        }
    }

    fn picture_link(&mut self, picture: &Picture, target: &str, figure: ElementId) -> usize {
        let element = self.inside(figure, |setter| setter.element(Role::Link, None, Some(picture.span)));
        self.flow.links.push(LinkRef {
            target: LinkTarget::Address(target.to_owned()),
            element,
            description: target.to_owned(),
            span: Some(picture.span),
        });
        self.flow.links.len() - 1
    }

    /// The caption, inside its figure and never parted from it.
    pub(super) fn caption(&mut self, prefix: &str, title: &[Inline], figure: ElementId, span: Span) {
        let look = self.context.theme.elements.caption;
        let owner = self.inside(figure, |setter| setter.element(Role::Caption, None, Some(span)));
        let language = self.language;
        let number = self.photo_number.map(|number| format!("{number}\u{A0}\u{A0} "));
        let strong = Look { weight: Weight::Semibold, colour: self.context.theme.colours.accent, ..look };
        let paragraph = self.build(None, |builder| {
            if let Some(number) = &number {
                builder.generated(number, &strong, language, Owner::Element(owner));
            }
            builder.generated(prefix, &look, language, Owner::Element(owner));
            builder.inlines(title, &look, language, Owner::Element(owner));
        });
        let first_link = self.flow.links.len();
        self.flow.links.extend(paragraph.links.iter().cloned());
        if self.caption_at_side(&paragraph, first_link) {
            return;
        }
        self.strut(look.before);
        self.framed(&look, |setter| {
            let lines = setter.lines_of(&paragraph, &look, setter.region.width);
            if let Some(figure) = setter.figures.as_mut().and_then(|figures| figures.last_mut()) {
                figure.caption = Some((paragraph, first_link));
            }
            for line in lines {
                setter.push_line(line, first_link, None, true);
            }
        });
    }

    /// The caption beside its photo or in the margin, where the layout wants it there and it fits.
    fn caption_at_side(&mut self, paragraph: &Paragraph, first_link: usize) -> bool {
        let photo = &self.context.theme.photo;
        let Some(Piece::Photos(row)) = self.flow.pieces.last() else { return false };
        let (look, wish, gap) = (self.context.theme.elements.caption, row.wish(), row.gap);
        let taken: Abs = row.cells.iter().map(|cell| cell.wish.width + gap).sum();
        let page = self.page;
        let (place, width) = match photo.caption {
            CaptionPosition::Below => return false,
            CaptionPosition::Beside => (CaptionPlace::Beside, self.region.x + self.region.width - row.x - taken),
            CaptionPosition::Margin => (CaptionPlace::Margin, page.outer - gap - page.outer / 4),
        };
        let is_grouped = self.figures.is_some() || row.cells.len() > 1 || row.bleeds;
        let is_whole = place == CaptionPlace::Beside || self.region.width == page.measure();
        if is_grouped || !is_whole || width < look.size * 7 {
            return false;
        }
        let lines = set_paragraph(&mut self.shaper, paragraph, &look, width);
        let height: Abs = lines.iter().map(|line| line.height).sum();
        // The photo may shrink, its caption may not reach above it.
        if height > wish.scale(photo.smallest, 100) || lines.iter().any(|line| line.record.overfull > Abs::ZERO) {
            return false;
        }
        let solid = self.boxed(Region { x: Abs::ZERO, width }, look, |setter| {
            lines.into_iter().for_each(|line| setter.push_line(line, first_link, None, true));
        });
        if let Some(Piece::Photos(row)) = self.flow.pieces.last_mut() {
            (row.captions, row.caption_place) = (vec![solid], place);
        }
        true
    }

    /// What stands in place of a photo that can't be shown: a frame with its words.
    fn frame(&mut self, picture: &Picture, owner: ElementId) {
        let look = self.context.theme.elements.placeholder;
        let inset = look.size;
        let (x, width) = (self.region.x, self.region.width.min(Abs::mm(110.0)));
        let words = picture.alt.clone().unwrap_or_else(|| picture.derived_alt.clone());
        let language = self.language;
        let notice = label(language, Label::ImageNotFound);
        let paragraph = self.build(None, |builder| {
            builder.generated(notice, &look, language, Owner::Element(owner));
            builder.generated(" – ", &look, language, Owner::Element(owner));
            builder.generated(&words, &look, language, Owner::Element(owner));
        });
        let lines = self.lines_of(&paragraph, &look, width - inset * 2);
        let mut solid = Solid::default();
        let mut y = inset;
        for line in lines {
            let parts = [line.head, line.tail].into_iter().flatten().flat_map(|part| part.items);
            let mut items: Vec<Item> = line.items.into_iter().chain(parts).collect();
            super::shift(&mut items, x + inset, y);
            solid.items.extend(items);
            y += line.height;
        }
        solid.height = y + inset;
        let stroke = Stroke { colour: self.context.theme.colours.hairline, width: Abs::pt(0.75), dots: None };
        let shape = Shape::outlined(Size::new(width, solid.height), stroke);
        solid.items.insert(
            0,
            Item {
                at: Point::new(x, Abs::ZERO),
                owner: Owner::Element(owner),
                span: Some(picture.span),
                is_generated: true,
                kind: ItemKind::Shape(shape),
            },
        );
        solid.start = Some(TextPosition { node: picture.id, offset: 0 });
        self.flow.pieces.push(Piece::Solid(Box::new(solid)));
    }

    /// What to say of a picture: the author's words, else the caption's, else its number in the chapter.
    fn alternative(&mut self, picture: &Picture, caption: Option<Caption<'_>>) -> String {
        if let Some(words) = picture.alt.as_deref().filter(|words| !words.trim().is_empty()) {
            return words.to_owned();
        }
        let name = &picture.target;
        if let Some((prefix, title)) = caption {
            let words = format!("{prefix}{}", plain_text(title)).replace('\n', " ");
            self.remark(Lint::AltDerived, picture.span, format!("the alternative text of `{name}` is its caption"));
            return words.trim().to_owned();
        }
        self.remark(Lint::AltMissing, picture.span, format!("`{name}` has neither alternative text nor caption"));
        let chapter = if self.chapter.is_empty() { self.context.book.info.plain_title() } else { self.chapter.clone() };
        let language = self.context.book.info.language;
        format!("{} {}, {chapter}", label(language, Label::Photo), picture.number.max(1))
    }
}

/// The sizes of pictures that stand side by side: of one height, together as wide as the measure at most.
pub(super) fn side_by_side(wishes: &[Size], measure: Abs, gap: Abs) -> Vec<Size> {
    if wishes.len() < 2 {
        return wishes.to_vec();
    }
    let lowest = wishes.iter().map(|wish| wish.height).min().unwrap_or(Abs::ZERO);
    let at_height = |height: Abs| -> Vec<Size> {
        let width = |wish: &Size| wish.width.scale(height.to_raw(), wish.height.to_raw());
        wishes.iter().map(|wish| Size::new(width(wish), height)).collect()
    };
    let room = measure - gap * (wishes.len() as i64 - 1);
    let together: Abs = at_height(lowest).iter().map(|size| size.width).sum();
    at_height(if together > room { lowest.scale(room.to_raw(), together.to_raw()) } else { lowest })
}
