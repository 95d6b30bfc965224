//! Glyphs that are pictures in colour, as those of emoji are.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{ImageDecoder, ImageFormat, ImageReader};
use tiny_skia::Pixmap;
use ttf_parser::{Face as ParsedFace, GlyphId, RasterImageFormat};

use crate::font::Face;

/// No picture of a glyph has more pixels a side: a bound for memory.
const LARGEST: u32 = 2048;

/// The picture of a glyph at a size.
pub(super) struct ColouredGlyph {
    width: u32,
    /// Red, green, blue, opacity, row by row from above.
    pixels: Vec<u8>,
    /// From the glyph's origin to the left edge, in pixels.
    left: f64,
    /// From the baseline up to the upper edge, in pixels.
    top: f64,
}

/// The picture of a glyph at an em in pixels; `None` where the face has none that can be read.
pub(super) fn coloured(face: &Face, id: u32, em: f32) -> Option<ColouredGlyph> {
    let data = face.data();
    let parsed = ParsedFace::parse((*data).as_ref(), face.index()).ok()?;
    let picture = parsed.glyph_raster_image(GlyphId(u16::try_from(id).ok()?), u16::MAX)?;
    if picture.format != RasterImageFormat::PNG || picture.pixels_per_em == 0 {
        return None;
    }
    let decoder = ImageReader::with_format(Cursor::new(picture.data), ImageFormat::Png).into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > LARGEST {
        return None;
    }
    let stored = image::DynamicImage::from_decoder(decoder).ok()?.into_rgba8();
    let scale = em / f32::from(picture.pixels_per_em);
    let scaled = |length: u32| ((length as f32 * scale).round() as u32).clamp(1, LARGEST);
    let source = ImageRef::new(width, height, stored.as_raw(), PixelType::U8x4).ok()?;
    let mut pixels = Image::new(scaled(width), scaled(height), PixelType::U8x4);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(&source, &mut pixels, &options).ok()?;
    Some(ColouredGlyph {
        width: pixels.width(),
        left: f64::from(f32::from(picture.x) * scale),
        top: f64::from(f32::from(picture.y) * scale) + f64::from(pixels.height()),
        pixels: pixels.into_vec(),
    })
}

impl ColouredGlyph {
    /// Paints it with its origin at a place in pixels.
    pub(super) fn paint(&self, x: f64, y: f64, paper: &mut Pixmap) {
        let (left, top) = ((x + self.left).round() as i64, (y - self.top).round() as i64);
        let (width, height) = (i64::from(paper.width()), i64::from(paper.height()));
        let paper = paper.data_mut().as_chunks_mut::<4>().0;
        for (index, &[red, green, blue, opacity]) in self.pixels.as_chunks::<4>().0.iter().enumerate() {
            let column = left + index as i64 % i64::from(self.width);
            let row = top + index as i64 / i64::from(self.width);
            if opacity == 0 || !(0..width).contains(&column) || !(0..height).contains(&row) {
                continue;
            }
            let Some(pixel) = paper.get_mut((row * width + column) as usize) else { continue };
            for (channel, ink) in pixel.iter_mut().zip([red, green, blue]) {
                let share = u32::from(opacity);
                *channel = ((u32::from(*channel) * (255 - share) + u32::from(ink) * share + 127) / 255) as u8;
            }
        }
    }
}
