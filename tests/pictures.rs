//! The stand-in photos of the seed, prepared for pages and for e-readers.
//!
//! They lie outside the repository: the tests run where `NOTES_PUB_SHARED` names their folder.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::path::PathBuf;

use notes_pub::image::{
    ColourKind, DeviceProfile, Format, ImageLimits, Orientation, PixelSize, Prepared, Probe, ProfileKind,
    prepare_for_page, prepare_for_reader, probe,
};

/// A line of `images.tsv`.
struct Photo {
    name: String,
    width: u32,
    height: u32,
    orientation: u32,
    icc: String,
    kind: String,
    bytes: Vec<u8>,
}

fn photos() -> Vec<Photo> {
    let Some(shared) = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from) else { return Vec::new() };
    let table = std::fs::read_to_string(shared.join("seed/images.tsv")).unwrap();
    let photo = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let bytes = std::fs::read(shared.join("seed/images").join(cells[0])).unwrap();
        Photo {
            name: cells[0].to_owned(),
            width: cells[1].parse().unwrap(),
            height: cells[2].parse().unwrap(),
            orientation: cells[3].parse().unwrap_or(1),
            icc: cells[5].to_owned(),
            kind: cells[6].to_owned(),
            bytes,
        }
    };
    let photos: Vec<Photo> = table.lines().skip(1).map(photo).collect();
    assert_eq!(photos.len(), 40);
    photos
}

fn look(bytes: &[u8]) -> Probe {
    probe(bytes, &ImageLimits::default()).unwrap()
}

/// Red, green and blue of a JPEG or PNG as stored.
fn rgb(bytes: &[u8]) -> (usize, Vec<[u8; 3]>) {
    if bytes.starts_with(b"\x89PNG") {
        let image = image::load_from_memory(bytes).unwrap().into_rgb8();
        return (image.width() as usize, image.into_raw().as_chunks().0.to_vec());
    }
    let mut decoder = zune_jpeg::JpegDecoder::new(zune_jpeg::zune_core::bytestream::ZCursor::new(bytes));
    decoder.decode_headers().unwrap();
    let options = decoder.options().jpeg_set_out_colorspace(zune_jpeg::zune_core::colorspace::ColorSpace::RGB);
    decoder.set_options(options);
    let data = decoder.decode().unwrap();
    (decoder.dimensions().unwrap().0, data.as_chunks().0.to_vec())
}

/// The mean colour of the picture.
fn mean(bytes: &[u8]) -> [f64; 3] {
    let (_, pixels) = rgb(bytes);
    let sum = pixels.iter().fold([0.0; 3], |sum, pixel| [0, 1, 2].map(|at| sum[at] + f64::from(pixel[at])));
    sum.map(|channel| channel / pixels.len() as f64)
}

fn assert_clean(name: &str, prepared: &Prepared) {
    for word in
        [b"Exif".as_slice(), b"GPS", b"http://ns.adobe.com", b"Fictel", b"ICC_PROFILE", b"Photoshop", b"eXIf", b"tEXt"]
    {
        assert!(
            !prepared.bytes.windows(word.len()).any(|bytes| bytes == word),
            "{name} {}",
            String::from_utf8_lossy(word)
        );
    }
    let probe = look(&prepared.bytes);
    assert_eq!((probe.width, probe.height), (prepared.width, prepared.height), "{name}");
    assert_eq!(probe.profile, ProfileKind::None, "{name}");
    assert!(!matches!(probe.colour, ColourKind::Cmyk { .. }), "{name}");
}

#[test]
fn heads_say_what_the_table_says() {
    for photo in photos() {
        let (name, probe) = (&photo.name, look(&photo.bytes));
        assert_eq!((probe.width, probe.height), (photo.width, photo.height), "{name}");
        assert_eq!(probe.orientation, Orientation::from_exif(photo.orientation), "{name}");
        let profile = match photo.icc.as_str() {
            "none" => ProfileKind::None,
            "sRGB" => ProfileKind::Srgb,
            _ => ProfileKind::Other,
        };
        assert_eq!(probe.profile, profile, "{name}");
        assert_eq!(probe.is_progressive, photo.kind.contains("progressive"), "{name}");
        assert_eq!(probe.colour == ColourKind::Grey, photo.kind.contains("grayscale"), "{name}");
        assert_eq!(
            matches!(probe.colour, ColourKind::Cmyk { is_inverted: true }),
            photo.kind.contains("CMYK"),
            "{name}"
        );
        assert_eq!(probe.has_alpha, photo.kind.contains("RGBA"), "{name}");
    }
}

