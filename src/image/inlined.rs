//! Pictures whose bytes stand in the manuscript: `image:data:image/png;base64,…[]`.

use std::path::Path;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::image::ImageError;
use crate::image::gallery::read_error;
use crate::world::World;

/// Authors leave the filling at the end out, as browsers let them.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Whether a name holds the bytes themselves (RFC 2397).
pub(super) fn is_inlined(name: &str) -> bool {
    name.starts_with("data:")
}

/// The bytes of a picture: those of its file, or those in its name.
pub(super) fn bytes_of(world: &dyn World, path: &Path) -> Result<Vec<u8>, ImageError> {
    match path.to_str().filter(|name| is_inlined(name)) {
        Some(name) => decoded(name),
        None => world.bytes(path).map_err(read_error),
    }
}

fn decoded(name: &str) -> Result<Vec<u8>, ImageError> {
    let broken = || ImageError::Broken("its `data:` can't be read".to_owned());
    let (head, data) = name.split_once(',').ok_or_else(broken)?;
    let bytes = unescaped(data);
    if !head.ends_with(";base64") {
        return Ok(bytes);
    }
    let letters: Vec<u8> = bytes.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
    LENIENT.decode(letters).map_err(|_| broken())
}

/// The bytes with `%20` and its like resolved.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_in_both_forms() {
        assert_eq!(decoded("data:image/png;base64,AQI%3D"), Ok(vec![1, 2]));
        assert_eq!(decoded("data:image/png;base64,AQI"), Ok(vec![1, 2]));
        assert_eq!(decoded("data:image/svg+xml,%3Csvg/>"), Ok(b"<svg/>".to_vec()));
        assert!(decoded("data:image/png;base64,*").is_err());
        assert!(decoded("data:").is_err());
    }
}
