//! The segments of a JPEG file: what its head says, and leaving out what is nobody's business.
//!
//! Nothing is decoded here. The scans are walked to their end all the same, so that a file that was
//! cut short is known before layout, and what follows the picture (a film, a second photo) is known
//! not to belong to it. ITU-T T.81, annex B.

use std::ops::Range;

use crate::image::ImageError;

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const COMMENT: u8 = 0xFE;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;

const JFIF: &[u8] = b"JFIF\0";
const EXIF: &[u8] = b"Exif\0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
const ADOBE: &[u8] = b"Adobe";

/// A segment: its marker and its bytes; the scans' coded data belong to their segment.
struct Segment {
    marker: u8,
    /// From the 0xFF of the marker.
    whole: Range<usize>,
    /// Behind the marker and the length.
    body: Range<usize>,
}

/// What the segments before and between the scans say.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) width: u32,
    pub(super) height: u32,
    /// The frame's marker: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, others rare.
    pub(super) frame: u8,
    pub(super) precision: u8,
    pub(super) component_ids: Vec<u8>,
    pub(super) has_jfif: bool,
    /// The transform of Adobe's segment: 0 none, 1 YCbCr, 2 YCCK.
    pub(super) adobe: Option<u8>,
    pub(super) exif: Option<Vec<u8>>,
    pub(super) icc: Option<Vec<u8>>,
    /// Whether the end marker is there.
    pub(super) is_whole: bool,
    /// Whether a scan holds fewer channels than the frame.
    pub(super) is_scan_by_scan: bool,
    /// Whether the first channel is stored at a lower resolution than another.
    pub(super) is_first_channel_coarse: bool,
}

/// Reads the segments of a JPEG file.
pub(super) fn head(bytes: &[u8]) -> Result<Head, ImageError> {
    let (segments, is_whole) = segments(bytes)?;
    let mut head = Head { is_whole, ..Head::default() };
    let mut profile: Vec<(u8, &[u8])> = Vec::new();
    for segment in &segments {
        let body = bytes.get(segment.body.clone()).unwrap_or_default();
        match segment.marker {
            // A frame: DHT, JPG and DAC share its range.
            0xC0..=0xCF if !matches!(segment.marker, 0xC4 | 0xC8 | 0xCC) => {
                read_frame(&mut head, segment.marker, body)?
            }
            APP0 => head.has_jfif |= body.starts_with(JFIF),
            APP1 if head.exif.is_none() => head.exif = body.strip_prefix(EXIF).map(<[u8]>::to_vec),
            APP2 => {
                if let Some([number, _count, data @ ..]) = body.strip_prefix(ICC) {
                    profile.push((*number, data));
                }
            }
            SCAN => head.is_scan_by_scan |= usize::from(body.first().copied().unwrap_or(0)) < head.component_ids.len(),
            APP14 if body.starts_with(ADOBE) => head.adobe = body.get(11).copied(),
            _ => {}
        }
    }
    if head.frame == 0 {
        return Err(ImageError::Truncated("there is no frame header"));
    }
    profile.sort_by_key(|(number, _)| *number);
    let profile: Vec<u8> = profile.into_iter().flat_map(|(_, data)| data).copied().collect();
    head.icc = (!profile.is_empty()).then_some(profile);
    Ok(head)
}

fn read_frame(head: &mut Head, marker: u8, body: &[u8]) -> Result<(), ImageError> {
    let &[precision, h1, h0, w1, w0, count, ref components @ ..] = body else {
        return Err(ImageError::Broken("the frame header is too short".into()));
    };
    head.frame = marker;
    head.precision = precision;
    head.height = u32::from(u16::from_be_bytes([h1, h0]));
    head.width = u32::from(u16::from_be_bytes([w1, w0]));
    let ids = components.chunks_exact(3).filter_map(|component| component.first().copied());
    head.component_ids = ids.take(count as usize).collect();
    let samplings = components.chunks_exact(3).filter_map(|component| component.get(1).copied());
    let finest = samplings.clone().fold((0, 0), |(h, v), sampling| (h.max(sampling >> 4), v.max(sampling & 15)));
    head.is_first_channel_coarse = samplings.clone().next().is_some_and(|first| (first >> 4, first & 15) != finest);
    if head.component_ids.len() != count as usize {
        return Err(ImageError::Broken("the frame header is too short".into()));
    }
    Ok(())
}

