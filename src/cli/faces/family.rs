//! Which faces of a family text is set in: regular, semibold and bold, upright and italic.
//!
//! What the faces themselves say decides (OS/2, `fvar`), and not their names. Of a variable font each weight and
//! slope is an instance.

use fontdb::{FaceInfo, Stretch, Style};
use ttf_parser::{Face as ParsedFace, VariationAxis};

use crate::cli::faces::library::Library;
use crate::font::{Coordinate, Weight};

/// A face of a family, maybe at a place on its axes.
#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) info: FaceInfo,
    pub(super) coordinates: Vec<Coordinate>,
    pub(super) weight: Weight,
    pub(super) is_italic: bool,
}

/// The weights that are looked for, in the order in which a face that is the nearest to several is given to one.
const WEIGHTS: [(f32, Weight); 3] = [(400.0, Weight::Regular), (700.0, Weight::Bold), (600.0, Weight::Semibold)];

/// Steeper than this no text leans.
const STEEPEST: f32 = -12.0;

/// A face with the axes that it has.
struct Candidate<'a> {
    info: &'a FaceInfo,
    axes: Vec<VariationAxis>,
}

impl Candidate<'_> {
    fn axis(&self, tag: &[u8; 4]) -> Option<&VariationAxis> {
        self.axes.iter().find(|axis| axis.tag.to_bytes() == *tag && axis.min_value <= axis.max_value)
    }

    /// The weight nearest to a wish that it can have.
    fn weight(&self, wish: f32) -> f32 {
        self.axis(b"wght").map_or(f32::from(self.info.weight.0), |axis| wish.clamp(axis.min_value, axis.max_value))
    }

    /// The place on its axes that leans.
    fn slope(&self) -> Option<Coordinate> {
        let leaning = |axis: &&VariationAxis| axis.min_value < 0.0;
        let slant = self.axis(b"slnt").filter(leaning).map(|axis| (*b"slnt", axis.min_value.max(STEEPEST)));
        let italic = || self.axis(b"ital").filter(|axis| axis.max_value >= 1.0).map(|_| (*b"ital", 1.0));
        slant.or_else(italic)
    }

    fn coordinates(&self, wish: f32, slope: Option<Coordinate>, size: f32) -> Vec<Coordinate> {
        let weight = self.axis(b"wght").map(|_| (*b"wght", self.weight(wish)));
        let optical = self.axis(b"opsz").map(|axis| (*b"opsz", size.clamp(axis.min_value, axis.max_value)));
        weight.into_iter().chain(optical).chain(slope).collect()
    }
}

/// The faces of a family for text of a size in points; none where there are no faces.
pub(super) fn instances(library: &Library, family: &[FaceInfo], size: f32) -> Vec<Instance> {
    let candidates: Vec<Candidate<'_>> =
        family.iter().map(|info| Candidate { info, axes: axes(library, info) }).collect();
    let (upright, italic): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|face| face.info.style == Style::Normal);
    let mut found = of_slope(&upright, size, false, &|_| None);
    if italic.is_empty() {
        let leaning: Vec<_> = upright.into_iter().filter(|face| face.slope().is_some()).collect();
        found.extend(of_slope(&leaning, size, true, &|face| face.slope()));
    } else {
        found.extend(of_slope(&italic, size, true, &|_| None));
    }
    found
}

fn of_slope(
    candidates: &[Candidate<'_>],
    size: f32,
    is_italic: bool,
    slope: &dyn Fn(&Candidate<'_>) -> Option<Coordinate>,
) -> Vec<Instance> {
    let mut found: Vec<Instance> = Vec::new();
    for (wish, weight) in WEIGHTS {
        let rank = |face: &&Candidate<'_>| {
            let away = (face.weight(wish) - wish).abs();
            (face.info.stretch != Stretch::Normal, away as i32, design_distance(face.info, size))
        };
        let Some(best) = candidates.iter().min_by_key(rank) else { continue };
        let coordinates = best.coordinates(wish, slope(best), size);
        let is_there = |one: &Instance| one.info.id == best.info.id && one.coordinates == coordinates;
        if !found.iter().any(is_there) {
            found.push(Instance { info: best.info.clone(), coordinates, weight, is_italic });
        }
    }
    found
}

/// How far text of a size is from the size that a face is drawn for, in tenths of points: some families name it, as in
/// `EBGaramond08-Regular` or `LMRoman10-Regular`.
fn design_distance(info: &FaceInfo, size: f32) -> i32 {
    let stem = info.post_script_name.split('-').next().unwrap_or("");
    let figures = stem.trim_start_matches(|c: char| !c.is_ascii_digit());
    let named: Option<f32> = figures.parse().ok().filter(|named| (4.0..=72.0).contains(named));
    named.map_or(0, |named| ((named - size).abs() * 10.0) as i32)
}

fn axes(library: &Library, info: &FaceInfo) -> Vec<VariationAxis> {
    let read = |data: &[u8], index: u32| {
        let axes = ParsedFace::parse(data, index).ok().map(|face| face.variation_axes().into_iter().collect());
        axes.unwrap_or_default()
    };
    library.database().with_face_data(info.id, read).unwrap_or_default()
}
