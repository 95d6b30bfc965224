//! Bringing colours to sRGB.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::image::decode::{Pixels, Space};
use crate::image::probe::{ColourKind, ProfileKind};

/// How far a channel may be from sRGB for a profile to count as sRGB: nobody sees it.
const TOLERANCE: u8 = 2;

/// What a profile means for a picture of this kind; one that can't be read or doesn't fit counts as none.
pub(super) fn kind_of(icc: Option<&[u8]>, colour: ColourKind) -> ProfileKind {
    let Some(profile) = icc.and_then(|icc| fitting(icc, colour)) else { return ProfileKind::None };
    let is_srgb = match colour {
        ColourKind::Cmyk { .. } => false,
        ColourKind::Grey | ColourKind::Rgb => leaves_colours_alone(&profile, colour) == Some(true),
    };
    if is_srgb { ProfileKind::Srgb } else { ProfileKind::Other }
}

/// The profile, if it is one for pixels of this kind.
fn fitting(icc: &[u8], colour: ColourKind) -> Option<ColorProfile> {
    let profile = ColorProfile::new_from_slice(icc).ok()?;
    let fits = match colour {
        ColourKind::Grey => profile.color_space == DataColorSpace::Gray,
        ColourKind::Rgb => profile.color_space == DataColorSpace::Rgb,
        ColourKind::Cmyk { .. } => profile.color_space == DataColorSpace::Cmyk,
    };
    fits.then_some(profile)
}

/// Whether converting to sRGB changes nothing that can be seen, tried on 216 colours or 256 greys.
fn leaves_colours_alone(profile: &ColorProfile, colour: ColourKind) -> Option<bool> {
    let (layout, samples): (_, Vec<u8>) = match colour {
        ColourKind::Grey => (Layout::Gray, (0..=255).collect()),
        _ => (Layout::Rgb, (0..216u8).flat_map(|n| [n % 6 * 51, n / 6 % 6 * 51, n / 36 * 51]).collect()),
    };
    let transform =
        profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, TransformOptions::default());
    let expected: Vec<u8> = match colour {
        ColourKind::Grey => samples.iter().flat_map(|grey| [*grey; 3]).collect(),
        _ => samples.clone(),
    };
    let mut converted = vec![0; expected.len()];
    transform.ok()?.transform(&samples, &mut converted).ok()?;
    Some(converted.iter().zip(&expected).all(|(a, b)| a.abs_diff(*b) <= TOLERANCE))
}

/// Brings pixels to sRGB: by the profile where there is a usable one, else inks by the plain formula.
pub(super) fn to_srgb(mut pixels: Pixels, icc: Option<&[u8]>) -> Pixels {
    let colour = match pixels.space {
        Space::Grey => ColourKind::Grey,
        Space::Rgb => ColourKind::Rgb,
        Space::Inks => ColourKind::Cmyk { is_inverted: false },
    };
    let profile = icc.and_then(|icc| fitting(icc, colour));
    if let Some(data) = profile.and_then(|profile| converted(&pixels, &profile)) {
        pixels.data = data;
    } else if pixels.space == Space::Inks {
        pixels.data.as_chunks_mut().0.iter_mut().for_each(plain_inks_to_rgb);
    }
    if pixels.space == Space::Inks {
        pixels.space = Space::Rgb;
    }
    pixels
}

fn converted(pixels: &Pixels, profile: &ColorProfile) -> Option<Vec<u8>> {
    let srgb = ColorProfile::new_srgb();
    let mut data = vec![0; pixels.data.len()];
    match pixels.space {
        Space::Rgb | Space::Inks => {
            let transform =
                profile.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, TransformOptions::default());
            transform.ok()?.transform(&pixels.data, &mut data).ok()?;
        }
        Space::Grey => {
            let transform =
                profile.create_transform_8bit(Layout::Gray, &srgb, Layout::Rgb, TransformOptions::default());
            let greys: Vec<u8> = (0..=255).collect();
            let mut table = vec![0; 256 * 3];
            transform.ok()?.transform(&greys, &mut table).ok()?;
            let table = table.as_chunks::<3>().0;
            for (to, from) in data.as_chunks_mut::<4>().0.iter_mut().zip(pixels.data.as_chunks::<4>().0) {
                let grey = table.get(from[0] as usize).map_or(from[0], |rgb| rgb[1]);
                *to = [grey, grey, grey, from[3]];
            }
        }
    }
    Some(data)
}

/// What a screen shows of inks where nothing is known of them: each takes its part of the light away.
fn plain_inks_to_rgb(pixel: &mut [u8; 4]) {
    let [cyan, magenta, yellow, black] = pixel.map(|ink| u32::from(255 - ink));
    let light = |ink: u32| ((ink * black + 127) / 255) as u8;
    *pixel = [light(cyan), light(magenta), light(yellow), 255];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::fixtures;

    fn pixels(space: Space, pixel: [u8; 4]) -> Pixels {
        Pixels { width: 1, height: 1, data: pixel.to_vec(), space }
    }

    #[test]
    fn inks_become_light() {
        assert_eq!(to_srgb(pixels(Space::Inks, [0, 0, 0, 0]), None).data, [255, 255, 255, 255]);
        assert_eq!(to_srgb(pixels(Space::Inks, [0, 0, 0, 255]), None).data, [0, 0, 0, 255]);
        assert_eq!(to_srgb(pixels(Space::Inks, [0, 255, 255, 0]), None).data, [255, 0, 0, 255]);
    }

    #[test]
    fn wide_colours_become_stronger_numbers_in_srgb() {
        let profile = fixtures::p3_profile();
        let converted = to_srgb(pixels(Space::Rgb, [200, 100, 50, 255]), Some(&profile)).data;
        // Computed apart: Display P3 (200, 100, 50) lies at sRGB (212, 95, 31).
        for (channel, expected) in converted.iter().zip([212u8, 95, 31, 255]) {
            assert!(channel.abs_diff(expected) <= 3, "{converted:?}");
        }
    }
}