/// The segments up to the end marker, and whether that is there.
fn segments(bytes: &[u8]) -> Result<(Vec<Segment>, bool), ImageError> {
    let mut segments = Vec::new();
    let mut at = 2;
    while let Some(start) = find_marker(bytes, at) {
        let marker = bytes.get(start + 1).copied().unwrap_or(END);
        if marker == END {
            return Ok((segments, true));
        }
        if matches!(marker, START | 0x01 | 0xD0..=0xD7) {
            at = start + 2;
            continue;
        }
        let Some(&[high, low]) = bytes.get(start + 2..start + 4) else { break };
        let end = start + 2 + u16::from_be_bytes([high, low]) as usize;
        if end < start + 4 {
            return Err(ImageError::Broken("a segment has no length".into()));
        }
        if end > bytes.len() {
            break;
        }
        let whole_end = if marker == SCAN { scan_end(bytes, end) } else { end };
        segments.push(Segment { marker, whole: start..whole_end, body: start + 4..end });
        at = whole_end;
    }
    if segments.iter().any(|segment| segment.marker == SCAN) {
        return Ok((segments, false));
    }
    Err(ImageError::Truncated("it ends before the picture starts"))
}

/// The next 0xFF that is followed by a marker; other bytes and fill bytes are passed over.
fn find_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let is_marker = |pair: &[u8]| matches!(pair, [0xFF, code] if !matches!(code, 0x00 | 0xFF));
    bytes.get(from..)?.windows(2).position(is_marker).map(|at| from + at)
}

/// Where the coded data of a scan end: at the next marker that is no restart.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(found) = rest.iter().position(|byte| *byte == 0xFF) else { return bytes.len() };
        match rest.get(found + 1) {
            None => return bytes.len(),
            Some(0x00 | 0xD0..=0xD7) => at += found + 2,
            Some(0xFF) => at += found + 1,
            Some(_) => return at + found,
        }
    }
}

/// The same picture without Exif, XMP, profile, comments, thumbnails and what follows its end.
///
/// The coded data stay as they are. A JFIF segment is put first where no Adobe segment already says
/// how colours are meant; its density and thumbnail are not taken over.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, ImageError> {
    let (segments, _) = segments(bytes)?;
    let is_adobe = |segment: &Segment| {
        segment.marker == APP14 && bytes.get(segment.body.clone()).is_some_and(|body| body.starts_with(ADOBE))
    };
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(&[0xFF, START]);
    if !segments.iter().any(is_adobe) {
        // Version 1.1, no unit, square pixels, no thumbnail.
        kept.extend_from_slice(&[0xFF, APP0, 0, 16]);
        kept.extend_from_slice(JFIF);
        kept.extend_from_slice(&[1, 1, 0, 0, 1, 0, 1, 0, 0]);
    }
    for segment in &segments {
        let is_dropped = matches!(segment.marker, APP0..=APP15 | COMMENT) && !is_adobe(segment);
        if !is_dropped {
            kept.extend_from_slice(bytes.get(segment.whole.clone()).unwrap_or_default());
        }
    }
    kept.extend_from_slice(&[0xFF, END]);
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::fixtures::{self, JpegKind};

    #[test]
    fn private_segments_go_and_the_picture_stays() {
        let plain = fixtures::jpeg(40, 30, JpegKind::Colour);
        let mut dressed = fixtures::with_exif(&plain, 6);
        dressed = fixtures::with_segment(&dressed, 0xFE, b"a secret remark");
        dressed = fixtures::with_segment(&dressed, 0xED, b"Photoshop 3.0\0a caption");
        dressed.extend_from_slice(b"ftyp and a film behind the picture");
        let stripped = strip(&dressed).unwrap();
        assert_eq!(stripped, strip(&plain).unwrap());
        for word in ["Exif", "secret", "Photoshop", "film"] {
            assert!(!stripped.windows(word.len()).any(|bytes| bytes == word.as_bytes()), "{word}");
        }
        let head = head(&stripped).unwrap();
        assert_eq!((head.width, head.height, head.has_jfif, head.is_whole), (40, 30, true, true));
    }

    #[test]
    fn a_cut_file_is_not_whole() {
        let whole = fixtures::jpeg(64, 64, JpegKind::Colour);
        assert!(!head(&whole[..whole.len() - 40]).unwrap().is_whole);
        assert!(matches!(head(&whole[..200]), Err(ImageError::Truncated(_))));
        assert!(matches!(head(&whole[..3]), Err(ImageError::Truncated(_))));
    }

    #[test]
    fn no_cut_and_no_flipped_byte_makes_it_panic() {
        let whole = fixtures::with_exif(&fixtures::jpeg(24, 16, JpegKind::Colour), 8);
        for at in 0..whole.len() {
            let _ = head(&whole[..at]).map(|_| strip(&whole[..at]));
            let mut flipped = whole.clone();
            flipped[at] ^= 0xFF;
            let _ = head(&flipped).map(|_| strip(&flipped));
        }
    }
}
