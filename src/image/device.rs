//! What e-readers can show.

use crate::image::probe::PixelSize;

/// The screen and the limits of a kind of e-reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceProfile {
    /// The name for the command line.
    pub name: &'static str,
    /// Pictures are made to fit this.
    pub bounds: PixelSize,
    /// No picture has more pixels.
    pub pixels: u64,
    /// The quality of JPEG, 1 to 100.
    pub quality: u8,
    /// Whether colours are taken out.
    pub is_grey: bool,
}

impl DeviceProfile {
    /// Good on every reader sold today.
    pub const EREADER: Self = Self::new("ereader", 1680, 1680, 80);
    /// Every profile; the first is the default.
    pub const ALL: [Self; 7] = [
        Self::EREADER,
        Self::new("kindle-pw", 1072, 1430, 80),
        Self::new("kobo-clara", 1072, 1448, 80),
        Self::new("kobo-libra", 1264, 1680, 80),
        Self::new("scribe", 1860, 2480, 80),
        Self::new("phone", 1440, 2560, 80),
        Self::new("archive", 4096, 4096, 90),
    ];

    const fn new(name: &'static str, width: u32, height: u32, quality: u8) -> Self {
        let pixels = if width > 2480 { 16_000_000 } else { 4_000_000 };
        Self { name, bounds: PixelSize::new(width, height), pixels, quality, is_grey: false }
    }

    /// The profile of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name == name)
    }
}

impl Default for DeviceProfile {
    fn default() -> Self {
        Self::EREADER
    }
}
