//! The chunks of a PNG file: is it whole, and leaving out what is nobody's business.

use crate::image::ImageError;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that make the picture; times, texts, Exif and profiles are not among them.
const NEEDED: [&[u8]; 7] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sRGB", b"bKGD"];

/// Whether the closing chunk is there.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    chunks(bytes).any(|(name, _)| name == b"IEND")
}

/// Whether the picture comes in seven passes, which e-readers show badly.
pub(super) fn is_interlaced(bytes: &[u8]) -> bool {
    bytes.get(28) == Some(&1)
}

/// The same picture with nothing but the chunks that make it.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, ImageError> {
    let mut kept = SIGNATURE.to_vec();
    for (name, chunk) in chunks(bytes) {
        if NEEDED.contains(&name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Ok(kept);
        }
    }
    Err(ImageError::Truncated("its closing chunk is missing"))
}

/// Names and whole bytes (length and checksum included) of the chunks, as far as they are whole.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    std::iter::from_fn(move || {
        let &[a, b, c, d, ..] = rest else { return None };
        let length = u32::from_be_bytes([a, b, c, d]) as usize + 12;
        let chunk = rest.get(..length)?;
        rest = rest.get(length..).unwrap_or_default();
        Some((chunk.get(4..8)?, chunk))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::fixtures;

    #[test]
    fn texts_go_and_the_picture_stays() {
        let plain = fixtures::png_line_art(20, 10);
        let at = 8 + 25;
        let text = b"tEXtAuthor\0somebody";
        let mut dressed = plain[..at].to_vec();
        dressed.extend_from_slice(&(text.len() as u32 - 4).to_be_bytes());
        dressed.extend_from_slice(text);
        dressed.extend_from_slice(&[0; 4]);
        dressed.extend_from_slice(&plain[at..]);
        assert_eq!(strip(&dressed).unwrap(), strip(&plain).unwrap());
        assert!(is_whole(&plain));
        assert!(!is_whole(&plain[..plain.len() - 5]));
    }
}
