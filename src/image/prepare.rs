//! Making a picture fit its place on a page or in an e-reader.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::image::decode::{Pixels, Space, decode};
use crate::image::inlined::bytes_of;
use crate::image::probe::{ColourKind, Format, PixelSize, Probe, ProfileKind};
use crate::image::scale::{fitted, scale};
use crate::image::{
    DeviceProfile, Gallery, ImageError, Orientation, PhotoIndex, colour, encode, jpeg, orient, png, svg,
};
use crate::world::World;

/// The quality of JPEGs that are encoded anew for pages.
const PAGE_QUALITY: u8 = 85;
/// More bytes a pixel than this are a waste on an e-reader: such a JPEG is encoded anew.
const READER_BYTES_PER_PIXEL: f64 = 0.12;
/// Above this many pixels one photo at a time is decoded, so that memory stays bounded.
const LARGE: u64 = 10_000_000;

/// A picture that is ready: sRGB or grey, without metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The file.
    pub bytes: Vec<u8>,
    /// JPEG, PNG or SVG.
    pub format: Format,
    /// Width as stored in the bytes.
    pub width: u32,
    /// Height as stored in the bytes.
    pub height: u32,
    /// The turn that is left to whoever places it; upright where the pixels were encoded anew.
    pub orientation: Orientation,
    /// Whether the image data are those of the author's file.
    pub is_kept: bool,
}

/// What a picture is made for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Purpose {
    /// A page: the pixels wished for as seen, and how many times that width a JPEG may have and be kept.
    Page {
        /// At the set size and the layout's pixels per inch.
        wish: PixelSize,
        /// 1.5 in `screen` and `print`.
        keep_up_to: f64,
    },
    /// An e-reader.
    Reader(DeviceProfile),
}

/// A picture to be prepared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Job {
    /// Which photo.
    pub photo: PhotoIndex,
    /// For what.
    pub purpose: Purpose,
}

/// Prepares pictures on the threads of rayon's pool; the results stand in the order of the jobs.
///
/// Files are read again through `world`, so that a book of 400 photos never lies in memory as a whole.
/// `progress` gets the number of jobs done so far, from any thread.
pub fn prepare_all(
    world: &dyn World,
    gallery: &Gallery,
    jobs: &[Job],
    progress: &(dyn Fn(usize) + Sync),
) -> Vec<Result<Prepared, ImageError>> {
    let large = Mutex::new(());
    let done = std::sync::atomic::AtomicUsize::new(0);
    let prepare = |job: &Job| {
        let photo = gallery.photo(job.photo).ok_or(ImageError::NotFound)?;
        let is_large = photo.probe.upright_size().pixels() > LARGE;
        let _one_at_a_time = is_large.then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
        let bytes = bytes_of(world, &photo.path)?;
        let prepared = match &job.purpose {
            Purpose::Page { wish, keep_up_to } => prepare_for_page(&bytes, &photo.probe, *wish, *keep_up_to),
            Purpose::Reader(device) => prepare_for_reader(&bytes, &photo.probe, device),
        };
        progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1);
        prepared
    };
    jobs.par_iter().map(prepare).collect()
}

/// Makes a picture fit for a page.
///
/// `wish` counts pixels as seen. A plain JPEG of sRGB or grey that is at most `keep_up_to` times as
/// wide as wished keeps its image data, and its turn is left to the page.
pub fn prepare_for_page(bytes: &[u8], probe: &Probe, wish: PixelSize, keep_up_to: f64) -> Result<Prepared, ImageError> {
    if probe.format == Format::Svg {
        return Ok(kept(bytes.to_vec(), probe));
    }
    let size = probe.upright_size();
    let is_small = f64::from(size.width) <= f64::from(wish.width.max(1)) * keep_up_to;
    // What can't be decoded right is better large than not there.
    if (is_small || probe.is_odd_jpeg) && keeps_its_colours(probe) {
        match probe.format {
            Format::Jpeg => return Ok(kept(jpeg::strip(bytes)?, probe)),
            Format::Png if probe.orientation.is_upright() => return Ok(kept(png::strip(bytes)?, probe)),
            _ => {}
        }
    }
    let size = fitted(size, PixelSize::new(wish.width.max(1), u32::MAX), u64::MAX);
    let (pixels, is_drawing) = render(bytes, probe, size)?;
    let as_png = !encode::is_opaque(&pixels) || is_drawing;
    finished(&pixels, as_png, PAGE_QUALITY)
}

