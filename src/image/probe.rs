//! What the head of a picture's file says: format, size, which way up, colours. Nothing is decoded.

use std::io::Cursor;

use image::{ColorType, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader};

use crate::image::orient::turned_size;
use crate::image::{ImageError, Orientation, colour, jpeg, png, svg};

/// How large a picture may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageLimits {
    /// Bytes of a file.
    pub bytes: u64,
    /// Pixels of a picture, width times height.
    pub pixels: u64,
}

impl Default for ImageLimits {
    /// Room for what the largest phone cameras of today write.
    fn default() -> Self {
        Self { bytes: 128 * 1024 * 1024, pixels: 120_000_000 }
    }
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PixelSize {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl PixelSize {
    /// A size.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// Width times height.
    pub const fn pixels(self) -> u64 {
        self.width as u64 * self.height as u64
    }
}

/// The formats that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF; the first picture of an animation counts.
    Gif,
    /// WebP.
    WebP,
    /// Windows bitmap.
    Bmp,
    /// TIFF; the first page counts.
    Tiff,
    /// SVG: a drawing.
    Svg,
}

impl Format {
    /// As messages call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Bmp => "BMP",
            Self::Tiff => "TIFF",
            Self::Svg => "SVG",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Bmp => "image/bmp",
            Self::Tiff => "image/tiff",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The usual ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Bmp => "bmp",
            Self::Tiff => "tif",
            Self::Svg => "svg",
        }
    }

    /// The format that an ending promises, if it promises one.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => Self::Jpeg,
            "png" => Self::Png,
            "gif" => Self::Gif,
            "webp" => Self::WebP,
            "bmp" | "dib" => Self::Bmp,
            "tif" | "tiff" => Self::Tiff,
            "svg" => Self::Svg,
            _ => return None,
        })
    }

    /// The format as the crate `image` calls it; vectors are none of its.
    pub(super) const fn in_image_crate(self) -> Option<ImageFormat> {
        Some(match self {
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Png => ImageFormat::Png,
            Self::Gif => ImageFormat::Gif,
            Self::WebP => ImageFormat::WebP,
            Self::Bmp => ImageFormat::Bmp,
            Self::Tiff => ImageFormat::Tiff,
            Self::Svg => return None,
        })
    }
}

/// What the numbers of a pixel mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColourKind {
    /// Brightness alone.
    Grey,
    /// Red, green and blue, in JPEG mostly as YCbCr.
    Rgb,
    /// Four inks; `is_inverted` where 255 stands for no ink, as Adobe writes it.
    Cmyk {
        /// Whether 255 stands for no ink.
        is_inverted: bool,
    },
}

/// The colour profile of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProfileKind {
    /// None: sRGB is meant.
    None,
    /// sRGB, by that or another name.
    Srgb,
    /// Another one, which has to be converted.
    Other,
}

/// What the head of a picture's file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// The format by the bytes, whatever the name says.
    pub format: Format,
    /// Width as stored.
    pub width: u32,
    /// Height as stored.
    pub height: u32,
    /// How to bring it upright.
    pub orientation: Orientation,
    /// What the numbers of a pixel mean.
    pub colour: ColourKind,
    /// The colour profile.
    pub profile: ProfileKind,
    /// Whether the picture comes in several passes (progressive JPEG, interlaced PNG).
    pub is_progressive: bool,
    /// Whether parts may be transparent.
    pub has_alpha: bool,
    /// Bits a channel.
    pub bit_depth: u8,
    /// Whether the colours are stored in the way that every reader of a JPEG understands.
    pub(super) is_plain_jpeg: bool,
    /// Whether a JPEG stores its channels in a way that zune-jpeg 0.5.15 makes wrong colours of,
    /// without a word: one after the other (zune-image issues 422 and 448), or the first one coarser.
    pub(super) is_odd_jpeg: bool,
}

impl Probe {
    /// The size as it is seen.
    pub const fn upright_size(&self) -> PixelSize {
        let (width, height) = turned_size(self.width, self.height, self.orientation);
        PixelSize { width, height }
    }
}

/// Looks at the head of a picture's file.
pub fn probe(bytes: &[u8], limits: &ImageLimits) -> Result<Probe, ImageError> {
    if bytes.len() as u64 > limits.bytes {
        return Err(ImageError::TooManyBytes { bytes: bytes.len() as u64, limit: limits.bytes });
    }
    let probe = match sniff(bytes)? {
        Format::Jpeg => probe_jpeg(bytes, limits)?,
        // Vectors have no pixels to be counted.
        Format::Svg => return svg::probe_svg(bytes),
        format => probe_other(bytes, format)?,
    };
    check_size(probe.width, probe.height, limits)?;
    Ok(probe)
}

fn check_size(width: u32, height: u32, limits: &ImageLimits) -> Result<(), ImageError> {
    if width == 0 || height == 0 {
        return Err(ImageError::Broken(format!("it is {width} × {height} pixels")));
    }
    if u64::from(width) * u64::from(height) > limits.pixels {
        return Err(ImageError::TooManyPixels { width, height, limit: limits.pixels / 1_000_000 });
    }
    Ok(())
}