#[test]
fn every_photo_fits_a_page() {
    for photo in photos() {
        let (name, probe) = (&photo.name, look(&photo.bytes));
        // 130 mm at 220 pixels per inch; upright photos take the height of a landscape one.
        let seen = probe.upright_size();
        let width = if seen.width > seen.height { 1126 } else { 633 };
        let wish = PixelSize::new(width, width * seen.height / seen.width);
        let prepared = prepare_for_page(&photo.bytes, &probe, wish, 1.5).unwrap();
        assert_clean(name, &prepared);
        let is_plain = probe.format == Format::Jpeg
            && probe.profile != ProfileKind::Other
            && !matches!(probe.colour, ColourKind::Cmyk { .. })
            && f64::from(seen.width) <= f64::from(width) * 1.5;
        assert!(prepared.is_kept || !is_plain, "{name}");
        if !prepared.is_kept {
            assert_eq!((prepared.width, prepared.orientation), (width.min(seen.width), Orientation::UPRIGHT), "{name}");
        }
    }
}

#[test]
fn every_photo_fits_a_reader() {
    let mut total = 0;
    for photo in photos() {
        let (name, probe) = (&photo.name, look(&photo.bytes));
        let prepared = prepare_for_reader(&photo.bytes, &probe, &DeviceProfile::EREADER).unwrap();
        assert_clean(name, &prepared);
        assert!(prepared.orientation.is_upright() && prepared.width <= 1680 && prepared.height <= 1680, "{name}");
        let seen = probe.upright_size();
        assert_eq!(prepared.width > prepared.height, seen.width > seen.height, "{name}");
        assert!(!look(&prepared.bytes).is_progressive, "{name}");
        total += prepared.bytes.len();
    }
    assert!(total < 10_000_000, "{total} bytes");
}

/// Where no profile and no inks are in play, the mean colour of the output is that of the input; where they
/// are, it is near (wide colours move by some steps, light inks stay light).
#[test]
fn colours_stay() {
    for photo in photos().iter().filter(|photo| photo.name.ends_with(".jpg")) {
        let (name, probe) = (&photo.name, look(&photo.bytes));
        let prepared = prepare_for_reader(&photo.bytes, &probe, &DeviceProfile::EREADER).unwrap();
        let (before, after) = (mean(&photo.bytes), mean(&prepared.bytes));
        let is_converted = probe.profile == ProfileKind::Other || matches!(probe.colour, ColourKind::Cmyk { .. });
        let near = if is_converted { 14.0 } else { 1.5 };
        for channel in 0..3 {
            assert!((before[channel] - after[channel]).abs() < near, "{name}: {before:?} became {after:?}");
        }
    }
}

/// The turned photos, as seen, have their picture the right way up: the stored pixel that the
/// orientation puts into a corner is in that corner.
#[test]
fn turned_photos_stand_upright() {
    for photo in photos().iter().filter(|photo| photo.orientation != 1) {
        let (name, probe) = (&photo.name, look(&photo.bytes));
        let prepared = prepare_for_reader(&photo.bytes, &probe, &DeviceProfile::EREADER).unwrap();
        let ((stored_width, stored), (width, turned)) = (rgb(&photo.bytes), rgb(&prepared.bytes));
        let (stored_height, height) = (stored.len() / stored_width, turned.len() / width);
        let [a, b, c, d, e, f] = probe.orientation.matrix();
        let mut far = 0;
        for step in 0..400 {
            let (u, v) = ((step % 20) as f64 / 20.0 + 0.025, (step / 20) as f64 / 20.0 + 0.025);
            let (x, y) = (a * u + c * v + e, b * u + d * v + f);
            let from = stored[(v * stored_height as f64) as usize * stored_width + (u * stored_width as f64) as usize];
            let to = turned[(y * height as f64) as usize * width + (x * width as f64) as usize];
            far += usize::from((0..3).any(|at| from[at].abs_diff(to[at]) > 24));
        }
        assert!(far < 12, "{name}: {far} of 400 points are elsewhere");
    }
}
