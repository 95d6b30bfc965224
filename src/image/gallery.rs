//! The pictures of a book: which files they are, what their heads say, and what is wrong with them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diag::{Diagnostic, Lint, Sink};
use crate::image::inlined::{bytes_of, is_inlined};
use crate::image::probe::{Format, ImageLimits, Probe, probe};
use crate::image::{ImageError, pictures};
use crate::model::{Book, NodeId, Picture};
use crate::world::{ReadError, World};

/// The position of a photo among a book's files; several uses of a file share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhotoIndex(usize);

/// A file that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Its position among the book's files.
    pub index: PhotoIndex,
    /// The file; its bytes are read again when it is prepared, so that memory stays bounded.
    pub path: PathBuf,
    /// What its head says.
    pub probe: Probe,
}

/// What stands where a picture is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<'a> {
    /// The photo.
    Photo(&'a Photo),
    /// A frame with the alternative text, for this reason.
    Placeholder(&'a ImageError),
}

/// The pictures of a book by their nodes.
#[derive(Debug, Default)]
pub struct Gallery {
    files: Vec<Result<Photo, ImageError>>,
    by_node: HashMap<NodeId, usize>,
}

impl Gallery {
    /// Finds the pictures of a book and reads each file once; what is wrong goes to `sink`.
    pub fn load(world: &dyn World, book: &Book, limits: ImageLimits, sink: &mut Sink) -> Self {
        let mut gallery = Self::default();
        let mut wanted: Vec<Option<&Path>> = Vec::new();
        let mut by_path: BTreeMap<&Path, usize> = BTreeMap::new();
        let all = pictures(book);
        for picture in &all {
            let next = wanted.len();
            let index = match &picture.path {
                Some(path) => *by_path.entry(path).or_insert(next),
                None => next,
            };
            if index == next {
                wanted.push(picture.path.as_deref());
            }
            gallery.by_node.insert(picture.id, index);
        }
        let look = |(index, path): (usize, &Option<&Path>)| {
            let path = path.ok_or(ImageError::Remote)?;
            let probe = bytes_of(world, path).and_then(|bytes| probe(&bytes, &limits))?;
            Ok(Photo { index: PhotoIndex(index), path: path.to_path_buf(), probe })
        };
        gallery.files = wanted.par_iter().enumerate().map(look).collect();
        for picture in all {
            sink.extend(gallery.get(picture.id).and_then(|shown| complaint(world, picture, shown)));
        }
        gallery
    }

    /// What stands at a picture's node; `None` where the book has no such picture.
    pub fn get(&self, node: NodeId) -> Option<Shown<'_>> {
        let file = self.files.get(*self.by_node.get(&node)?)?;
        Some(match file {
            Ok(photo) => Shown::Photo(photo),
            Err(error) => Shown::Placeholder(error),
        })
    }

    /// The photo at a position.
    pub fn photo(&self, index: PhotoIndex) -> Option<&Photo> {
        self.files.get(index.0)?.as_ref().ok()
    }

    /// The photos in the order of their first use.
    pub fn photos(&self) -> impl Iterator<Item = &Photo> {
        self.files.iter().filter_map(|file| file.as_ref().ok())
    }
}

impl Photo {
    /// Whether its bytes stand in the manuscript, so that its name is none.
    pub fn is_inlined(&self) -> bool {
        self.path.to_str().is_some_and(is_inlined)
    }
}

pub(super) fn read_error(error: ReadError) -> ImageError {
    match error {
        ReadError::NotFound => ImageError::NotFound,
        ReadError::Io(words) => ImageError::Unreadable(words),
    }
}

/// What the author should know of a picture.
fn complaint(world: &dyn World, picture: &Picture, shown: Shown<'_>) -> Option<Diagnostic> {
    let name = match is_inlined(&picture.target) {
        true => picture.target.split(',').next().unwrap_or(&picture.target),
        false => picture.target.rsplit('/').next().unwrap_or(&picture.target),
    };
    let error = match shown {
        Shown::Photo(photo) => return mislabelled(photo).map(|words| words.at(picture, name)),
        Shown::Placeholder(error) => error,
    };
    if *error == ImageError::Remote {
        // A file that may not be read was reported where the jail stands.
        let is_address = picture.target.contains("://");
        return is_address.then(|| complain(picture, picture.target.as_str(), error));
    }
    let complaint = complain(picture, name, error);
    let Some(folder) = picture.path.as_deref().and_then(Path::parent).filter(|_| *error == ImageError::NotFound) else {
        return Some(complaint);
    };
    let names = world.names(folder);
    let complaint = complaint.did_you_mean(name, names.iter().map(String::as_str));
    Some(match (names.is_empty(), complaint.hints.is_empty()) {
        (true, _) => complaint.hint(format!("there is no folder `{}`, or it is empty", folder.display())),
        (false, true) => complaint.hint("put the file there, or mend the name or `:imagesdir:`"),
        (false, false) => complaint,
    })
}

fn complain(picture: &Picture, name: &str, error: &ImageError) -> Diagnostic {
    let short: String = name.chars().take(80).collect();
    let complaint = Diagnostic::warning(error.lint(), picture.span, format!("image `{short}` {error}"));
    match error.remedy() {
        Some(remedy) => complaint.hint(remedy),
        None => complaint,
    }
}

