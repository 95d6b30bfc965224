//! Which characters a face has in a form of their own: small and raised, small and lowered, small capitals.
//!
//! A face may say that it has a form and have it for some of its characters only: what counts is whether the glyph
//! changes.

use std::collections::{BTreeMap, BTreeSet};

use harfrust::{Buffer, Direction, Feature, Font, ShapeOptions, ShaperFont, Tag, shape};

/// Forms that characters of a face may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Small and raised.
    Superior,
    /// Small and lowered.
    Inferior,
    /// Small capitals for small letters.
    SmallCapital,
}

impl Form {
    /// How many there are.
    pub(super) const COUNT: usize = 3;

    /// The OpenType features that ask for it; faces have the one or the other.
    pub(super) const fn features(self) -> &'static [&'static [u8; 4]] {
        match self {
            Self::Superior => &[b"sups"],
            Self::Inferior => &[b"subs", b"sinf"],
            Self::SmallCapital => &[b"smcp"],
        }
    }
}

/// What is asked about: each text in one script.
const CANDIDATES: [&str; 3] = [
    "0123456789+-\u{2212}=().,abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\
     àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßāăąćčďđēęěğģīįķļłńņňőœŕřśşšťţūůűųźżžșț",
    "αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
];

/// The characters that a face has in a form.
pub(super) fn formed(font: &Font, form: Form) -> BTreeSet<char> {
    let on: Vec<Feature> = form.features().iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)).collect();
    let mut formed = BTreeSet::new();
    for text in CANDIDATES {
        let (plain, changed) = (glyphs(font, text, &[]), glyphs(font, text, &on));
        let is_changed = |at: u32| changed.get(&at).is_some_and(|ids| Some(ids) != plain.get(&at));
        formed.extend(text.char_indices().filter(|(at, _)| is_changed(*at as u32)).map(|(_, c)| c));
    }
    formed
}

/// The glyphs of each cluster by its first byte, without ligatures.
fn glyphs(font: &Font, text: &str, features: &[Feature]) -> BTreeMap<u32, Vec<u32>> {
    let off = [b"liga", b"clig", b"calt"].map(|tag| Feature::new(Tag::new(tag), 0, ..));
    let features: Vec<Feature> = off.iter().chain(features).copied().collect();
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(Direction::LeftToRight);
    let mut clusters: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    if shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new().features(&features)).is_ok() {
        buffer.glyph_infos().iter().for_each(|info| clusters.entry(info.cluster).or_default().push(info.glyph_id));
    }
    clusters
}

#[cfg(test)]
mod tests {
    use crate::font::{Family, FontBook, Form, Weight};

    #[test]
    fn a_form_counts_where_the_glyph_changes() {
        let book = FontBook::compiled_in();
        let has = |italic, form, text: &str| {
            book.face(book.select(Family::Serif, Weight::Regular, italic)).has_form(form, text)
        };
        assert!(has(false, Form::Superior, "12") && has(true, Form::Superior, "er"));
        assert!(has(false, Form::Inferior, "2") && !has(false, Form::Inferior, "x y"));
        assert!(has(false, Form::SmallCapital, "état"), "the upright face has small capitals");
        assert!(!has(true, Form::SmallCapital, "a"), "the italic has none");
    }
}
