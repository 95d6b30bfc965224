//! The cover of an EPUB: the author's picture, else one typeset from title and authors.

use std::path::Path;

use crate::diag::{Diagnostic, Sink};
use crate::epub::PictureFile;
use crate::font::FontBook;
use crate::geom::Colour;
use crate::image::{
    DeviceProfile, Format, ImageError, ImageLimits, PixelSize, paint_for_reader, prepare_for_reader, probe,
};
use crate::layout::cover::{CoverWords, cover};
use crate::layout::hyphenator;
use crate::model::{Book, plain_text};
use crate::raster::{Dpi, paint};
use crate::world::{ReadError, World};

/// The typeset cover is 400 × 600 pt: 1600 × 2400 pixels at this resolution.
const RESOLUTION: Dpi = Dpi(288);

/// The cover of a book.
pub(super) fn of(
    world: &dyn World,
    file: &Path,
    book: &Book,
    (accent, fonts): (Colour, &FontBook),
    device: &DeviceProfile,
    sink: &mut Sink,
) -> Option<PictureFile> {
    let authors_own = book.info.attributes.get("front-cover-image").filter(|target| !target.trim().is_empty());
    match authors_own.map(|target| (target, read(world, file, book, target, device))) {
        Some((_, Ok(picture))) => Some(picture),
        Some((target, Err(error))) => {
            let message = format!("the cover picture `{}` can't be used: {error}", bare(target));
            let warning = Diagnostic::warning(error.lint(), book.info.span, message);
            sink.push(warning.hint("a typeset cover takes its place; mend `:front-cover-image:`"));
            typeset(book, accent, fonts)
        }
        None => typeset(book, accent, fonts),
    }
}

/// Asciidoctor takes a path or an image macro.
pub(super) fn bare(target: &str) -> &str {
    let target = target.trim();
    let inner = target.strip_prefix("image:").and_then(|rest| rest.split('[').next());
    inner.unwrap_or(target).trim_start_matches(':')
}

pub(super) fn read(
    world: &dyn World,
    file: &Path,
    book: &Book,
    target: &str,
    device: &DeviceProfile,
) -> Result<PictureFile, ImageError> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let images = book.info.attributes.get("imagesdir").unwrap_or("");
    let is_macro = target.trim().starts_with("image:");
    let path = if is_macro { folder.join(images).join(bare(target)) } else { folder.join(bare(target)) };
    let bytes = world.bytes(&path).map_err(|error| match error {
        ReadError::NotFound => ImageError::NotFound,
        ReadError::Io(words) => ImageError::Unreadable(words),
    })?;
    let probe = probe(&bytes, &ImageLimits::default())?;
    // Shops and shelves of readers show covers of pixels alone.
    let prepared = match probe.format {
        Format::Svg => paint_for_reader(&bytes, &probe, device)?,
        _ => prepare_for_reader(&bytes, &probe, device)?,
    };
    let size = PixelSize::new(prepared.width, prepared.height);
    Ok(PictureFile { name: "cover".to_owned(), bytes: prepared.bytes, format: prepared.format, size })
}

fn typeset(book: &Book, accent: Colour, fonts: &FontBook) -> Option<PictureFile> {
    let info = &book.info;
    let title = info.main_title.as_deref().map_or_else(|| info.plain_title(), plain_text).replace('\n', " ");
    let subtitle = info.subtitle.as_deref().map(|subtitle| plain_text(subtitle).replace('\n', " "));
    let authors: Vec<String> = info.authors.iter().map(|author| author.name.clone()).collect();
    let words = CoverWords {
        title: &title,
        subtitle: subtitle.as_deref(),
        authors: &authors,
        accent,
        language: info.language,
        hyphenator: &hyphenator(info),
    };
    let sheet = cover(&words, fonts);
    let pixels = paint(sheet.pages.first()?, fonts.clone(), &|_| None, RESOLUTION);
    let size = PixelSize::new(pixels.width(), pixels.height());
    Some(PictureFile { name: "cover".to_owned(), bytes: pixels.to_png(), format: Format::Png, size })
}
