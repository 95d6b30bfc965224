//! From pixels to the bytes of a file.

use std::collections::HashSet;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

use crate::image::ImageError;
use crate::image::decode::{Pixels, Space};

/// A baseline JPEG with colours at half the resolution, without any metadata.
///
/// The standard Huffman tables are used: with tables of its own the encoder writes a scan for each
/// colour channel, which not every decoder reads.
pub(super) fn jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, ImageError> {
    let (Ok(width), Ok(height)) = (u16::try_from(pixels.width), u16::try_from(pixels.height)) else {
        return Err(ImageError::Broken("it is too large for a JPEG".into()));
    };
    let mut bytes = Vec::with_capacity(pixels.data.len() / 24);
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    let encoded = match pixels.space {
        Space::Grey => encoder.encode(&channels(pixels, 1), width, height, ColorType::Luma),
        Space::Rgb | Space::Inks => encoder.encode(&pixels.data, width, height, ColorType::Rgba),
    };
    encoded.map_err(ImageError::broken)?;
    Ok(bytes)
}

/// A PNG, with opacity where some pixel is not opaque.
pub(super) fn png(pixels: &Pixels) -> Result<Vec<u8>, ImageError> {
    let (data, colour) = match (is_opaque(pixels), pixels.space) {
        (false, _) => (pixels.data.clone(), ExtendedColorType::Rgba8),
        (true, Space::Grey) => (channels(pixels, 1), ExtendedColorType::L8),
        (true, _) => (channels(pixels, 3), ExtendedColorType::Rgb8),
    };
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive)
        .write_image(&data, pixels.width, pixels.height, colour)
        .map_err(ImageError::broken)?;
    Ok(bytes)
}

/// The first `count` channels of each pixel.
fn channels(pixels: &Pixels, count: usize) -> Vec<u8> {
    pixels.data.as_chunks::<4>().0.iter().flat_map(|pixel| pixel.iter().take(count)).copied().collect()
}

pub(super) fn is_opaque(pixels: &Pixels) -> bool {
    pixels.data.as_chunks::<4>().0.iter().all(|pixel| pixel[3] == 255)
}

/// Whether the picture has so few colours that it is a drawing rather than a photo.
pub(super) fn is_line_art(pixels: &Pixels) -> bool {
    let mut colours = HashSet::new();
    let mut last = None;
    for pixel in pixels.data.as_chunks::<4>().0 {
        if last != Some(pixel) {
            colours.insert(pixel);
            last = Some(pixel);
        }
        if colours.len() > 256 {
            return false;
        }
    }
    true
}

/// Lays the picture on white paper.
pub(super) fn flatten(pixels: &mut Pixels) {
    for pixel in pixels.data.as_chunks_mut::<4>().0 {
        let opacity = u32::from(pixel[3]);
        if opacity < 255 {
            let over = |channel: u8| ((u32::from(channel) * opacity + 255 * (255 - opacity) + 127) / 255) as u8;
            *pixel = [over(pixel[0]), over(pixel[1]), over(pixel[2]), 255];
        }
    }
}
