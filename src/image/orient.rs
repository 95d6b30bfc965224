//! Which way up a picture is stored, and turning it.

use crate::image::decode::Pixels;

/// How a stored picture is brought upright: mirrored left to right if need be, then turned clockwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Orientation {
    is_mirrored: bool,
    quarter_turns: u8,
}

impl Orientation {
    /// Nothing to do.
    pub const UPRIGHT: Self = Self { is_mirrored: false, quarter_turns: 0 };

    /// Reads the value of Exif's tag 274; values beyond 1 to 8 mean upright.
    pub const fn from_exif(value: u32) -> Self {
        let (is_mirrored, quarter_turns) = match value {
            2 => (true, 0),
            3 => (false, 2),
            4 => (true, 2),
            5 => (true, 3),
            6 => (false, 1),
            7 => (true, 1),
            8 => (false, 3),
            _ => (false, 0),
        };
        Self { is_mirrored, quarter_turns }
    }

    /// Whether there is nothing to do.
    pub fn is_upright(self) -> bool {
        self == Self::UPRIGHT
    }

    /// Whether width and height change places.
    pub const fn swaps_sides(self) -> bool {
        self.quarter_turns % 2 == 1
    }

    /// Maps the unit square of the stored picture (origin in the upper left corner, y down) onto that
    /// of the upright one: `x' = ax + cy + e`, `y' = bx + dy + f` of `[a, b, c, d, e, f]`.
    pub fn matrix(self) -> [f64; 6] {
        let [a, b, c, d, e, f] = match self.quarter_turns {
            1 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
            2 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            3 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
            _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        };
        // Mirroring comes first: x is 1 - x in the turn's matrix.
        if self.is_mirrored { [-a, -b, c, d, a + e, b + f] } else { [a, b, c, d, e, f] }
    }
}

/// The size after turning.
pub(super) const fn turned_size(width: u32, height: u32, orientation: Orientation) -> (u32, u32) {
    if orientation.swaps_sides() { (height, width) } else { (width, height) }
}

/// Brings pixels upright.
pub(super) fn turn(pixels: Pixels, orientation: Orientation) -> Pixels {
    if orientation.is_upright() {
        return pixels;
    }
    let (width, height) = turned_size(pixels.width, pixels.height, orientation);
    let stored = pixels.width as usize;
    let (last_column, last_row) = (stored - 1, pixels.height as usize - 1);
    let mut data = Vec::with_capacity(pixels.data.len());
    for y in 0..height as usize {
        for x in 0..width as usize {
            let (column, row) = match orientation.quarter_turns {
                1 => (y, last_row - x),
                2 => (last_column - x, last_row - y),
                3 => (last_column - y, x),
                _ => (x, y),
            };
            let column = if orientation.is_mirrored { last_column - column } else { column };
            let at = (row * stored + column) * 4;
            data.extend_from_slice(pixels.data.get(at..at + 4).unwrap_or(&[255; 4]));
        }
    }
    Pixels { width, height, data, ..pixels }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::decode::Space;

    /// `ab` over `cd` over `ef`, a byte each.
    fn letters(value: u32) -> String {
        let data = b"abcdef".iter().flat_map(|letter| [*letter, 0, 0, 255]).collect();
        let pixels = Pixels { width: 2, height: 3, data, space: Space::Rgb };
        let turned = turn(pixels, Orientation::from_exif(value));
        let rows = turned.data.chunks(turned.width as usize * 4);
        let row = |row: &[u8]| row.chunks(4).map(|pixel| pixel[0] as char).collect::<String>();
        rows.map(row).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn the_eight_orientations_come_upright() {
        // Exif 2.32, table 6: where the 0th row and column of the stored picture are seen.
        assert_eq!(letters(1), "ab/cd/ef");
        assert_eq!(letters(2), "ba/dc/fe");
        assert_eq!(letters(3), "fe/dc/ba");
        assert_eq!(letters(4), "ef/cd/ab");
        assert_eq!(letters(5), "ace/bdf");
        assert_eq!(letters(6), "eca/fdb");
        assert_eq!(letters(7), "fdb/eca");
        assert_eq!(letters(8), "bdf/ace");
    }

    #[test]
    fn the_matrix_says_the_same_as_turning() {
        for value in 1..=8 {
            let orientation = Orientation::from_exif(value);
            let [a, b, c, d, e, f] = orientation.matrix();
            let (width, height) = turned_size(2, 3, orientation);
            let turned: Vec<char> = letters(value).chars().filter(|c| *c != '/').collect();
            for (index, letter) in "abcdef".chars().enumerate() {
                let (u, v) = ((index % 2) as f64 / 2.0 + 0.25, (index / 2) as f64 / 3.0 + 1.0 / 6.0);
                let (x, y) = (a * u + c * v + e, b * u + d * v + f);
                let at = (y * height as f64) as usize * width as usize + (x * width as f64) as usize;
                assert_eq!(turned[at], letter, "orientation {value}");
            }
        }
    }
}
