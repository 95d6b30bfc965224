//! Files of sounds and films as an EPUB holds them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Lint, Sink};
use crate::model::walk::each_block;
use crate::model::{Block, BlockKind, Book, MediaKind, NodeId};
use crate::world::World;

/// No file larger than this goes into a book, in bytes: readers hold books in memory, and so do we.
const LARGEST: usize = 512 << 20;

/// The first page of an Ogg file names its codec within these bytes.
const OGG_HEAD: usize = 128;

/// The file of a sound or film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// The author's name for it, without folder and ending.
    pub name: String,
    /// The ending in lower case.
    pub ending: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
    /// Whether every reader has to play it, or none has to offer something else (EPUB 3.3, 3.2 and 3.4).
    pub is_free: bool,
}

/// The sounds and films of a book by their nodes; what is not there is shown as its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MediaFiles {
    files: Vec<MediaFile>,
    by_node: BTreeMap<NodeId, usize>,
}

impl MediaFiles {
    /// Adds a file and gives its position.
    pub fn add(&mut self, file: MediaFile) -> usize {
        self.files.push(file);
        self.files.len() - 1
    }

    /// Plays the file at a position at a node.
    pub fn place(&mut self, node: NodeId, file: usize) {
        self.by_node.insert(node, file);
    }

    /// The files in the order they were added.
    pub fn files(&self) -> &[MediaFile] {
        &self.files
    }

    /// The file at a node, and its position.
    pub fn at(&self, node: NodeId) -> Option<(usize, &MediaFile)> {
        let index = *self.by_node.get(&node)?;
        Some((index, self.files.get(index)?))
    }

    /// Reads the sounds and films of a book, each file once; those that can't go into an EPUB are reported.
    pub fn read(world: &dyn World, book: &Book, sink: &mut Sink) -> Self {
        let mut blocks = Vec::new();
        let mut visit = |block| blocks.push(block);
        each_block(&book.opening, &mut visit);
        book.all_sections().into_iter().for_each(|section| each_block(&section.blocks, &mut visit));
        let mut files = Self::default();
        let mut read: HashMap<(PathBuf, MediaKind), Option<usize>> = HashMap::new();
        for block in blocks {
            let BlockKind::Media(media) = &block.kind else { continue };
            let Some(path) = &media.file else { continue };
            let found = read.entry((path.clone(), media.kind)).or_insert_with(|| {
                let file = read_file(world, path, media.kind);
                file.map(|file| files.add(file)).map_err(|fault| sink.push(at(block, *fault))).ok()
            });
            let Some(index) = *found else { continue };
            files.place(block.id, index);
            if let Some(file) = files.files.get(index).filter(|file| !file.is_free) {
                let message = format!("`{}` is `{}`, which e-readers need not play", media.target, file.media_type);
                let foreign = Diagnostic::warning(Lint::MediaForeign, block.span, message);
                sink.push(foreign.hint("convert it to MP3 or M4A"));
            }
        }
        files
    }
}

fn at(block: &Block, fault: Diagnostic) -> Diagnostic {
    Diagnostic { span: Some(block.span), ..fault }
}

fn read_file(world: &dyn World, path: &Path, kind: MediaKind) -> Result<MediaFile, Box<Diagnostic>> {
    let said = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let fault = |lint, message: String| Box::new(Diagnostic::warning(lint, None, message));
    let bytes =
        world.bytes(path).map_err(|error| fault(Lint::MediaMissing, format!("`{said}` can't be read: {error}")))?;
    if bytes.len() > LARGEST {
        let message = format!("`{said}` has more than {} MB, it is not put into the EPUB", LARGEST >> 20);
        let too_large = fault(Lint::MediaTooLarge, message);
        return Err(Box::new(too_large.hint("make it smaller, or put it on the web and name its address")));
    }
    let ending = path.extension().map_or_else(String::new, |ending| ending.to_string_lossy().to_lowercase());
    let Some((media_type, is_free)) = media_type(&ending, kind, &bytes) else {
        let message = format!("nobody knows the ending of `{said}`, it is not put into the EPUB");
        let hint = match kind {
            MediaKind::Audio => "convert it to MP3 or M4A",
            MediaKind::Video => "convert it to MP4 or WebM",
        };
        return Err(Box::new(fault(Lint::MediaForeign, message).hint(hint)));
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(MediaFile { name, ending, bytes, media_type, is_free })
}

/// The media type by a name's ending, and whether it may stand alone: as sound the core types of EPUB 3.3, 3.2, as
/// film every one (3.4).
fn media_type(ending: &str, kind: MediaKind, bytes: &[u8]) -> Option<(&'static str, bool)> {
    let is_opus = || bytes.get(..OGG_HEAD.min(bytes.len())).unwrap_or_default().windows(8).any(|at| at == b"OpusHead");
    Some(match (kind, ending) {
        (MediaKind::Audio, "mp3") => ("audio/mpeg", true),
        (MediaKind::Audio, "m4a" | "m4b" | "mp4") => ("audio/mp4", true),
        (MediaKind::Audio, "opus") => ("audio/ogg; codecs=opus", true),
        (MediaKind::Audio, "ogg" | "oga") if is_opus() => ("audio/ogg; codecs=opus", true),
        (MediaKind::Audio, "ogg" | "oga") => ("audio/ogg", false),
        (MediaKind::Audio, "aac") => ("audio/aac", false),
        (MediaKind::Audio, "flac") => ("audio/flac", false),
        (MediaKind::Audio, "wav" | "wave") => ("audio/wav", false),
        (MediaKind::Audio, "webm" | "weba") => ("audio/webm", false),
        (MediaKind::Audio, "aif" | "aiff") => ("audio/aiff", false),
        (MediaKind::Video, "mp4" | "m4v") => ("video/mp4", true),
        (MediaKind::Video, "webm") => ("video/webm", true),
        (MediaKind::Video, "ogv" | "ogg") => ("video/ogg", true),
        (MediaKind::Video, "mov" | "qt") => ("video/quicktime", true),
        (MediaKind::Video, "mkv") => ("video/x-matroska", true),
        (MediaKind::Video, "mpg" | "mpeg") => ("video/mpeg", true),
        (MediaKind::Video, "3gp") => ("video/3gpp", true),
        (MediaKind::Video, "avi") => ("video/x-msvideo", true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_types_are_told_from_others() {
        let of = |ending, bytes| media_type(ending, MediaKind::Audio, bytes);
        assert_eq!(of("ogg", b"OggS........OpusHead"), Some(("audio/ogg; codecs=opus", true)));
        assert_eq!(of("ogg", b"OggS\x01vorbis"), Some(("audio/ogg", false)));
        assert_eq!(of("xyz", b""), None);
        assert_eq!(media_type("mov", MediaKind::Video, b""), Some(("video/quicktime", true)));
    }
}
