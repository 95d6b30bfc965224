//! Whether a font file can be used: what is wrong with it, and what helps.

use ttf_parser::name::Name;
use ttf_parser::{Face as ParsedFace, GlyphId, OutlineBuilder, Permissions, RasterImageFormat, RawFace, Tag};

use crate::diag::Lint;

/// What is wrong with a font file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) lint: Lint,
    pub(super) what: String,
    pub(super) remedy: &'static str,
}

/// What helps where nothing better is known.
const FORMATS: &str = "give a `.ttf`, `.otf` or `.ttc` file, or a folder of such";

/// No collection has more faces than this.
const MOST: u32 = 1024;

impl Fault {
    pub(super) fn broken(what: impl Into<String>, remedy: &'static str) -> Self {
        Self { lint: Lint::FaceBroken, what: what.into(), remedy }
    }

    /// The file holds nothing that could be a face.
    pub(super) fn empty() -> Self {
        Self::broken("there is no TrueType or OpenType face in it", FORMATS)
    }

    pub(super) fn unreadable(error: &std::io::Error) -> Self {
        let what = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => error.to_string(),
        };
        Self::broken(what, FORMATS)
    }
}

/// What is wrong with the file as a whole.
pub(super) fn file_fault(bytes: &[u8]) -> Option<Fault> {
    match bytes.get(..4)? {
        b"wOF2" | b"wOFF" => Some(Fault::broken(
            "it is packed for the web (WOFF)",
            "give the TrueType or OpenType file that it was made of, or unpack it with `fonttools`",
        )),
        [0x80, 0x01, ..] | b"%!PS" => {
            Some(Fault::broken("it is a Type 1 face, which knows no Unicode", "give an OpenType version of it"))
        }
        b"ttcf" => {
            // The number is taken at its word by those who make room for as many faces.
            let count =
                bytes.get(8..12).map_or(0, |count| count.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)));
            let is_sound = (1..=MOST).contains(&count) && count as usize <= bytes.len() / 16;
            (!is_sound).then(|| Fault::broken("its list of faces is damaged", COPY))
        }
        _ => None,
    }
}

const COPY: &str = "copy or download the file again";

/// What is wrong with a face of a file.
pub(super) fn face_fault(bytes: &[u8], index: u32) -> Option<Fault> {
    let Ok(raw) = RawFace::parse(bytes, index) else { return Some(Fault::empty()) };
    let face = match ParsedFace::parse(bytes, index) {
        Ok(face) => face,
        Err(error) => return Some(Fault::broken(error.to_string(), COPY)),
    };
    let tables = face.tables();
    if !tables.cmap.is_some_and(|cmap| cmap.subtables.into_iter().any(|table| table.is_unicode())) {
        return Some(Fault::broken("it has no table of Unicode characters (`cmap`)", COPY));
    }
    if tables.hmtx.is_none() {
        return Some(Fault::broken("it does not say how wide its glyphs are (`hmtx`)", COPY));
    }
    let has = |tag: &[u8; 4]| raw.table(Tag::from_bytes(tag)).is_some();
    let has_outlines = tables.glyf.is_some() || tables.cff.is_some() || has(b"CFF2");
    let has_pictures = (has(b"CBDT") && has(b"CBLC")) || has(b"sbix");
    if !has_outlines && !has_pictures {
        let remedy =
            "give a face with outlines (`glyf`, `CFF` or `CFF2`) or with pictures in colour (`CBDT` or `sbix`)";
        return Some(Fault::broken("it has no outlines of glyphs that can be read", remedy));
    }
    if !draws(&face) && !shows(&face) {
        return Some(Fault::broken("none of its glyphs can be read", COPY));
    }
    let is_name = |name: &Name<'_>| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME;
    if !face.names().into_iter().filter(is_name).all(|name| can_be_cut(&name)) {
        return Some(Fault::broken("its name is longer than names of faces may be", COPY));
    }
    licence_fault(&face)
}

/// Whether a name may be cut at any byte, as the writer of PDFs does with long ones, or is too short to be.
fn can_be_cut(name: &Name<'_>) -> bool {
    match name.to_string() {
        Some(name) => name.is_ascii() || name.len() <= 100,
        // Of one byte a character, which may become three.
        None => name.name.is_ascii() || name.name.len() <= 33,
    }
}

/// Whether any of the first glyphs has an outline: those of damaged files have none.
fn draws(face: &ParsedFace<'_>) -> bool {
    struct Nothing;
    impl OutlineBuilder for Nothing {
        fn move_to(&mut self, _: f32, _: f32) {}
        fn line_to(&mut self, _: f32, _: f32) {}
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
        fn close(&mut self) {}
    }
    let count = face.number_of_glyphs().min(200);
    (0..count).any(|id| face.outline_glyph(GlyphId(id), &mut Nothing).is_some())
}

/// Whether any of the first glyphs has a picture that can be embedded, as those of emoji have.
fn shows(face: &ParsedFace<'_>) -> bool {
    let count = face.number_of_glyphs().min(200);
    let picture = |id| face.glyph_raster_image(GlyphId(id), u16::MAX);
    (0..count).filter_map(picture).any(|picture| picture.format == RasterImageFormat::PNG)
}

/// What the face's own table says against embedding (OpenType OS/2, `fsType`).
fn licence_fault(face: &ParsedFace<'_>) -> Option<Fault> {
    let table = face.tables().os2?;
    let what = match table.permissions() {
        Some(Permissions::Restricted) => "its licence forbids to embed it",
        _ if !table.is_outline_embedding_allowed() => "its licence allows to embed pictures of its glyphs only",
        _ => return None,
    };
    let remedy = "take another face, or ask its maker for a file that may be embedded";
    Some(Fault { lint: Lint::FaceRestricted, what: what.to_owned(), remedy })
}