/// The format by the first bytes.
fn sniff(bytes: &[u8]) -> Result<Format, ImageError> {
    Ok(match bytes {
        [] => return Err(ImageError::Empty),
        [0xFF, 0xD8, 0xFF, ..] => Format::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Format::Png,
        [b'G', b'I', b'F', b'8', ..] => Format::Gif,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Format::WebP,
        [b'B', b'M', ..] => Format::Bmp,
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Format::Tiff,
        [b'%', b'P', b'D', b'F', ..] => return Err(ImageError::Unsupported("a PDF")),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', ..] => return Err(ImageError::Unsupported("AVIF")),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => return Err(ImageError::Unsupported("HEIC or a film")),
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => return Err(ImageError::Unsupported("JPEG XL")),
        _ if svg::is_svg(bytes) => Format::Svg,
        _ if bytes.iter().all(|byte| *byte == 0) => {
            return Err(ImageError::Broken("it holds nothing but zeros".into()));
        }
        _ => return Err(ImageError::Unknown),
    })
}

fn probe_jpeg(bytes: &[u8], limits: &ImageLimits) -> Result<Probe, ImageError> {
    let head = jpeg::head(bytes)?;
    check_size(head.width, head.height, limits)?;
    let colour = match head.component_ids.len() {
        1 => ColourKind::Grey,
        3 => ColourKind::Rgb,
        4 => ColourKind::Cmyk { is_inverted: head.adobe.is_some() },
        count => return Err(ImageError::Broken(format!("it has {count} colour channels"))),
    };
    match head.frame {
        0xC0..=0xC2 if head.precision == 8 => {}
        0xC0..=0xC2 => return Err(ImageError::Unsupported("a JPEG of more than 8 bits")),
        0xC3 => return Err(ImageError::Unsupported("a lossless JPEG")),
        _ => return Err(ImageError::Unsupported("a JPEG of a rare kind")),
    }
    let is_plain_jpeg = match colour {
        ColourKind::Grey => true,
        // Without Adobe's word for it, a JFIF file or the usual numbers mean YCbCr.
        ColourKind::Rgb => match head.adobe {
            Some(transform) => transform == 1,
            None => head.has_jfif || head.component_ids == [1, 2, 3],
        },
        ColourKind::Cmyk { .. } => false,
    };
    let probe = Probe {
        format: Format::Jpeg,
        width: head.width,
        height: head.height,
        orientation: head.exif.map_or(Orientation::UPRIGHT, orientation_of),
        colour,
        profile: colour::kind_of(head.icc.as_deref(), colour),
        is_progressive: head.frame == 0xC2,
        has_alpha: false,
        bit_depth: head.precision,
        is_plain_jpeg,
        is_odd_jpeg: (head.frame != 0xC2 && head.is_scan_by_scan) || head.is_first_channel_coarse,
    };
    // Some writers leave out the end marker of a whole picture; only decoding tells. It is rare.
    if !head.is_whole && !crate::image::decode::is_whole_jpeg(bytes) {
        return Err(ImageError::Truncated("its last part is missing"));
    }
    Ok(probe)
}

fn probe_other(bytes: &[u8], format: Format) -> Result<Probe, ImageError> {
    match format {
        Format::Png if !png::is_whole(bytes) => return Err(ImageError::Truncated("its closing chunk is missing")),
        Format::WebP if riff_length(bytes) > bytes.len() => {
            return Err(ImageError::Truncated("its last part is missing"));
        }
        _ => {}
    }
    let known = format.in_image_crate().ok_or(ImageError::Unknown)?;
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), known).into_decoder().map_err(ImageError::broken)?;
    let (width, height) = decoder.dimensions();
    let colour = match decoder.color_type() {
        ColorType::L8 | ColorType::La8 | ColorType::L16 | ColorType::La16 => ColourKind::Grey,
        _ => ColourKind::Rgb,
    };
    let original = decoder.original_color_type();
    let icc = decoder.icc_profile().unwrap_or_default();
    let exif = decoder.exif_metadata().unwrap_or_default();
    Ok(Probe {
        format,
        width,
        height,
        orientation: exif.map_or(Orientation::UPRIGHT, orientation_of),
        colour,
        profile: colour::kind_of(icc.as_deref(), colour),
        is_progressive: format == Format::Png && png::is_interlaced(bytes),
        has_alpha: decoder.color_type().has_alpha(),
        bit_depth: bits_of(original),
        is_plain_jpeg: false,
        is_odd_jpeg: false,
    })
}

fn bits_of(kind: ExtendedColorType) -> u8 {
    (kind.bits_per_pixel() / u16::from(kind.channel_count()).max(1)) as u8
}

