//! Lengths, points, boxes and colours.
//!
//! Every length that layout decides on is an [`Abs`]: an integer count of 1/65536 pt, the unit of
//! TeX's scaled point at PostScript size. Sums are therefore exact and the same on every machine.
//! Floats appear only at the doors: fonts, the PDF file and pixels.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length, an integer count of 1/65536 pt (1 pt = 1/72 in).
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Abs(i64);

impl Abs {
    /// No length at all.
    pub const ZERO: Self = Self(0);
    /// A length beyond every page (some six kilometres); leaves room to add and scale.
    pub const MAX: Self = Self(1 << 40);
    const PER_POINT: i64 = 65_536;

    /// A length of `units` 1/65536 pt.
    pub const fn raw(units: i64) -> Self {
        Self(units)
    }

    /// The number of 1/65536 pt.
    pub const fn to_raw(self) -> i64 {
        self.0
    }

    /// A length in points, rounded to the nearest unit.
    pub fn pt(points: f64) -> Self {
        Self((points * Self::PER_POINT as f64).round() as i64)
    }

    /// A length in millimetres.
    pub fn mm(millimetres: f64) -> Self {
        Self::pt(millimetres * 72.0 / 25.4)
    }

    /// The length in points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / Self::PER_POINT as f64
    }

    /// The length in points as PDF and the rasteriser take it.
    pub fn to_f32(self) -> f32 {
        self.to_pt() as f32
    }

    /// The distance from zero.
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// This length times `numerator / denominator`, rounded towards zero.
    ///
    /// A `denominator` of zero gives zero: there is nothing to share out.
    pub const fn scale(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self(0);
        }
        // Nearly every product fits; dividing twice as many bits takes ten times as long.
        match self.0.checked_mul(numerator) {
            Some(product) => Self(product.wrapping_div(denominator)),
            None => Self((self.0 as i128 * numerator as i128 / denominator as i128) as i64),
        }
    }

    /// How many times `other` goes into this length; zero where `other` is zero.
    pub fn ratio_to(self, other: Self) -> Ratio {
        if other.0 == 0 { Ratio(0.0) } else { Ratio(self.0 as f64 / other.0 as f64) }
    }

    /// Whether the length is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Add for Abs {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Abs {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Abs {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Abs {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Abs {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Abs {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl Div<i64> for Abs {
    type Output = Self;
    fn div(self, parts: i64) -> Self {
        Self(self.0 / parts)
    }
}

impl Mul<Ratio> for Abs {
    type Output = Self;
    fn mul(self, ratio: Ratio) -> Self {
        Self((self.0 as f64 * ratio.0).round() as i64)
    }
}

impl Sum for Abs {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Debug for Abs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}pt", self)
    }
}

impl fmt::Display for Abs {
    /// Points with at most three decimals, as the text dumps print them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = (self.0 as i128 * 1000 + 32_768 * self.0.signum() as i128) / 65_536;
        let sign = if thousandths < 0 { "-" } else { "" };
        let (whole, part) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        write!(f, "{sign}{whole}.{}", format!("{part:03}").trim_end_matches('0'))
    }
}

/// A pure number: a share, a scale or a count of ems.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Ratio(pub f64);

/// A place on a page, measured from its upper left corner; y grows downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Abs,
    /// Distance from the upper edge.
    pub y: Abs,
}

impl Point {
    /// The place `x` from the left and `y` from above.
    pub const fn new(x: Abs, y: Abs) -> Self {
        Self { x, y }
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

/// Width and height of a box.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// From left to right.
    pub width: Abs,
    /// From top to bottom.
    pub height: Abs,
}

impl Size {
    /// A box of `width` by `height`.
    pub const fn new(width: Abs, height: Abs) -> Self {
        Self { width, height }
    }
}

/// A box on a page: its upper left corner and its size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// The upper left corner.
    pub origin: Point,
    /// Width and height.
    pub size: Size,
}

impl Rect {
    /// The box with its upper left corner at `origin`.
    pub const fn new(origin: Point, size: Size) -> Self {
        Self { origin, size }
    }

    /// The right edge.
    pub fn right(&self) -> Abs {
        self.origin.x + self.size.width
    }

    /// The lower edge.
    pub fn bottom(&self) -> Abs {
        self.origin.y + self.size.height
    }
}

/// An opaque colour, eight bits a channel, sRGB.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// A colour by its channels.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#rgb` or `#rrggbb`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let byte = |shift: u32| (value >> shift) as u8;
        let nibble = |shift: u32| ((value >> shift) & 15) as u8 * 17;
        match digits.len() {
            3 => Some(Self::new(nibble(8), nibble(4), nibble(0))),
            6 => Some(Self::new(byte(16), byte(8), byte(0))),
            _ => None,
        }
    }
}

impl fmt::Debug for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_prints_in_points() {
        assert_eq!(Abs::pt(12.5).to_string(), "12.5");
        assert_eq!(Abs::pt(-0.001).to_string(), "-0.001");
        assert_eq!(Abs::mm(25.4), Abs::pt(72.0));
    }

    #[test]
    fn nothing_shared_by_zero_is_nothing() {
        assert_eq!(Abs::pt(3.0).scale(1, 0), Abs::ZERO);
        assert_eq!(Abs::pt(3.0).ratio_to(Abs::ZERO), Ratio(0.0));
    }

    #[test]
    fn colours_read_in_both_lengths() {
        assert_eq!(Colour::parse("#fff"), Some(Colour::WHITE));
        assert_eq!(Colour::parse("#1a5f6f").map(|c| c.to_string()), Some("#1a5f6f".into()));
        assert_eq!(Colour::parse("#12345"), None);
        assert_eq!(Colour::parse("#é1"), None);
    }
}
