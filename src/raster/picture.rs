//! Pictures scaled to the pixels that they are set in.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use tiny_skia::Pixmap;

use super::Area;

/// The longest side that a picture is scaled to: a bound for memory.
const LONGEST_SIDE: u32 = 8192;
/// What stands where a picture is missing.
const GREY: [u8; 3] = [224, 226, 227];

/// The pixels of a picture, upright, eight bits a channel, sRGB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RasterPicture {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl RasterPicture {
    /// A picture of red, green and blue for each pixel, row by row from above; `None` where it is
    /// empty or `rgb` isn't three bytes a pixel.
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Option<Self> {
        let bytes = u128::from(width) * u128::from(height) * 3;
        (bytes > 0 && bytes == rgb.len() as u128).then_some(Self { width, height, rgb })
    }

    /// The picture in another size, four bytes a pixel; `None` where there is no memory for it.
    fn scaled(&self, width: u32, height: u32) -> Option<Image<'static>> {
        let pixels = self.rgb.as_chunks::<3>().0;
        let rgba: Vec<u8> = pixels.iter().flat_map(|&[red, green, blue]| [red, green, blue, 255]).collect();
        let source = ImageRef::new(self.width, self.height, &rgba, PixelType::U8x4).ok()?;
        let mut scaled = Image::new(width, height, PixelType::U8x4);
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom)).use_alpha(false);
        Resizer::new().resize(&source, &mut scaled, &options).ok()?;
        Some(scaled)
    }
}

/// Paints a picture into an area, or grey where there is none.
pub(super) fn paint(picture: Option<RasterPicture>, area: Area, paper: &mut Pixmap) {
    let area = Area { width: area.width.min(LONGEST_SIDE), height: area.height.min(LONGEST_SIDE), ..area };
    let scaled = picture.and_then(|picture| picture.scaled(area.width, area.height));
    let pixels = scaled.as_ref().map(|scaled| scaled.buffer().as_chunks::<4>().0);
    let (width, height) = (i64::from(paper.width()), i64::from(paper.height()));
    let paper = paper.data_mut().as_chunks_mut::<4>().0;
    for row in 0..i64::from(area.height) {
        for column in 0..i64::from(area.width) {
            let (x, y) = (area.left + column, area.top + row);
            if !(0..width).contains(&x) || !(0..height).contains(&y) {
                continue;
            }
            let [red, green, blue] = match pixels {
                Some(pixels) => pixels
                    .get((row * i64::from(area.width) + column) as usize)
                    .map_or(GREY, |&[red, green, blue, _]| [red, green, blue]),
                None => GREY,
            };
            if let Some(pixel) = paper.get_mut((y * width + x) as usize) {
                *pixel = [red, green, blue, 255];
            }
        }
    }
}
