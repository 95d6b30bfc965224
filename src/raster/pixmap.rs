//! A finished picture and its PNG.

use image::ImageEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

/// An opaque picture, eight bits a channel, sRGB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixmap {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Pixmap {
    /// White paper.
    pub(super) fn white(width: u32, height: u32) -> Self {
        Self { width, height, rgb: vec![255; width as usize * height as usize * 3] }
    }

    /// The colours of pixels of four bytes, of which the last is left out.
    pub(super) fn opaque(width: u32, height: u32, rgba: &[u8]) -> Self {
        let rgb = rgba.as_chunks::<4>().0.iter().flat_map(|&[red, green, blue, _]| [red, green, blue]).collect();
        Self { width, height, rgb }
    }

    /// The width in pixels, at least 1.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// The height in pixels, at least 1.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Red, green and blue of each pixel, row by row from above.
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// A pixel's red, green and blue; `None` outside.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        let index = (x < self.width).then_some(y as usize * self.width as usize + x as usize)?;
        self.rgb.as_chunks::<3>().0.get(index).copied()
    }

    /// The picture as a PNG file without alpha; the same bytes for the same pixels.
    pub fn to_png(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive);
        let written = encoder.write_image(&self.rgb, self.width, self.height, image::ExtendedColorType::Rgb8);
        // The sides are from 1 to 8192 and the bytes are three a pixel by construction, and a vector takes all bytes.
        match written {
            Ok(()) => file,
            Err(error) => unreachable!("a sound picture is written to memory: {error}"),
        }
    }
}
