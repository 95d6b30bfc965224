//! Small pictures and books for the tests of this room, made in memory.

use std::io::Cursor;

use image::{DynamicImage, RgbImage, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::image::Format;
use crate::model::{
    Attributes, Block, BlockKind, Book, Doctype, Info, Inline, InlineKind, Language, NodeId, Picture, Revision,
};
use crate::source::{FileId, Span};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JpegKind {
    Colour,
    Grey,
    Progressive,
    ChannelByChannel,
    Inks,
    InksAsYcck,
}

/// Red at the upper left, green to the right, blue below, some waves to have something to encode.
fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (u, v) = (x as f64 / width as f64, y as f64 / height as f64);
        let wave = ((x as f64 / 3.0).sin() * (y as f64 / 4.0).cos() * 20.0) as i16;
        let byte = |value: f64| (value as i16 + wave).clamp(0, 255) as u8;
        image::Rgb([byte(240.0 * (1.0 - u) * (1.0 - v)), byte(200.0 * u), byte(200.0 * v)])
    })
}

pub(super) fn jpeg(width: u32, height: u32, kind: JpegKind) -> Vec<u8> {
    encode(&scene(width, height), kind)
}

pub(super) fn flat_jpeg(width: u32, height: u32, kind: JpegKind) -> Vec<u8> {
    encode(&RgbImage::from_pixel(width, height, image::Rgb([200, 60, 20])), kind)
}

fn encode(image: &RgbImage, kind: JpegKind) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    let is_plain_inks = kind == JpegKind::Inks;
    encoder.set_sampling_factor(if is_plain_inks { SamplingFactor::R_4_4_4 } else { SamplingFactor::R_4_2_0 });
    encoder.set_progressive(kind == JpegKind::Progressive);
    encoder.set_optimized_huffman_tables(kind == JpegKind::ChannelByChannel);
    let (data, colour) = match kind {
        JpegKind::Colour | JpegKind::Progressive | JpegKind::ChannelByChannel => {
            (image.as_raw().clone(), ColorType::Rgb)
        }
        JpegKind::Grey => (DynamicImage::ImageRgb8(image.clone()).into_luma8().into_raw(), ColorType::Luma),
        // The encoder inverts, as Adobe does: it takes 255 for full ink.
        JpegKind::Inks => (inks(image), ColorType::Cmyk),
        JpegKind::InksAsYcck => (inks(image), ColorType::CmykAsYcck),
    };
    encoder.encode(&data, image.width() as u16, image.height() as u16, colour).unwrap();
    bytes
}

fn inks(image: &RgbImage) -> Vec<u8> {
    image.pixels().flat_map(|pixel| [255 - pixel[0], 255 - pixel[1], 255 - pixel[2], 0]).collect()
}

/// Puts a segment right behind the start marker.
pub(super) fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, marker];
    bytes.extend_from_slice(&(body.len() as u16 + 2).to_be_bytes());
    bytes.extend_from_slice(body);
    bytes.extend_from_slice(&jpeg[2..]);
    bytes
}

pub(super) fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff = [b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
    with_segment(jpeg, 0xE1, &[b"Exif\0\0".as_slice(), &tiff].concat())
}

pub(super) fn with_big_endian_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff = [b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
    with_segment(jpeg, 0xE1, &[b"Exif\0\0".as_slice(), &tiff].concat())
}

pub(super) fn with_profile(jpeg: &[u8], profile: &[u8]) -> Vec<u8> {
    with_segment(jpeg, 0xE2, &[b"ICC_PROFILE\0\x01\x01".as_slice(), profile].concat())
}

pub(super) fn srgb_profile() -> Vec<u8> {
    moxcms::ColorProfile::new_srgb().encode().unwrap()
}

pub(super) fn p3_profile() -> Vec<u8> {
    moxcms::ColorProfile::new_display_p3().encode().unwrap()
}

/// The same file with another size in its frame header.
pub(super) fn claiming_size(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg.to_vec();
    let at = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    bytes[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    bytes[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

pub(super) fn png_claiming_size(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png_line_art(4, 4);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

pub(super) fn png_line_art(width: u32, height: u32) -> Vec<u8> {
    let image =
        RgbImage::from_fn(width, height, |x, y| image::Rgb(if (x + y) % 7 == 0 { [20, 60, 140] } else { [255; 3] }));
    written(DynamicImage::ImageRgb8(image), Format::Png)
}

/// Transparent at its upper left, opaque at its lower right.
pub(super) fn png_alpha(width: u32, height: u32) -> Vec<u8> {
    let opacity = |x: u32, y: u32| ((x + y) * 255 / (width + height - 2).max(1)) as u8;
    let image = RgbaImage::from_fn(width, height, |x, y| image::Rgba([200, x as u8, y as u8, opacity(x, y)]));
    written(DynamicImage::ImageRgba8(image), Format::Png)
}

pub(super) fn other(width: u32, height: u32, format: Format) -> Vec<u8> {
    written(DynamicImage::ImageRgb8(scene(width, height)), format)
}

fn written(image: DynamicImage, format: Format) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format.in_image_crate().unwrap()).unwrap();
    bytes.into_inner()
}

/// A book whose text is pictures `images/NAME` with the ids 1, 2 …; web addresses have no path.
pub(super) fn book_of_pictures(names: &[&str]) -> Book {
    let span = Span::new(FileId::new(0), 0, 0);
    let picture = |(index, name): (usize, &&str)| {
        let mut picture = Picture::new(NodeId::new(index as u32 + 1), span, format!("./images/{name}"));
        match name.contains("://") {
            true => picture.target = (*name).to_owned(),
            false => picture.path = Some(format!("images/{name}").into()),
        }
        Inline { span, kind: InlineKind::Image(picture) }
    };
    let text = names.iter().enumerate().map(picture).collect();
    let paragraph = Block {
        id: NodeId::new(0),
        span,
        anchor: None,
        roles: Vec::new(),
        options: Vec::new(),
        language: Language::ENGLISH,
        title: None,
        label: String::new(),
        kind: BlockKind::Paragraph(text),
    };
    let info = Info {
        title: None,
        main_title: None,
        subtitle: None,
        span,
        authors: Vec::new(),
        revision: Revision::default(),
        doctype: Doctype::Article,
        language: Language::ENGLISH,
        attributes: Attributes::default(),
        highlights: true,
        stem: "notes".into(),
    };
    Book {
        file: FileId::new(0),
        info,
        opening: vec![paragraph],
        sections: Vec::new(),
        footnotes: Vec::new(),
        anchors: Default::default(),
        written: Default::default(),
        node_count: names.len() as u32 + 1,
    }
}
