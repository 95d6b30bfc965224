//! Why a picture can't be shown.

use thiserror::Error;

use crate::diag::Lint;

/// Why a picture can't be shown; the words continue "image `name` …".
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImageError {
    /// No such file.
    #[error("not found")]
    NotFound,
    /// It is there and can't be read; the words are the system's.
    #[error("can't be read: {0}")]
    Unreadable(String),
    /// An address on the web: nothing is fetched.
    #[error("is on the web, and nothing is fetched from there")]
    Remote,
    /// Zero bytes.
    #[error("is empty")]
    Empty,
    /// The end is missing.
    #[error("is cut short: {0}")]
    Truncated(&'static str),
    /// Bytes of no known format.
    #[error("is not a picture of a known format")]
    Unknown,
    /// A format that is known and can't be set.
    #[error("is {0}, which can't be set")]
    Unsupported(&'static str),
    /// Bytes that make no picture.
    #[error("is damaged: {0}")]
    Broken(String),
    /// More pixels than the limits allow.
    #[error("has {width} × {height} pixels, more than the limit of {limit} megapixels")]
    TooManyPixels {
        /// Stored width.
        width: u32,
        /// Stored height.
        height: u32,
        /// The limit in millions of pixels.
        limit: u64,
    },
    /// More bytes than the limits allow.
    #[error("has {bytes} bytes, more than the limit of {limit}")]
    TooManyBytes {
        /// The size of the file.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
}

impl ImageError {
    /// The kind of message that tells of it.
    pub fn lint(&self) -> Lint {
        match self {
            Self::NotFound | Self::Remote => Lint::ImageMissing,
            Self::TooManyPixels { .. } | Self::TooManyBytes { .. } => Lint::ImageTooLarge,
            Self::Unreadable(_)
            | Self::Empty
            | Self::Truncated(_)
            | Self::Unknown
            | Self::Unsupported(_)
            | Self::Broken(_) => Lint::ImageBroken,
        }
    }

    /// What the author can do about it, where that is known.
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::Remote => Some("save the picture beside the manuscript and name that file"),
            Self::Empty | Self::Truncated(_) | Self::Broken(_) => Some("copy the picture again from where it came"),
            Self::Unsupported(_) => Some("convert it to JPEG or PNG"),
            Self::TooManyPixels { .. } | Self::TooManyBytes { .. } => {
                Some("make it smaller, or raise the limit: `--limit image-pixels=MILLIONS` or `image-bytes=MEGABYTES`")
            }
            Self::Unknown => Some("give a JPEG, PNG, GIF, WebP, TIFF or BMP file"),
            Self::NotFound | Self::Unreadable(_) => None,
        }
    }

    pub(super) fn broken(error: impl std::fmt::Display) -> Self {
        Self::Broken(error.to_string().replace('\n', " "))
    }
}
