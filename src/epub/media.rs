//! Sounds and films: a player where the file is in the book, else a poster and a link.

use crate::epub::content::{Content, without_end};
use crate::epub::links;
use crate::epub::media_files::MediaFile;
use crate::epub::xml::Tag;
use crate::model::{Block, InlineKind, Label, Language, Media, MediaKind, label, plain_text};

impl<'a> Content<'a> {
    pub(super) fn media(&mut self, block: &'a Block, media: &'a Media, tag: Tag) {
        self.marks.pass(&self.shared.pages, block.id);
        let id = self.anchor_id(block.anchor.as_deref());
        let kind = match media.kind {
            MediaKind::Audio => "audio",
            MediaKind::Video => "video",
        };
        self.within(tag.named("figure").also_class(kind).with_some("id", id), |this| {
            if let Some(poster) = &media.poster {
                this.marks.pass(&this.shared.pages, poster.id);
            }
            this.marks.place(&this.shared.pages, &mut this.xml);
            match this.shared.options.media.at(block.id) {
                Some((index, file)) => this.player(block, media, (index, file)),
                None => this.poster_and_link(block, media),
            }
        });
    }

    /// The player; who can't play it reads its name.
    fn player(&mut self, block: &'a Block, media: &'a Media, (index, file): (usize, &MediaFile)) {
        self.facts.media.insert(index);
        self.facts.has_sounds |= media.kind == MediaKind::Audio;
        self.facts.has_films |= media.kind == MediaKind::Video;
        let source = self.shared.media_names.get(index).cloned().unwrap_or_default();
        let source = match media.playing.stretch() {
            Some(stretch) => format!("{source}#{stretch}"),
            None => source,
        };
        let flag = |name: &'static str, is_set: bool| is_set.then_some(name);
        // Without buttons, nothing but a script could start what does not start by itself.
        let has_controls = !(media.playing.lacks_controls && media.playing.is_automatic);
        let name = match media.kind {
            MediaKind::Audio => "audio",
            MediaKind::Video => "video",
        };
        let said = block.title.as_deref().map(|title| plain_text(without_end(title)).replace('\n', " "));
        let player = Tag::new(name)
            .with("src", source)
            .with_some("poster", self.poster_file(media))
            .with_some("controls", flag("controls", has_controls))
            .with_some("autoplay", flag("autoplay", media.playing.is_automatic))
            .with_some("loop", flag("loop", media.playing.is_looped))
            .with_some("width", media.size.0.map(|width| width.to_string()))
            .with_some("height", media.size.1.map(|height| height.to_string()))
            .with("preload", if file.bytes.len() > (1 << 20) { "none" } else { "metadata" })
            .with("aria-label", said.unwrap_or_else(|| plain_text(&media.link)));
        self.within(player, |this| this.within(Tag::new("p"), |this| this.name_of(media)));
        if let Some(title) = block.title.as_deref().map(without_end) {
            self.within(Tag::new("figcaption"), |this| this.inlines(title));
        }
    }

    /// The poster's file, if it can be shown.
    fn poster_file(&mut self, media: &Media) -> Option<String> {
        let poster = media.poster.as_ref()?;
        let (index, _) = self.shared.options.pictures.at(poster.id)?;
        self.facts.has_pictures = true;
        self.facts.pictures.insert(index);
        self.shared.picture_names.get(index).cloned()
    }

    fn poster_and_link(&mut self, block: &'a Block, media: &'a Media) {
        let way = media.link.iter().find_map(|inline| match &inline.kind {
            InlineKind::Link(link) => links::outside(&link.target),
            _ => None,
        });
        if let Some(source) = self.poster_file(media) {
            let said = format!("{}{}", prefix(self.language, media.kind), plain_text(&media.link));
            let img = Tag::new("img").with("src", source).with("alt", said);
            self.leading(way, Tag::new("a"), |this| this.xml.void(img));
        }
        self.within(Tag::new("figcaption"), |this| {
            this.name_of(media);
            if let Some(title) = block.title.as_deref().map(without_end) {
                this.xml.leaf(Tag::new("span").classes(["label"]), " \u{2013} ");
                this.inlines(title);
            }
        });
    }

    /// What it is, and its name as a link where it has an address.
    fn name_of(&mut self, media: &'a Media) {
        let said = prefix(self.language, media.kind);
        self.xml.leaf(Tag::new("span").classes(["label"]), &said);
        self.inlines(&media.link);
    }
}

/// The word before a name.
fn prefix(language: Language, kind: MediaKind) -> String {
    let kind = match kind {
        MediaKind::Audio => label(language, Label::Audio),
        MediaKind::Video => label(language, Label::Video),
    };
    let colon = if language.primary() == "fr" { "\u{A0}: " } else { ": " };
    format!("{kind}{colon}")
}