/// A name that promises another format than the bytes hold.
struct Mislabelled {
    promised: Format,
    held: Format,
}

impl Mislabelled {
    fn at(&self, picture: &Picture, name: &str) -> Diagnostic {
        let (promised, held) = (self.promised.name(), self.held.name());
        let message = format!("image `{name}` is named as a {promised} and holds a {held}");
        let ending = self.held.ending();
        let warning = Diagnostic::warning(Lint::ImageMislabelled, picture.span, message);
        warning.hint(format!("it is shown all the same; `.{ending}` would be the right ending"))
    }
}

fn mislabelled(photo: &Photo) -> Option<Mislabelled> {
    if photo.is_inlined() {
        return None;
    }
    let promised = Format::of_ending(photo.path.extension()?.to_str()?)?;
    let held = photo.probe.format;
    (promised != held).then_some(Mislabelled { promised, held })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::fixtures::{self, JpegKind};
    use crate::image::{DeviceProfile, Job, PixelSize, Purpose, prepare_all};
    use crate::world::Memory;

    fn load(world: &Memory, names: &[&str]) -> (Gallery, Vec<(Lint, String, Vec<String>)>) {
        let book = fixtures::book_of_pictures(names);
        let mut sink = Sink::new();
        let gallery = Gallery::load(world, &book, ImageLimits::default(), &mut sink);
        let told = sink.diagnostics().iter();
        (gallery, told.map(|d| (d.lint, d.message.clone(), d.hints.clone())).collect())
    }

    #[test]
    fn a_misspelt_picture_is_a_placeholder_with_a_hint() {
        let world = Memory::new().with("images/xebicon_30.jpg", fixtures::jpeg(8, 8, JpegKind::Colour));
        let (gallery, told) = load(&world, &["xebion_30.jpg"]);
        assert_eq!(gallery.get(NodeId::new(1)), Some(Shown::Placeholder(&ImageError::NotFound)));
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].0, told[0].1.as_str()), (Lint::ImageMissing, "image `xebion_30.jpg` not found"));
        assert_eq!(told[0].2, ["did you mean `xebicon_30.jpg`?"]);
    }

    #[test]
    fn each_fault_has_its_words() {
        let whole = fixtures::jpeg(200, 200, JpegKind::Colour);
        let world = Memory::new()
            .with("images/none.jpg", "")
            .with("images/cut.jpg", &whole[..whole.len() - 400])
            .with("images/bomb.jpg", fixtures::claiming_size(&whole, 60_000, 60_000))
            .with("images/words.png", "not a picture")
            .with("images/photo.png", whole.clone());
        let (_, told) =
            load(&world, &["none.jpg", "cut.jpg", "bomb.jpg", "words.png", "photo.png", "https://a.b/c.png"]);
        let messages: Vec<_> = told.iter().map(|(lint, message, _)| format!("{}: {message}", lint.name())).collect();
        assert_eq!(
            messages,
            [
                "image-broken: image `none.jpg` is empty",
                "image-broken: image `cut.jpg` is cut short: its last part is missing",
                "image-too-large: image `bomb.jpg` has 60000 × 60000 pixels, more than the limit of 120 megapixels",
                "image-broken: image `words.png` is not a picture of a known format",
                "image-mislabelled: image `photo.png` is named as a PNG and holds a JPEG",
                "image-missing: image `https://a.b/c.png` is on the web, and nothing is fetched from there",
            ]
        );
    }

    #[test]
    fn uses_of_a_file_share_its_photo() {
        let world = Memory::new().with("images/a.jpg", fixtures::jpeg(8, 8, JpegKind::Colour));
        let (gallery, told) = load(&world, &["a.jpg", "a.jpg"]);
        assert!(told.is_empty());
        assert_eq!(gallery.get(NodeId::new(1)), gallery.get(NodeId::new(2)));
        assert_eq!(gallery.photos().count(), 1);
        assert_eq!(gallery.get(NodeId::new(99)), None);
    }

    #[test]
    fn the_same_bytes_come_from_any_number_of_threads() {
        let mut world = Memory::new();
        let names: Vec<String> = (0..12).map(|n| format!("{n}.jpg")).collect();
        for (n, name) in names.iter().enumerate() {
            world = world.with(format!("images/{name}"), fixtures::jpeg(200 + n as u32 * 8, 150, JpegKind::Colour));
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (gallery, _) = load(&world, &names);
        let jobs: Vec<Job> = gallery
            .photos()
            .flat_map(|photo| {
                let page = Purpose::Page { wish: PixelSize::new(90, 60), keep_up_to: 1.5 };
                [page, Purpose::Reader(DeviceProfile::EREADER)].map(|purpose| Job { photo: photo.index, purpose })
            })
            .collect();
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let count = std::sync::atomic::AtomicUsize::new(0);
            let progress = |_| {
                count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            };
            let results = pool.install(|| prepare_all(&world, &gallery, &jobs, &progress));
            assert_eq!(count.into_inner(), jobs.len());
            results
        };
        assert_eq!(run(1), run(4));
    }
}
