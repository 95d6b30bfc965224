//! The container: one file that holds the others, the same bytes for the same contents.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A file of the container.
pub(super) struct Entry<'a> {
    pub(super) name: String,
    pub(super) bytes: std::borrow::Cow<'a, [u8]>,
    /// Whether it is worth deflating; pictures are not.
    pub(super) is_text: bool,
}

/// Packs the entries in their order; the media type comes first and as it is (OCF 3.3, 4.3).
pub(super) fn pack(entries: &[Entry<'_>]) -> ZipResult<Vec<u8>> {
    let room = entries.iter().map(|entry| entry.bytes.len() / if entry.is_text { 3 } else { 1 } + 256).sum();
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix);
    archive.start_file("mimetype", stored)?;
    archive.write_all(b"application/epub+zip")?;
    for entry in entries {
        let deflated = stored.compression_method(CompressionMethod::Deflated).compression_level(Some(9));
        archive.start_file(entry.name.as_str(), if entry.is_text { deflated } else { stored })?;
        archive.write_all(&entry.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
