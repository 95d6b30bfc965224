//! Photos and drawings: files go in, pictures that are ready for a page or an e-reader come out.
//!
//! [`Gallery::load`] finds the pictures of a book, reads each file once and looks at its head
//! ([`probe`]), so that layout knows every size and every fault before it starts. [`prepare_all`]
//! then makes each picture fit its place, one photo a thread at a time: JPEG photos that fit are
//! kept with their own image data, the others are decoded, scaled, turned and encoded anew. What
//! leaves this room is sRGB or grey and bears no metadata: no place, no camera, no thumbnail.
//!
//! It does not know where pictures are set, and it draws nothing.
#![deny(clippy::indexing_slicing)]

mod colour;
mod decode;
mod device;
mod encode;
mod error;
mod gallery;
mod inlined;
mod jpeg;
mod orient;
mod png;
mod prepare;
mod probe;
mod scale;
mod svg;
mod walk;

pub use device::DeviceProfile;
pub use error::ImageError;
pub use gallery::{Gallery, Photo, PhotoIndex, Shown};
pub use orient::Orientation;
pub use prepare::{Job, Prepared, Purpose, paint_for_reader, prepare_all, prepare_for_page, prepare_for_reader};
pub use probe::{ColourKind, Format, ImageLimits, PixelSize, Probe, ProfileKind, probe};
pub use svg::drawing;
pub use walk::pictures;

#[cfg(test)]
mod fixtures;
