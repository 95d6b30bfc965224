//! Pictures of a PDF that are no nodes of the book: the author's covers and what lies behind every page.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::cli::cover::{bare, read};
use crate::cli::photos::picture_data;
use crate::diag::{Diagnostic, Lint, Sink};
use crate::image::DeviceProfile;
use crate::layout::sheet::{BACKGROUND, PICTURES};
use crate::model::{Book, NodeId};
use crate::pdf::PagePicture;
use crate::theme::{Cover, Media, Theme};
use crate::world::World;

/// A picture that stands where no node of the book does.
pub(super) struct SheetPicture {
    /// Width and height in pixels.
    pub(super) pixels: (u32, u32),
    /// The picture as the PDF takes it.
    pub(super) picture: Arc<PagePicture>,
}

/// The pictures that the manuscript names; one that can't be had is a warning.
pub(super) fn pictures(
    world: &dyn World,
    file: &Path,
    book: &Book,
    theme: &Theme,
    jailed: bool,
    sink: &mut Sink,
) -> HashMap<NodeId, SheetPicture> {
    let mut found = HashMap::new();
    for (name, node) in PICTURES {
        let target = book.info.attributes.get(name).filter(|target| !target.trim().is_empty() && *target != "none");
        let is_unwanted = theme.front.cover == Cover::None && node != BACKGROUND;
        let Some(target) = target.filter(|_| !is_unwanted) else { continue };
        if jailed && is_outside(world, file, target) {
            let message = format!("the picture `{}` lies outside the manuscript's folder", bare(target));
            let warning = Diagnostic::warning(Lint::ImageOutside, book.info.span, message);
            sink.push(
                warning.hint(format!("put it beside the manuscript, mend `:{name}:`, or use `--safe-mode unsafe`")),
            );
            continue;
        }
        // As large as any page needs, and no larger.
        let Some(device) = DeviceProfile::named("archive") else { continue };
        let read = read(world, file, book, target, &device)
            .and_then(|file| Ok((file.size, picture_data(file.format, file.bytes)?)));
        match read {
            Ok((size, data)) => {
                let picture = Arc::new(PagePicture { data, matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0] });
                found.insert(node, SheetPicture { pixels: (size.width, size.height), picture });
            }
            Err(error) => {
                let message = format!("the picture `{}` can't be used: {error}", bare(target));
                let warning = Diagnostic::warning(error.lint(), book.info.span, message);
                sink.push(warning.hint(format!("mend `:{name}:`; the pages are made without it")));
            }
        }
    }
    found
}

fn is_outside(world: &dyn World, file: &Path, target: &str) -> bool {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    !world.resolved(&folder.join(bare(target))).starts_with(world.resolved(folder))
}

/// What the pages are made for: `:media:`, where it says something, else what the layout says.
pub(super) fn media(book: &Book, theme: &Theme, sink: &mut Sink) -> Media {
    let Some(name) = book.info.attributes.get("media").filter(|name| !name.is_empty()) else {
        return theme.page.media;
    };
    Media::named(name).unwrap_or_else(|| {
        let message = format!("`{name}` in `:media:` is nothing that pages are made for");
        let warning = Diagnostic::warning(Lint::BadAttributeValue, book.info.span, message);
        let warning = warning.did_you_mean(name, Media::NAMES);
        sink.push(warning.hint(format!("there is {}", Media::NAMES.join(", "))));
        theme.page.media
    })
}
