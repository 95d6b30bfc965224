//! Sounds and films.

use std::path::{Path, PathBuf};

use asciidoc_parser::blocks::MediaBlock;

use super::Lowering;
use super::parts::{ImageParts, attribute, positional, words};
use crate::asciidoc::SafeMode;
use crate::asciidoc::paths::{is_address, web_path};
use crate::diag::{Diagnostic, Lint};
use crate::model::{Inline, InlineKind, Link, Media, MediaKind, MediaService, Picture, PictureSize, Playing};
use crate::world::normalized;

impl Lowering<'_> {
    /// `audio::` or `video::`, its target without `imagesdir`.
    pub(super) fn sound_or_film(&mut self, kind: MediaKind, media: &MediaBlock<'_>, target: &str) -> Media {
        let folder = self.scope.get("imagesdir").unwrap_or("").to_owned();
        let first = match kind {
            MediaKind::Video => self.said(media, "poster").or_else(|| positional(media.macro_attrlist(), 1)),
            MediaKind::Audio => None,
        };
        let service = first.as_deref().and_then(MediaService::named);
        let playing = self.playing(media);
        let address = match service {
            Some(service) => Some(service.address(target, &playing)),
            None => (is_address(target) || is_address(&folder)).then(|| web_path(target, &folder)),
        };
        let file = if address.is_none() { self.media_file(target, &folder) } else { None };
        let link = self.media_link(target, &folder, service, address.as_deref(), file.is_some());
        let leads_to = link.iter().find_map(|inline| match &inline.kind {
            InlineKind::Link(link) => Some(link.target.clone()),
            _ => None,
        });
        let own = |index: usize, name: &str| {
            self.said(media, name).or_else(|| positional(media.macro_attrlist(), index))?.trim().parse().ok()
        };
        let size = match kind {
            MediaKind::Video => (own(2, "width"), own(3, "height")),
            MediaKind::Audio => (None, None),
        };
        let poster = first.filter(|_| service.is_none()).map(|poster| self.poster(&poster, size.0, leads_to));
        Media { kind, target: web_path(target, &folder), file, service, poster, playing, size, link }
    }

    /// What the macro says, else the line above it.
    fn said(&self, media: &MediaBlock<'_>, name: &str) -> Option<String> {
        use asciidoc_parser::blocks::IsBlock;
        attribute(media.macro_attrlist(), name).or_else(|| media.attrlist().and_then(|lines| attribute(lines, name)))
    }

    fn playing(&mut self, media: &MediaBlock<'_>) -> Playing {
        let options: Vec<String> = ["options", "opts"]
            .into_iter()
            .flat_map(|name| words(self.said(media, name), ','))
            .chain(asciidoc_parser::blocks::IsBlock::options(media).into_iter().map(str::to_owned))
            .collect();
        let has = |name: &str| options.iter().any(|option| option == name);
        let (start, end) = (self.time(media, "start"), self.time(media, "end"));
        Playing { start, end, is_automatic: has("autoplay"), is_looped: has("loop"), lacks_controls: has("nocontrols") }
    }

    /// Seconds, or hours, minutes and seconds.
    fn time(&mut self, media: &MediaBlock<'_>, name: &str) -> Option<String> {
        let time = self.said(media, name)?.trim().to_owned();
        let is_time = time.starts_with(|c: char| c.is_ascii_digit())
            && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
        if !is_time && !time.is_empty() {
            let message = format!("`{name}={time}` is no time, it is left out");
            let fault = Diagnostic::warning(Lint::BadAttributeValue, self.place, message);
            self.sink.push(fault.hint("write seconds, or minutes and seconds as `1:05`"));
        }
        is_time.then_some(time)
    }

    fn poster(&mut self, target: &str, width: Option<u32>, link: Option<String>) -> Picture {
        let id = self.node();
        let parts = ImageParts {
            icon: None,
            target: target.to_owned(),
            // What it stands for is said beside it.
            alt: Some(String::new()),
            size: PictureSize { width: width.map(|width| width.to_string()), ..PictureSize::default() },
            link,
            align: None,
            float: None,
            title: None,
            roles: Vec::new(),
        };
        self.picture(id, &parts, self.place)
    }

    /// The name of a sound or film, with a link where it has an address.
    fn media_link(
        &self,
        target: &str,
        folder: &str,
        service: Option<MediaService>,
        address: Option<&str>,
        is_there: bool,
    ) -> Vec<Inline> {
        let name = match (service, address) {
            (Some(service), _) => service.name().to_owned(),
            (None, Some(address)) => address.to_owned(),
            (None, None) => target.rsplit('/').next().unwrap_or(target).to_owned(),
        };
        let words = Inline::text(self.place, name);
        // A file lies beside the result as it lies beside the manuscript.
        let Some(target) = address.map(str::to_owned).or_else(|| is_there.then(|| web_path(target, folder))) else {
            return vec![words];
        };
        let is_bare = service.is_none();
        let link = Link { target, body: vec![words], is_bare, anchor: None, roles: Vec::new() };
        vec![Inline { span: self.place, kind: InlineKind::Link(link) }]
    }

    /// The file of a sound or film, if it is there and may be read.
    fn media_file(&mut self, target: &str, folder: &str) -> Option<PathBuf> {
        let path = normalized(&self.folder.join(folder).join(target));
        if self.options.safe_mode >= SafeMode::Safe && !self.world.resolved(&path).starts_with(&self.resolved_folder) {
            let message = format!("`{target}` lies outside the manuscript's folder");
            let hint = "move the file into the folder, or run with `--safe-mode unsafe`";
            self.sink.push(Diagnostic::warning(Lint::MediaOutside, self.place, message).hint(hint));
            return None;
        }
        let names = self.world.names(path.parent().unwrap_or(Path::new("")));
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if names.binary_search(&name).is_ok() {
            return Some(path);
        }
        let missing = Diagnostic::warning(Lint::MediaMissing, self.place, format!("`{target}` not found"));
        self.sink.push(missing.did_you_mean(&name, names.iter().map(String::as_str)));
        None
    }
}
