//! Making pictures smaller; nothing makes them larger.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use crate::image::decode::{Pixels, Space};
use crate::image::probe::PixelSize;
use crate::image::{ImageError, Probe};

/// The largest size of the same shape that lies within `bounds` and `pixels`, at most the size itself.
pub(super) fn fitted(size: PixelSize, bounds: PixelSize, pixels: u64) -> PixelSize {
    let by_sides =
        (f64::from(bounds.width) / f64::from(size.width)).min(f64::from(bounds.height) / f64::from(size.height));
    let by_count = (pixels as f64 / size.pixels() as f64).sqrt();
    let share = by_sides.min(by_count);
    if share >= 1.0 {
        return size;
    }
    let side = |length: u32| ((f64::from(length) * share).round() as u32).max(1);
    PixelSize::new(side(size.width), side(size.height))
}

/// The pixels at `size` (as stored, not as seen); unchanged where that is not smaller.
pub(super) fn scale(pixels: Pixels, size: PixelSize, probe: &Probe) -> Result<Pixels, ImageError> {
    if size.width >= pixels.width || size.height >= pixels.height {
        return Ok(pixels);
    }
    let mut target = Image::new(size.width, size.height, PixelType::U8x4);
    let source =
        ImageRef::new(pixels.width, pixels.height, &pixels.data, PixelType::U8x4).map_err(ImageError::broken)?;
    let weighs_opacity = probe.has_alpha && pixels.space != Space::Inks;
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom)).use_alpha(weighs_opacity);
    Resizer::new().resize(&source, &mut target, &options).map_err(ImageError::broken)?;
    Ok(Pixels { width: size.width, height: size.height, data: target.into_vec(), space: pixels.space })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_fit_and_keep_their_shape() {
        let fit = |width, height| fitted(PixelSize::new(width, height), PixelSize::new(1680, 1680), 4_000_000);
        assert_eq!(fit(4032, 3024), PixelSize::new(1680, 1260));
        assert_eq!(fit(3024, 4032), PixelSize::new(1260, 1680));
        assert_eq!(fit(800, 600), PixelSize::new(800, 600));
        assert_eq!(fit(60_000, 3), PixelSize::new(1680, 1));
    }
}
