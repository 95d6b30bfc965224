//! Faces of this machine for characters that no other face has.
//!
//! For each script that lacks a face, and for text with serifs, without, and of one width, the family that has the
//! most of its characters is taken, in regular and bold; then families for those that all of these lack.

use std::collections::{BTreeMap, BTreeSet};

use fontdb::{Database, FaceInfo, ID, Stretch, Style};
use ttf_parser::Face as ParsedFace;
use unicode_script::{Script, UnicodeScript};

use crate::cli::faces::library::{Library, family_name, like, path_of};
use crate::font::{Face, Family};
use crate::model::Language;

/// The weights of the faces that are taken of a family.
const WEIGHTS: [u16; 2] = [400, 700];

/// The faces for `missing`, in the order of preference; `language` chooses between families of the same signs.
pub(super) fn find(machine: &mut Library, missing: &BTreeSet<char>, language: Language) -> Vec<Face> {
    let chosen = choose(machine.database(), missing, language);
    chosen.iter().filter_map(|info| machine.face(info)).collect()
}

fn choose(database: &Database, missing: &BTreeSet<char>, language: Language) -> Vec<FaceInfo> {
    let candidates: Vec<&FaceInfo> = database.faces().filter(|face| is_plain(face)).collect();
    let mut chosen: Vec<ID> = Vec::new();
    let mut choose = |best: &FaceInfo| {
        for face in WEIGHTS.iter().filter_map(|weight| of_weight(database, best, *weight)) {
            if !chosen.contains(&face.id) {
                chosen.push(face.id);
            }
        }
    };
    for characters in by_script(missing).into_values() {
        let covered: Vec<(usize, &FaceInfo)> = candidates
            .iter()
            .map(|face| (coverage(database, face, &characters), *face))
            .filter(|(count, _)| *count > 0)
            .collect();
        let mut lacking = characters.clone();
        for family in [Family::Serif, Family::Sans, Family::Mono] {
            let of_family = covered.iter().filter(|(_, face)| like(face) == family);
            let best = of_family.min_by_key(|(count, face)| (usize::MAX - count, rank(face, language)));
            let Some((_, best)) = best else { continue };
            choose(best);
            lacking.retain(|c| !has(database, best, *c));
        }
        // Signs of many kinds belong to no script: emoji stand in one family, arrows in another.
        while !lacking.is_empty() {
            let more = covered.iter().map(|(_, face)| (coverage(database, face, &lacking), *face));
            let best = more.filter(|(count, _)| *count > 0);
            let best = best.min_by_key(|(count, face)| (usize::MAX - count, rank(face, language)));
            let Some((_, best)) = best else { break };
            choose(best);
            lacking.retain(|c| !has(database, best, *c));
        }
    }
    chosen.into_iter().filter_map(|id| database.face(id)).cloned().collect()
}

/// Upright, of usual width and weight.
fn is_plain(face: &FaceInfo) -> bool {
    face.style == Style::Normal
        && face.stretch == Stretch::Normal
        && face.weight.0 == 400
        && !family_name(face).starts_with('.')
}

/// The characters by the scripts that they belong to; those of several scripts stand together.
fn by_script(missing: &BTreeSet<char>) -> BTreeMap<&'static str, Vec<char>> {
    let mut scripts: BTreeMap<&'static str, Vec<char>> = BTreeMap::new();
    for c in missing {
        let script = match c.script() {
            // One face has them all.
            Script::Hiragana | Script::Katakana | Script::Bopomofo => Script::Han,
            // Marks are set with the signs that they stand on, those of keycaps with emoji.
            Script::Inherited => Script::Common,
            script => script,
        };
        scripts.entry(script.short_name()).or_default().push(*c);
    }
    scripts
}

fn coverage(database: &Database, face: &FaceInfo, characters: &[char]) -> usize {
    let count = |data: &[u8], index: u32| {
        let Ok(face) = ParsedFace::parse(data, index) else { return 0 };
        characters.iter().filter(|c| face.glyph_index(**c).is_some()).count()
    };
    database.with_face_data(face.id, count).unwrap_or_default()
}

fn has(database: &Database, face: &FaceInfo, c: char) -> bool {
    coverage(database, face, &[c]) > 0
}

/// Where a family stands among those that have the same characters; lower is better.
fn rank(face: &FaceInfo, language: Language) -> (u8, bool, &str, u32) {
    let name = family_name(face);
    let is_wanted = match region(language) {
        Some(wanted) => !name.split(' ').any(|word| word == wanted),
        None => false,
    };
    // Made for titles, small screens or another way of writing.
    let is_special = ["UI", "Kufi", "Nastaliq", "Display", "Looped", "Rashi", "Supplement"]
        .iter()
        .any(|word| name.split(' ').any(|part| part == *word));
    (u8::from(is_wanted) * 2 + u8::from(is_special), !name.starts_with("Noto"), name, face.index)
}

/// The word in names of families that draw Han signs as a language has them.
fn region(language: Language) -> Option<&'static str> {
    let tag = language.tag();
    let is = |parts: &[&str]| tag.split('-').any(|part| parts.contains(&part));
    match language.primary() {
        "ja" => Some("JP"),
        "ko" => Some("KR"),
        "zh" if is(&["HK", "MO"]) => Some("HK"),
        "zh" if is(&["Hant", "TW"]) => Some("TC"),
        // Also where nothing is said: most readers of Han signs read these.
        _ => Some("SC"),
    }
}

/// The face of the same family and width that is nearest to a weight.
fn of_weight<'a>(database: &'a Database, face: &FaceInfo, weight: u16) -> Option<&'a FaceInfo> {
    let of_family = database.faces().filter(|other| {
        family_name(other) == family_name(face) && other.style == Style::Normal && other.stretch == face.stretch
    });
    of_family.min_by_key(|other| (other.weight.0.abs_diff(weight), path_of(other).map(|path| path.to_path_buf())))
}
