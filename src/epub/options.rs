//! What the writer is given besides the book.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Sink};
use crate::epub::MediaFiles;
use crate::geom::Colour;
use crate::image::{
    DeviceProfile, Format, Gallery, Job, PhotoIndex, PixelSize, Prepared, Purpose, Shown, pictures, prepare_all,
};
use crate::model::{Book, NodeId, PageMap, WantedLists};
use crate::moment::Moment;
use crate::world::World;

/// A picture's file, ready for e-readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// The author's name for it, without folder and ending.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// JPEG or PNG.
    pub format: Format,
    /// Width and height in pixels.
    pub size: PixelSize,
}

/// The pictures of a book by their nodes; what is not there is shown as its alternative text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    files: Vec<PictureFile>,
    by_node: BTreeMap<NodeId, usize>,
}

impl Pictures {
    /// Adds a file and gives its position.
    pub fn add(&mut self, file: PictureFile) -> usize {
        self.files.push(file);
        self.files.len() - 1
    }

    /// Shows the file at a position at a node.
    pub fn place(&mut self, node: NodeId, file: usize) {
        self.by_node.insert(node, file);
    }

    /// The files in the order they were added.
    pub fn files(&self) -> &[PictureFile] {
        &self.files
    }

    /// The file at a node, and its position.
    pub fn at(&self, node: NodeId) -> Option<(usize, &PictureFile)> {
        let index = *self.by_node.get(&node)?;
        Some((index, self.files.get(index)?))
    }

    /// Prepares the photos of a book for a kind of e-reader; those that turn out broken are reported.
    pub fn prepare(
        world: &dyn World,
        book: &Book,
        gallery: &Gallery,
        device: &DeviceProfile,
        progress: &(dyn Fn(usize) + Sync),
        sink: &mut Sink,
    ) -> Self {
        let purpose = Purpose::Reader(*device);
        let jobs: Vec<Job> = gallery.photos().map(|photo| Job { photo: photo.index, purpose }).collect();
        let results = prepare_all(world, gallery, &jobs, progress);
        let mut by_photo: BTreeMap<PhotoIndex, Result<usize, _>> = BTreeMap::new();
        let mut shown = Self::default();
        for ((photo, job), result) in gallery.photos().zip(&jobs).zip(results) {
            let stem = photo.path.file_stem().filter(|_| !photo.is_inlined());
            let name = stem.and_then(|stem| stem.to_str()).unwrap_or("picture").to_owned();
            let file = |prepared: Prepared| PictureFile {
                name,
                bytes: prepared.bytes,
                format: prepared.format,
                size: PixelSize::new(prepared.width, prepared.height),
            };
            by_photo.insert(job.photo, result.map(|prepared| shown.add(file(prepared))));
        }
        for picture in pictures(book) {
            let Some(Shown::Photo(photo)) = gallery.get(picture.id) else { continue };
            match by_photo.get(&photo.index) {
                Some(Ok(file)) => shown.place(picture.id, *file),
                Some(Err(error)) => {
                    let name = picture.target.rsplit('/').next().unwrap_or(&picture.target);
                    sink.push(Diagnostic::warning(error.lint(), picture.span, format!("image `{name}` {error}")));
                }
                None => {}
            }
        }
        shown
    }
}

/// What the writer is given besides the book.
#[derive(Debug, Clone, Default)]
pub struct EpubOptions<'a> {
    /// The pictures of the book.
    pub pictures: Pictures,
    /// The sounds and films of the book.
    pub media: MediaFiles,
    /// The lists of figures, tables, talks … that stand before and behind the text.
    pub lists: WantedLists,
    /// A JPEG or PNG for the cover.
    pub cover: Option<PictureFile>,
    /// Whose page numbers the book shows; it has to be a layout of this very book.
    pub pages: Option<&'a PageMap>,
    /// The date of the edition; the fixed one where there is none.
    pub date: Option<Moment>,
    /// A colour for headings; none by default, as readers want theirs.
    pub accent: Option<Colour>,
    /// Whether sentences are marked for Kobo's own renderer, which a file `NAME.kepub.epub` gets.
    pub is_kepub: bool,
}
