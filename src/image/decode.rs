//! From a file's bytes to pixels.

use std::io::Cursor;

use image::{DynamicImage, ImageReader};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::image::probe::{ColourKind, Format, Probe};
use crate::image::{ImageError, jpeg, svg};

/// What the four bytes of a pixel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// Red, green, blue, opacity, where the first three are always the same.
    Grey,
    /// Red, green, blue, opacity.
    Rgb,
    /// Cyan, magenta, yellow, black; 255 is full ink.
    Inks,
}

/// A decoded picture, four bytes a pixel, in rows from the top.
#[derive(Debug)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) data: Vec<u8>,
    pub(super) space: Space,
}

/// Decodes a picture as stored, and gives its profile.
pub(super) fn decode(bytes: &[u8], probe: &Probe) -> Result<(Pixels, Option<Vec<u8>>), ImageError> {
    match probe.format {
        Format::Jpeg => decode_jpeg(bytes, probe),
        Format::Png | Format::Gif | Format::WebP | Format::Bmp | Format::Tiff => decode_other(bytes, probe),
        Format::Svg => svg::painted(bytes, probe.upright_size()).map(|pixels| (pixels, None)),
    }
}

fn decode_jpeg(bytes: &[u8], probe: &Probe) -> Result<(Pixels, Option<Vec<u8>>), ImageError> {
    if probe.is_odd_jpeg {
        return Err(ImageError::Unsupported("a JPEG that stores its colours in a rare way"));
    }
    let icc = jpeg::head(bytes)?.icc;
    let mut decoder = jpeg_decoder(bytes);
    decoder.decode_headers().map_err(ImageError::broken)?;
    // Inks come as they are stored: what 255 means is decided here, not in the decoder.
    let wanted = match decoder.input_colorspace() {
        Some(inks @ (ColorSpace::CMYK | ColorSpace::YCCK)) => inks,
        _ => ColorSpace::RGBA,
    };
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(wanted));
    let mut data = decoder.decode().map_err(ImageError::broken)?;
    let space = match probe.colour {
        ColourKind::Grey => Space::Grey,
        ColourKind::Rgb => Space::Rgb,
        ColourKind::Cmyk { is_inverted } => {
            let pixels = data.as_chunks_mut().0;
            if wanted == ColorSpace::YCCK {
                pixels.iter_mut().for_each(ycck_to_cmyk);
            }
            if is_inverted {
                data.iter_mut().for_each(|ink| *ink = 255 - *ink);
            }
            Space::Inks
        }
    };
    checked(Pixels { width: probe.width, height: probe.height, data, space }).map(|pixels| (pixels, icc))
}

fn decode_other(bytes: &[u8], probe: &Probe) -> Result<(Pixels, Option<Vec<u8>>), ImageError> {
    let format = probe.format.in_image_crate().ok_or(ImageError::Unknown)?;
    let mut decoder =
        ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(ImageError::broken)?;
    let icc = image::ImageDecoder::icc_profile(&mut decoder).unwrap_or_default();
    let data = DynamicImage::from_decoder(decoder).map_err(ImageError::broken)?.into_rgba8().into_raw();
    let space = if probe.colour == ColourKind::Grey { Space::Grey } else { Space::Rgb };
    checked(Pixels { width: probe.width, height: probe.height, data, space }).map(|pixels| (pixels, icc))
}

/// Holds the decoders to what the head promised.
fn checked(pixels: Pixels) -> Result<Pixels, ImageError> {
    if pixels.data.len() as u64 == u64::from(pixels.width) * u64::from(pixels.height) * 4 {
        return Ok(pixels);
    }
    Err(ImageError::Broken("it holds more or fewer pixels than its head says".into()))
}

/// The numbers of YCbCr stand for light, so the inks are what is left of it; black is stored as in CMYK.
fn ycck_to_cmyk(pixel: &mut [u8; 4]) {
    let [y, cb, cr, black] = pixel.map(f32::from);
    let (cb, cr) = (cb - 128.0, cr - 128.0);
    let light = [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb];
    let [red, green, blue] = light.map(|value| value.round().clamp(0.0, 255.0) as u8);
    *pixel = [255 - red, 255 - green, 255 - blue, black as u8];
}

/// Whether a JPEG without an end marker holds all its pixels: then they don't depend on what follows.
pub(super) fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let followed_by = |filler: u8| {
        let mut longer = bytes.to_vec();
        longer.extend_from_slice(&[filler; 4096]);
        longer.extend_from_slice(&[0xFF, 0xD9]);
        jpeg_decoder(&longer).decode().ok()
    };
    let pixels = followed_by(0x2A);
    pixels.is_some() && pixels == followed_by(0xD3)
}

fn jpeg_decoder(bytes: &[u8]) -> JpegDecoder<ZCursor<&[u8]>> {
    let options = DecoderOptions::default()
        .set_max_width(u16::MAX as usize)
        .set_max_height(u16::MAX as usize)
        .jpeg_set_out_colorspace(ColorSpace::RGBA);
    JpegDecoder::new_with_options(ZCursor::new(bytes), options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::fixtures::{self, JpegKind};
    use crate::image::{ImageLimits, probe};

    fn middle(bytes: &[u8]) -> [u8; 4] {
        let (pixels, _) = decode(bytes, &probe(bytes, &ImageLimits::default()).unwrap()).unwrap();
        let at = ((pixels.height / 2 * pixels.width + pixels.width / 2) * 4) as usize;
        pixels.data[at..at + 4].try_into().unwrap()
    }

    fn near(a: [u8; 4], b: [u8; 4]) -> bool {
        a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 4)
    }

    #[test]
    fn inks_mean_ink_in_both_ways_of_storing_them() {
        // The fixture is a flat (200, 60, 20): its inks are what is left of the light, without black.
        for (kind, side) in [JpegKind::Inks, JpegKind::InksAsYcck].into_iter().flat_map(|kind| [(kind, 16), (kind, 90)])
        {
            let pixel = middle(&fixtures::flat_jpeg(side, side, kind));
            assert!(near(pixel, [55, 195, 235, 0]), "{kind:?} {pixel:?}");
        }
    }

    #[test]
    fn light_stays_light() {
        for kind in [JpegKind::Colour, JpegKind::Progressive] {
            assert!(near(middle(&fixtures::flat_jpeg(32, 32, kind)), [200, 60, 20, 255]));
        }
        let grey = middle(&fixtures::flat_jpeg(32, 32, JpegKind::Grey));
        assert!(grey[0] == grey[1] && grey[1] == grey[2] && grey[3] == 255);
    }
}