fn riff_length(bytes: &[u8]) -> usize {
    match bytes {
        &[_, _, _, _, a, b, c, d, ..] => u32::from_le_bytes([a, b, c, d]) as usize + 8,
        _ => usize::MAX,
    }
}

/// The orientation in an Exif block (a TIFF head of either byte order); upright where it has none.
fn orientation_of(exif: Vec<u8>) -> Orientation {
    let data = exif.strip_prefix(b"Exif\0\0").map(<[u8]>::to_vec).unwrap_or(exif);
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_raw(data).or_else(|error| error.distill_partial_result(|_| {}));
    let value = read.ok().and_then(|exif| {
        exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY).and_then(|field| field.value.get_uint(0))
    });
    value.map_or(Orientation::UPRIGHT, Orientation::from_exif)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::fixtures::{self, JpegKind};

    fn look(bytes: &[u8]) -> Result<Probe, ImageError> {
        probe(bytes, &ImageLimits::default())
    }

    #[test]
    fn a_jpeg_tells_its_size_and_turn() {
        let plain = fixtures::jpeg(40, 30, JpegKind::Colour);
        for (value, size) in [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))] {
            for bytes in [fixtures::with_exif(&plain, value), fixtures::with_big_endian_exif(&plain, value)] {
                let probe = look(&bytes).unwrap();
                assert_eq!(probe.orientation, Orientation::from_exif(value.into()));
                assert_eq!(probe.upright_size(), PixelSize::new(size.0, size.1));
            }
        }
        let probe = look(&plain).unwrap();
        assert_eq!((probe.colour, probe.profile, probe.is_progressive), (ColourKind::Rgb, ProfileKind::None, false));
    }

    #[test]
    fn kinds_of_jpeg_are_told_apart() {
        assert_eq!(look(&fixtures::jpeg(9, 9, JpegKind::Grey)).unwrap().colour, ColourKind::Grey);
        let inks = look(&fixtures::jpeg(9, 9, JpegKind::Inks)).unwrap();
        assert_eq!(inks.colour, ColourKind::Cmyk { is_inverted: true });
        assert!(look(&fixtures::jpeg(9, 9, JpegKind::Progressive)).unwrap().is_progressive);
    }

    #[test]
    fn profiles_are_told_apart_by_what_they_do() {
        let plain = fixtures::jpeg(9, 9, JpegKind::Colour);
        let srgb = fixtures::with_profile(&plain, &fixtures::srgb_profile());
        assert_eq!(look(&srgb).unwrap().profile, ProfileKind::Srgb);
        let p3 = fixtures::with_profile(&plain, &fixtures::p3_profile());
        assert_eq!(look(&p3).unwrap().profile, ProfileKind::Other);
        let nonsense = fixtures::with_profile(&plain, b"no profile at all");
        assert_eq!(look(&nonsense).unwrap().profile, ProfileKind::None);
    }

    #[test]
    fn bad_input_says_what_is_wrong() {
        assert_eq!(look(b""), Err(ImageError::Empty));
        assert_eq!(look(b"hello world"), Err(ImageError::Unknown));
        assert!(matches!(look(&[0; 99]), Err(ImageError::Broken(_))));
        assert!(matches!(look(b"<?xml version='1.0'?>\n<svg><g>"), Err(ImageError::Broken(_))));
        let whole = fixtures::jpeg(400, 300, JpegKind::Colour);
        assert!(matches!(look(&whole[..whole.len() / 2]), Err(ImageError::Truncated(_))));
        let png = fixtures::png_line_art(40, 30);
        assert!(matches!(look(&png[..png.len() - 20]), Err(ImageError::Truncated(_))));
    }

    #[test]
    fn a_whole_jpeg_without_its_end_marker_is_taken() {
        let whole = fixtures::jpeg(64, 64, JpegKind::Colour);
        assert!(look(&whole[..whole.len() - 2]).is_ok());
    }

    #[test]
    fn a_pixel_bomb_is_refused_by_its_head() {
        let bomb = fixtures::claiming_size(&fixtures::jpeg(16, 16, JpegKind::Colour), 65_000, 65_000);
        assert!(matches!(look(&bomb), Err(ImageError::TooManyPixels { width: 65_000, .. })));
        let bomb = fixtures::png_claiming_size(100_000, 100_000);
        assert!(matches!(look(&bomb), Err(ImageError::TooManyPixels { .. } | ImageError::Broken(_))));
        let small = ImageLimits { bytes: 10, ..ImageLimits::default() };
        assert!(matches!(probe(&bomb, &small), Err(ImageError::TooManyBytes { .. })));
    }

    #[test]
    fn other_formats_are_known_by_their_bytes() {
        for format in [Format::Png, Format::Gif, Format::WebP, Format::Bmp, Format::Tiff] {
            let probe = look(&fixtures::other(12, 7, format)).unwrap();
            assert_eq!((probe.format, probe.width, probe.height), (format, 12, 7));
        }
        assert!(look(&fixtures::png_alpha(5, 5)).unwrap().has_alpha);
    }
}