/// Makes a picture fit for an e-reader: upright, opaque, baseline, within the device's bounds.
pub fn prepare_for_reader(bytes: &[u8], probe: &Probe, device: &DeviceProfile) -> Result<Prepared, ImageError> {
    if probe.format == Format::Svg {
        return Ok(kept(svg::cleaned(bytes)?, probe));
    }
    let size = probe.upright_size();
    let target = fitted(size, device.bounds, device.pixels);
    let is_ready = (target == size || probe.is_odd_jpeg)
        && keeps_its_colours(probe)
        && probe.orientation.is_upright()
        && !probe.is_progressive
        && !probe.has_alpha
        && (!device.is_grey || probe.colour == ColourKind::Grey);
    if is_ready && probe.format == Format::Jpeg {
        let stripped = jpeg::strip(bytes)?;
        if probe.is_odd_jpeg || stripped.len() as f64 <= size.pixels() as f64 * READER_BYTES_PER_PIXEL + 4096.0 {
            return Ok(kept(stripped, probe));
        }
    }
    let (mut pixels, is_drawing) = render(bytes, probe, target)?;
    if is_ready && is_drawing && probe.format == Format::Png {
        return Ok(kept(png::strip(bytes)?, probe));
    }
    encode::flatten(&mut pixels);
    if device.is_grey {
        take_colour_out(&mut pixels);
    }
    finished(&pixels, is_drawing, device.quality)
}

/// Paints a drawing for an e-reader, as large as the device takes.
pub fn paint_for_reader(bytes: &[u8], probe: &Probe, device: &DeviceProfile) -> Result<Prepared, ImageError> {
    let own = probe.upright_size();
    let size = fitted(
        PixelSize::new(own.width.saturating_mul(64), own.height.saturating_mul(64)),
        device.bounds,
        device.pixels,
    );
    let mut pixels = svg::painted(bytes, size)?;
    encode::flatten(&mut pixels);
    if device.is_grey {
        take_colour_out(&mut pixels);
    }
    let is_drawing = encode::is_line_art(&pixels);
    finished(&pixels, is_drawing, device.quality)
}

/// Whether the stored numbers mean the same without the profile and on every reader.
fn keeps_its_colours(probe: &Probe) -> bool {
    probe.profile != ProfileKind::Other && (probe.format != Format::Jpeg || probe.is_plain_jpeg)
}

fn kept(bytes: Vec<u8>, probe: &Probe) -> Prepared {
    let Probe { format, width, height, orientation, .. } = *probe;
    Prepared { bytes, format, width, height, orientation, is_kept: true }
}

/// Decodes, scales to `size` (as seen), brings to sRGB and upright, and says whether it is a drawing.
fn render(bytes: &[u8], probe: &Probe, size: PixelSize) -> Result<(Pixels, bool), ImageError> {
    let (pixels, profile) = decode(bytes, probe)?;
    // The few colours of a drawing are counted before scaling mixes them.
    let is_drawing = probe.format != Format::Jpeg && encode::is_line_art(&pixels);
    let (width, height) = orient::turned_size(size.width, size.height, probe.orientation);
    let pixels = scale(pixels, PixelSize::new(width, height), probe)?;
    let pixels = colour::to_srgb(pixels, profile.as_deref());
    Ok((orient::turn(pixels, probe.orientation), is_drawing))
}

fn finished(pixels: &Pixels, as_png: bool, quality: u8) -> Result<Prepared, ImageError> {
    let (bytes, format) =
        if as_png { (encode::png(pixels)?, Format::Png) } else { (encode::jpeg(pixels, quality)?, Format::Jpeg) };
    let (width, height) = (pixels.width, pixels.height);
    Ok(Prepared { bytes, format, width, height, orientation: Orientation::UPRIGHT, is_kept: false })
}

