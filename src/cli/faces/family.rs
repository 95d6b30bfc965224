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
#[derive(Clone)]
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

/// The faces of a family for text of some sizes in points, first those for the first size; none where there are no
/// faces. Only faces that have an axis for it differ from size to size (OpenType, `opsz`).
pub(super) fn instances(library: &Library, family: &[FaceInfo], sizes: &[f32]) -> Vec<Instance> {
    let candidates: Vec<Candidate<'_>> =
        family.iter().map(|info| Candidate { info, axes: axes(library, info) }).collect();
    let (upright, italic): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|face| face.info.style == Style::Normal);
    let leaning: Vec<_> = upright.iter().filter(|face| face.slope().is_some()).cloned().collect();
    let mut found = Vec::new();
    for (index, size) in sizes.iter().enumerate() {
        let is_wanted = |face: &&Candidate<'_>| index == 0 || face.axis(b"opsz").is_some();
        let mut of_slope = |faces: &[Candidate<'_>], is_italic, slope: Slope<'_>| {
            let faces: Vec<_> = faces.iter().filter(is_wanted).collect();
            of_slope(&faces, *size, is_italic, slope, &mut found);
        };
        of_slope(&upright, false, &|_| None);
        match italic.is_empty() {
            true => of_slope(&leaning, true, &|face| face.slope()),
            false => of_slope(&italic, true, &|_| None),
        }
    }
    found
}

/// The sizes that faces are made for: those of a list that differ enough from each other to be seen, and the first.
pub(super) fn apart(sizes: impl IntoIterator<Item = f32>) -> Vec<f32> {
    let mut kept: Vec<f32> = Vec::new();
    for size in sizes {
        if kept.iter().all(|other| (size - other).abs() > other * 0.15) {
            kept.push(size);
        }
    }
    kept
}

/// The place on its axes at which a face leans, where it is to.
type Slope<'a> = &'a dyn Fn(&Candidate<'_>) -> Option<Coordinate>;

/// Adds the faces of a slope for text of a size; those that are there already serve for several.
fn of_slope(candidates: &[&Candidate<'_>], size: f32, is_italic: bool, slope: Slope<'_>, found: &mut Vec<Instance>) {
    let earlier = found.len();
    for (wish, weight) in WEIGHTS {
        let rank = |face: &&&Candidate<'_>| {
            let away = (face.weight(wish) - wish).abs();
            (face.info.stretch != Stretch::Normal, away as i32, design_distance(face.info, size))
        };
        let Some(best) = candidates.iter().min_by_key(rank) else { continue };
        let coordinates = best.coordinates(wish, slope(best), size);
        let is_there = |one: &Instance| one.info.id == best.info.id && one.coordinates == coordinates;
        let is_served = |one: &Instance| is_there(one) && one.is_italic == is_italic;
        let (before, own) = found.split_at(earlier);
        if !before.iter().any(is_served) && !own.iter().any(is_there) {
            found.push(Instance { info: best.info.clone(), coordinates, weight, is_italic });
        }
    }
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
