//! What every part of layout reads and none changes.

use crate::font::{FontBook, Hyphenator};
use crate::geom::{Abs, Size};
use crate::model::{Book, Info, NodeId, Picture};
use crate::moment::Moment;
use crate::theme::{PageLook, Theme};

/// What every part of layout reads and none changes.
pub struct Context<'a> {
    /// The looks.
    pub theme: &'a Theme,
    /// The faces.
    pub fonts: FontBook,
    /// The upright size in pixels of each picture that can be shown.
    pub pixels: &'a (dyn Fn(NodeId) -> Option<(u32, u32)> + Sync),
    /// The book.
    pub book: &'a Book,
    /// The date that the user pinned.
    pub date: Option<Moment>,
}

/// The attribute that says where words are broken.
pub(super) const EXCEPTIONS: &str = "hyphenation-exceptions";

/// The pixels of a screen's inch: a picture without a wish is as wide as a browser shows it.
const SCREEN_DPI: f64 = 96.0;

/// What breaks a book's words, with the author's exceptions.
pub fn hyphenator(info: &Info) -> Hyphenator {
    let exceptions = info.attributes.get(EXCEPTIONS);
    exceptions.map(|words| Hyphenator::read(words).0).unwrap_or_default()
}

impl Context<'_> {
    /// Whether the pages are set from the left to the right and mirrored when they are finished: the book is read from
    /// right to left.
    pub fn is_mirrored(&self) -> bool {
        self.book.info.language.is_rtl()
    }

    /// The size that a photo of its own wishes for in a measure.
    ///
    /// A landscape photo wishes for the whole measure, an upright one for the height that a 4:3
    /// landscape one has there; none is enlarged. What the author asks for wins.
    pub fn photo_wish(&self, picture: &Picture, measure: Abs, page: &PageLook) -> Option<Size> {
        let (width, height) = (self.pixels)(picture.id)?;
        let natural = Abs::pt(f64::from(width) * 72.0 / SCREEN_DPI);
        let tallest = measure.scale(3, 4);
        let wide = asked_width(picture, measure, natural).unwrap_or_else(|| {
            let by_height = tallest.scale(i64::from(width), i64::from(height).max(1));
            measure.min(natural).min(by_height)
        });
        let wide = wide.clamp(Abs::pt(1.0), measure.max(Abs::pt(1.0)));
        let high = wide.scale(i64::from(height), i64::from(width).max(1)).max(Abs::pt(0.5));
        let limit = self.tallest_photo(page);
        if high > limit {
            return Some(Size::new(wide.scale(limit.to_raw(), high.to_raw()), limit));
        }
        Some(Size::new(wide, high))
    }

    /// The height that leaves room for a line or two of caption on the page.
    pub fn tallest_photo(&self, page: &PageLook) -> Abs {
        page.body().height - self.theme.elements.caption.leading * 4
    }

    /// The width that the author asks for in a measure.
    pub fn asked_share(&self, picture: &Picture, measure: Abs) -> Option<Abs> {
        let (width, _) = (self.pixels)(picture.id)?;
        asked_width(picture, measure, Abs::pt(f64::from(width) * 72.0 / SCREEN_DPI))
    }

    /// The size of a picture within a line of text.
    pub fn inline_size(&self, picture: &Picture, measure: Abs, page: &PageLook) -> Option<Size> {
        let (width, height) = (self.pixels)(picture.id)?;
        let natural = Abs::pt(f64::from(width) * 72.0 / SCREEN_DPI);
        let wide = asked_width(picture, measure, natural).unwrap_or(natural).min(measure).max(Abs::pt(1.0));
        let high = wide.scale(i64::from(height), i64::from(width).max(1));
        let limit = page.body().height / 3;
        Some(if high > limit {
            Size::new(wide.scale(limit.to_raw(), high.to_raw()), limit)
        } else {
            Size::new(wide, high)
        })
    }
}

/// The width that the author asks for: `pdfwidth`, else `scaledwidth`, else `scale`, else `width`.
fn asked_width(picture: &Picture, measure: Abs, natural: Abs) -> Option<Abs> {
    let size = &picture.size;
    let paper = size.pdf_width.as_deref().or(size.scaled_width.as_deref());
    if let Some(asked) = paper.and_then(|text| length(text, measure)) {
        return Some(asked);
    }
    if let Some(percent) = size.scale.as_deref().and_then(|text| text.trim_end_matches('%').parse::<i64>().ok()) {
        return Some(natural.scale(percent.clamp(1, 1000), 100));
    }
    size.width.as_deref().and_then(|text| length(text, measure))
}

/// A length as Asciidoctor writes those of pictures: per cent of the measure, pixels without a unit.
fn length(text: &str, measure: Abs) -> Option<Abs> {
    let text = text.trim();
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let number: f64 = text.get(..digits)?.parse().ok().filter(|number: &f64| *number > 0.0 && *number < 1e5)?;
    Some(match text.get(digits..)? {
        "%" | "vw" => measure.scale((number * 100.0) as i64, 10_000),
        "" | "px" => Abs::pt(number * 0.75),
        "pt" => Abs::pt(number),
        "pc" => Abs::pt(number * 12.0),
        "mm" => Abs::mm(number),
        "cm" => Abs::mm(number * 10.0),
        "in" => Abs::pt(number * 72.0),
        "em" => Abs::pt(number * 10.5),
        _ => return None,
    })
}