/// Luma by ITU-R BT.601, as JPEG counts it.
fn take_colour_out(pixels: &mut Pixels) {
    for pixel in pixels.data.as_chunks_mut::<4>().0 {
        let [red, green, blue, _] = pixel.map(u32::from);
        let grey = ((299 * red + 587 * green + 114 * blue + 500) / 1000) as u8;
        *pixel = [grey, grey, grey, pixel[3]];
    }
    pixels.space = Space::Grey;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::fixtures::{self, JpegKind};
    use crate::image::{ImageLimits, probe};

    fn page(bytes: &[u8], width: u32, height: u32) -> Prepared {
        let probe = probe(bytes, &ImageLimits::default()).unwrap();
        prepare_for_page(bytes, &probe, PixelSize::new(width, height), 1.5).unwrap()
    }

    fn reader(bytes: &[u8], device: DeviceProfile) -> Prepared {
        let probe = probe(bytes, &ImageLimits::default()).unwrap();
        prepare_for_reader(bytes, &probe, &device).unwrap()
    }

    /// The colour of a prepared picture at a share of its width and height.
    fn pixel(prepared: &Prepared, x: f64, y: f64) -> [u8; 4] {
        let probe = probe(&prepared.bytes, &ImageLimits::default()).unwrap();
        let (pixels, _) = decode(&prepared.bytes, &probe).unwrap();
        let (column, row) = ((x * f64::from(pixels.width)) as usize, (y * f64::from(pixels.height)) as usize);
        let at = (row * pixels.width as usize + column) * 4;
        pixels.data[at..at + 4].try_into().unwrap()
    }

    #[test]
    fn a_fitting_photo_keeps_its_data_and_its_turn() {
        for kind in [JpegKind::Colour, JpegKind::Grey, JpegKind::Progressive] {
            let bytes = fixtures::with_exif(&fixtures::jpeg(120, 90, kind), 6);
            let prepared = page(&bytes, 60, 80);
            assert!(prepared.is_kept, "{kind:?}");
            assert_eq!((prepared.width, prepared.height), (120, 90));
            assert_eq!(prepared.orientation, Orientation::from_exif(6));
            assert_eq!(prepared.bytes, jpeg::strip(&bytes).unwrap());
        }
    }

    #[test]
    fn a_wide_photo_is_scaled_and_turned() {
        let bytes = fixtures::with_exif(&fixtures::jpeg(400, 300, JpegKind::Colour), 6);
        let prepared = page(&bytes, 150, 200);
        assert!(!prepared.is_kept);
        assert_eq!((prepared.width, prepared.height), (150, 200));
        assert!(prepared.orientation.is_upright());
        // The fixture is red at its upper left: after a quarter turn that is the upper right.
        let corner = pixel(&prepared, 0.9, 0.1);
        assert!(corner[0] > 180 && corner[2] < 80, "{corner:?}");
    }

    #[test]
    fn a_jpeg_stored_channel_by_channel_is_kept_rather_than_spoilt() {
        let bytes = fixtures::jpeg(400, 300, JpegKind::ChannelByChannel);
        assert!(page(&bytes, 10, 10).is_kept && reader(&bytes, DeviceProfile::EREADER).is_kept);
        let turned = fixtures::with_exif(&bytes, 6);
        let probe = probe(&turned, &ImageLimits::default()).unwrap();
        let refused = prepare_for_reader(&turned, &probe, &DeviceProfile::EREADER);
        assert!(matches!(refused, Err(ImageError::Unsupported(_))));
    }

    #[test]
    fn nothing_is_enlarged() {
        let bytes = fixtures::with_profile(&fixtures::jpeg(40, 30, JpegKind::Colour), &fixtures::p3_profile());
        let prepared = page(&bytes, 4000, 3000);
        assert_eq!((prepared.width, prepared.height, prepared.is_kept), (40, 30, false));
    }

    #[test]
    fn inks_come_out_as_light() {
        for kind in [JpegKind::Inks, JpegKind::InksAsYcck] {
            let prepared = page(&fixtures::flat_jpeg(64, 64, kind), 64, 64);
            assert!(!prepared.is_kept);
            let middle = pixel(&prepared, 0.5, 0.5);
            assert!(middle.iter().zip([200u8, 60, 20, 255]).all(|(a, b)| a.abs_diff(b) <= 6), "{kind:?} {middle:?}");
        }
    }

    #[test]
    fn transparency_stays_on_pages_and_lies_on_white_in_readers() {
        let bytes = fixtures::png_alpha(64, 64);
        assert!(page(&bytes, 20, 20).format == Format::Png);
        let corner = pixel(&reader(&bytes, DeviceProfile::EREADER), 0.02, 0.02);
        assert!(corner.iter().all(|channel| *channel > 245), "{corner:?}");
    }

    #[test]
    fn drawings_stay_png() {
        let bytes = fixtures::png_line_art(300, 200);
        let prepared = reader(&bytes, DeviceProfile::EREADER);
        assert_eq!((prepared.format, prepared.is_kept), (Format::Png, true));
        assert_eq!(page(&bytes, 100, 66).format, Format::Png);
    }

    #[test]
    fn readers_get_upright_baseline_photos_that_fit() {
        let turned = fixtures::with_exif(&fixtures::jpeg(400, 300, JpegKind::Progressive), 8);
        let prepared = reader(&turned, DeviceProfile::EREADER);
        let probe = probe(&prepared.bytes, &ImageLimits::default()).unwrap();
        assert_eq!((prepared.width, prepared.height), (300, 400));
        assert!(!probe.is_progressive && probe.orientation.is_upright() && !prepared.is_kept);
        let small = DeviceProfile { bounds: PixelSize::new(100, 100), ..DeviceProfile::EREADER };
        assert_eq!(reader(&turned, small).height, 100);
        assert!(reader(&fixtures::jpeg(160, 120, JpegKind::Colour), DeviceProfile::EREADER).is_kept);
    }

    #[test]
    fn grey_readers_get_grey() {
        let device = DeviceProfile { is_grey: true, ..DeviceProfile::EREADER };
        let prepared = reader(&fixtures::jpeg(80, 60, JpegKind::Colour), device);
        let probe = probe(&prepared.bytes, &ImageLimits::default()).unwrap();
        assert_eq!(probe.colour, ColourKind::Grey);
    }

    #[test]
    fn every_format_can_be_prepared() {
        for format in [Format::Png, Format::Gif, Format::WebP, Format::Bmp, Format::Tiff] {
            let bytes = fixtures::other(30, 20, format);
            assert_eq!(page(&bytes, 15, 10).width, 15);
            assert_eq!(reader(&bytes, DeviceProfile::EREADER).width, 30);
        }
    }

    #[test]
    fn no_damaged_byte_makes_it_panic() {
        let jpegs = [JpegKind::Colour, JpegKind::Grey, JpegKind::Progressive, JpegKind::InksAsYcck];
        let jpegs = jpegs.map(|kind| fixtures::with_exif(&fixtures::jpeg(40, 30, kind), 6));
        let others = [Format::Png, Format::Gif, Format::WebP, Format::Bmp, Format::Tiff];
        let others = others.map(|format| fixtures::other(24, 16, format));
        for whole in jpegs.iter().chain(&others) {
            for at in 0..whole.len() {
                let cut = whole[..at].to_vec();
                let flip = |bits: u8| {
                    let mut flipped = whole.clone();
                    flipped[at] ^= bits;
                    flipped
                };
                for bytes in [cut, flip(0xFF), flip(0x01), flip(0x80)] {
                    if let Ok(probe) = probe(&bytes, &ImageLimits { pixels: 1_000_000, ..ImageLimits::default() }) {
                        let _ = prepare_for_reader(&bytes, &probe, &DeviceProfile::EREADER);
                        let _ = prepare_for_page(&bytes, &probe, PixelSize::new(10, 10), 1.5);
                    }
                }
            }
        }
    }
}
