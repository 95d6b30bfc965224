//! SVG drawings: vectors with words in our faces; nothing outside the file is read.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family as DbFamily, Query, Source, Stretch, Style, Weight as DbWeight};
use resvg::usvg::{
    self, FontFamily, FontResolver, FontStretch, FontStyle, ImageHrefResolver, Options, Tree, WriteOptions,
};

use crate::font::{Family, FontBook};
use crate::image::decode::{Pixels, Space};
use crate::image::probe::{ColourKind, Format, PixelSize, Probe, ProfileKind};
use crate::image::{ImageError, Orientation};

/// Whether a file's first bytes are those of an SVG.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    start.trim_start_matches('\u{FEFF}').trim_start().starts_with('<') && start.contains("<svg")
}

/// The drawing of an SVG file, its words set in our faces.
///
/// # Errors
/// Where the file is no SVG, or asks for more than the reader of SVGs takes.
pub fn drawing(bytes: &[u8]) -> Result<Tree, ImageError> {
    Tree::from_data(bytes, &options()).map_err(ImageError::broken)
}

/// The size that a drawing has by itself, in pixels of 1/96 inch.
pub(super) fn probe_svg(bytes: &[u8]) -> Result<Probe, ImageError> {
    let size = drawing(bytes)?.size();
    let pixels = |length: f32| (length.ceil().clamp(1.0, 1_000_000.0)) as u32;
    Ok(Probe {
        format: Format::Svg,
        width: pixels(size.width()),
        height: pixels(size.height()),
        orientation: Orientation::UPRIGHT,
        colour: ColourKind::Rgb,
        profile: ProfileKind::None,
        is_progressive: false,
        has_alpha: true,
        bit_depth: 8,
        is_plain_jpeg: false,
        is_odd_jpeg: false,
    })
}

/// The drawing as a file for e-readers: words as outlines, no scripts, nothing that is fetched.
pub(super) fn cleaned(bytes: &[u8]) -> Result<Vec<u8>, ImageError> {
    let options = WriteOptions { preserve_text: false, ..WriteOptions::default() };
    Ok(drawing(bytes)?.to_string(&options).into_bytes())
}

/// The drawing in pixels.
pub(super) fn painted(bytes: &[u8], size: PixelSize) -> Result<Pixels, ImageError> {
    let tree = drawing(bytes)?;
    let mut pixmap = Pixmap::new(size.width, size.height).ok_or_else(|| ImageError::broken("it has no area"))?;
    let (x, y) = (size.width as f32 / tree.size().width(), size.height as f32 / tree.size().height());
    resvg::render(&tree, Transform::from_scale(x, y), &mut pixmap.as_mut());
    let data = pixmap.pixels().iter().flat_map(|pixel| {
        let plain = pixel.demultiply();
        [plain.red(), plain.green(), plain.blue(), plain.alpha()]
    });
    Ok(Pixels { width: size.width, height: size.height, data: data.collect(), space: Space::Rgb })
}

fn options() -> Options<'static> {
    Options {
        fontdb: faces(),
        font_family: "Source Sans 3".to_owned(),
        font_resolver: FontResolver {
            select_font: Box::new(select),
            select_fallback: FontResolver::default_fallback_selector(),
        },
        // A drawing may hold pictures; those in files of their own are outside it.
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// Our faces as readers of SVGs want them; read once.
fn faces() -> Arc<Database> {
    static FACES: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let fonts = FontBook::compiled_in();
        let mut database = Database::new();
        for id in fonts.ids() {
            database.load_font_source(Source::Binary(fonts.face(id).data()));
        }
        database.set_serif_family(family_name(Family::Serif));
        database.set_sans_serif_family(family_name(Family::Sans));
        database.set_monospace_family(family_name(Family::Mono));
        Arc::new(database)
    };
    Arc::clone(FACES.get_or_init(load))
}

const fn family_name(family: Family) -> &'static str {
    match family {
        Family::Serif => "Source Serif 4",
        Family::Sans => "Source Sans 3",
        Family::Mono => "Source Code Pro",
    }
}

/// The face for what a drawing asks for: of families that we don't have the kind counts.
fn select(font: &usvg::Font, database: &mut Arc<Database>) -> Option<usvg::fontdb::ID> {
    let named = font.families().iter().map(|family| match family {
        FontFamily::Serif => family_name(Family::Serif),
        FontFamily::Monospace => family_name(Family::Mono),
        FontFamily::Named(name) => alike(name),
        FontFamily::SansSerif | FontFamily::Cursive | FontFamily::Fantasy => family_name(Family::Sans),
    });
    let families: Vec<DbFamily<'_>> = named.chain([family_name(Family::Sans)]).map(DbFamily::Name).collect();
    let style = match font.style() {
        FontStyle::Normal => Style::Normal,
        FontStyle::Italic => Style::Italic,
        FontStyle::Oblique => Style::Oblique,
    };
    let stretch = if font.stretch() == FontStretch::Normal { Stretch::Normal } else { Stretch::SemiCondensed };
    database.query(&Query { families: &families, weight: DbWeight(font.weight()), stretch, style })
}

fn alike(name: &str) -> &'static str {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["mono", "courier", "consol", "code", "menlo", "typewriter"]) {
        family_name(Family::Mono)
    } else if has(&["times", "georgia", "garamond", "palatino", "roman", "cambria"])
        || (name.contains("serif") && !name.contains("sans"))
    {
        family_name(Family::Serif)
    } else {
        family_name(Family::Sans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{ImageLimits, probe};

    const DRAWING: &str = "<?xml version='1.0'?><!-- made by hand --><svg xmlns='http://www.w3.org/2000/svg' \
        xmlns:xlink='http://www.w3.org/1999/xlink' width='80' height='40'><script>alert(1)</script>\
        <rect width='80' height='40' fill='#ff0000'/><image xlink:href='/etc/passwd' width='5' height='5'/>\
        <text x='4' y='20' font-family='Times'>Words</text></svg>";

    #[test]
    fn a_drawing_has_a_size_and_pixels() {
        let found = probe(DRAWING.as_bytes(), &ImageLimits::default()).unwrap();
        assert_eq!((found.format, found.width, found.height), (Format::Svg, 80, 40));
        let pixels = painted(DRAWING.as_bytes(), PixelSize::new(160, 80)).unwrap();
        assert_eq!(pixels.data.get(..4), Some([255, 0, 0, 255].as_slice()));
    }

    #[test]
    fn a_drawing_for_readers_fetches_and_runs_nothing() {
        let clean = String::from_utf8(cleaned(DRAWING.as_bytes()).unwrap()).unwrap();
        assert!(!clean.contains("script") && !clean.contains("passwd") && !clean.contains("<text"), "{clean}");
        assert!(clean.matches("<path").count() >= 2, "{clean}");
    }

    #[test]
    fn what_is_no_drawing_is_told() {
        let nested = format!("<svg xmlns='http://www.w3.org/2000/svg'>{}", "<g>".repeat(100_000));
        for bytes in
            ["<svg", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='9'/>", "<html><svg/></html>", &nested]
        {
            assert!(probe(bytes.as_bytes(), &ImageLimits::default()).is_err(), "{bytes:.40}");
        }
    }
}
