//! Photos for the page: as many pixels as they are set in, prepared in parallel, with a progress bar.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::IsTerminal;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::diag::{Diagnostic, Sink};
use crate::frame::{BrokenWord, Item, ItemKind, PagedBook};
use crate::geom::Abs;
use crate::image::{
    Format, Gallery, ImageError, Job, PhotoIndex, PixelSize, Prepared, Purpose, Shown, drawing, prepare_all,
};
use crate::model::NodeId;
use crate::pdf::{PagePicture, PictureData};
use crate::source::Span;
use crate::theme::PhotoLook;
use crate::world::World;

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar on a terminal, for work over half a second; nothing in a pipe.
pub(super) struct Progress {
    total: u64,
    begun: Instant,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub(super) fn new(total: usize) -> Self {
        Self { total: total as u64, begun: Instant::now(), bar: OnceLock::new() }
    }

    pub(super) fn done(&self, count: usize) {
        if self.begun.elapsed() < PATIENCE || !std::io::stderr().is_terminal() {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template("photos {bar:30} {pos}/{len}");
            ProgressBar::new(self.total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_position(count as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

/// The pictures that stand on pages, ready for the PDF; files that turned out to be broken come back by their index.
pub(super) fn for_pages(
    world: &dyn World,
    book: &PagedBook,
    gallery: &Gallery,
    look: &PhotoLook,
    sink: &mut Sink,
) -> Result<HashMap<NodeId, Arc<PagePicture>>, HashSet<PhotoIndex>> {
    let placed = placed(book);
    let mut widest: BTreeMap<PhotoIndex, (Abs, Option<Span>, String)> = BTreeMap::new();
    let mut by_node = Vec::new();
    for (node, (width, span)) in &placed {
        let Some(Shown::Photo(photo)) = gallery.get(*node) else { continue };
        by_node.push((*node, photo.index));
        let name = photo.path.display().to_string();
        let slot = widest.entry(photo.index).or_insert((Abs::ZERO, *span, name));
        slot.0 = slot.0.max(*width);
    }
    let jobs: Vec<Job> = widest.iter().map(|(index, (width, ..))| job(gallery, *index, *width, look)).collect();
    let progress = Progress::new(jobs.len());
    let results = prepare_all(world, gallery, &jobs, &|done| progress.done(done));
    let mut broken = HashSet::new();
    let mut ready: HashMap<PhotoIndex, Arc<PagePicture>> = HashMap::new();
    for (result, (index, (_, span, name))) in results.into_iter().zip(&widest) {
        match result.and_then(page_picture) {
            Ok(picture) => {
                ready.insert(*index, Arc::new(picture));
            }
            Err(error) => {
                let warning = Diagnostic::warning(error.lint(), *span, format!("image `{name}`: {error}"));
                sink.push(error.remedy().into_iter().fold(warning, Diagnostic::hint));
                broken.insert(*index);
            }
        }
    }
    if !broken.is_empty() {
        return Err(broken);
    }
    Ok(by_node.into_iter().filter_map(|(node, index)| Some((node, Arc::clone(ready.get(&index)?)))).collect())
}

fn job(gallery: &Gallery, photo: PhotoIndex, width: Abs, look: &PhotoLook) -> Job {
    let pixels = (width.to_pt() / 72.0 * f64::from(look.resolution)).ceil().max(1.0) as u32;
    let size = gallery.photo(photo).map_or(PixelSize::new(1, 1), |photo| photo.probe.upright_size());
    let height = (u64::from(pixels) * u64::from(size.height) / u64::from(size.width.max(1))).max(1) as u32;
    let keep_up_to = f64::from(look.keep_up_to) / 100.0;
    Job { photo, purpose: Purpose::Page { wish: PixelSize::new(pixels, height), keep_up_to } }
}

fn page_picture(prepared: Prepared) -> Result<PagePicture, ImageError> {
    let matrix = prepared.orientation.matrix();
    Ok(PagePicture { data: picture_data(prepared.format, prepared.bytes)?, matrix })
}

/// A file that is ready, as the PDF takes it.
pub(super) fn picture_data(format: Format, bytes: Vec<u8>) -> Result<PictureData, ImageError> {
    Ok(match format {
        Format::Jpeg => PictureData::Jpeg(bytes),
        Format::Svg => PictureData::Drawing(Arc::new(drawing(&bytes)?)),
        _ => PictureData::Png(bytes),
    })
}

/// The widest size that each picture is set in.
fn placed(book: &PagedBook) -> BTreeMap<NodeId, (Abs, Option<Span>)> {
    fn note(item: &Item, placed: &mut BTreeMap<NodeId, (Abs, Option<Span>)>) {
        match &item.kind {
            ItemKind::Picture(picture) => {
                let slot = placed.entry(picture.picture).or_insert((Abs::ZERO, item.span));
                slot.0 = slot.0.max(picture.size.width);
            }
            ItemKind::BrokenWord(BrokenWord { parts, .. }) => parts.iter().for_each(|part| note(part, placed)),
            ItemKind::Text(_) | ItemKind::Shape(_) => {}
        }
    }
    let mut all = BTreeMap::new();
    book.pages.iter().flat_map(|page| &page.items).for_each(|item| note(item, &mut all));
    all
}
