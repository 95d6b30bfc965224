//! Block macros: pictures, sounds, films and the places of lists.

use schemars::JsonSchema;
use serde::Serialize;

use super::inline::Inline;
use super::node::{BlockType, Facts, MacroForm, Reader, names, node};
use crate::model::{self, ContentsPlace, Listed, Media, MediaKind, Picture};

names! {
    BlockMacroName {
        Audio, Video, Image,
        /// Where the contents are wanted.
        Toc,
        /// Ours: where another list is wanted; `target` names it.
        ListOf,
    }
}

node! {
    /// A macro on a line of its own.
    block BlockMacro: BlockMacroName {
        must { form: MacroForm, }
        may {
            /// The file or address, with `imagesdir` before it; of `listOf` the list.
            target: Option<&'a str>,
            title: Vec<Inline<'a>>,
            /// Ours: the author's words for the picture; empty where it says nothing.
            alt: Option<&'a str>,
            /// Ours: the words for it where the author has none: made of the file's name.
            default_alt: Option<&'a str>,
            /// Ours: where a click on it goes.
            link: Option<&'a str>,
            /// Ours: `left`, `center` or `right`.
            align: Option<&'a str>,
            /// Ours: `left` or `right`.
            float: Option<&'a str>,
            /// Ours: wishes for its size.
            size: Option<PictureSize<'a>>,
            /// Ours: its place among the pictures of its talk or chapter, from 1.
            number: Option<u32>,
            /// Ours: how deep the contents go, where this place says so.
            levels: Option<u8>,
        }
    }
}

/// Ours: wishes for a picture's size, as the author writes them.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PictureSize<'a> {
    /// Pixels or per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<&'a str>,
    /// Pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<&'a str>,
    /// In any unit, for paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pdfwidth: Option<&'a str>,
    /// In any unit, for print.
    #[serde(skip_serializing_if = "Option::is_none")]
    scaledwidth: Option<&'a str>,
    /// Per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    scale: Option<&'a str>,
}

impl<'a> PictureSize<'a> {
    /// The wishes of a picture, if there are any.
    pub(super) fn of(picture: &'a Picture) -> Option<Self> {
        let model::PictureSize { width, height, pdf_width, scaled_width, scale } = &picture.size;
        let says = [width, height, pdf_width, scaled_width, scale].into_iter().any(Option::is_some);
        says.then_some(Self {
            width: width.as_deref(),
            height: height.as_deref(),
            pdfwidth: pdf_width.as_deref(),
            scaledwidth: scaled_width.as_deref(),
            scale: scale.as_deref(),
        })
    }
}

impl<'a> Reader<'a> {
    /// A macro about which nothing is known but what is common to all blocks.
    fn block_macro(&self, block: &'a model::Block, name: BlockMacroName, facts: Facts<'a>) -> BlockMacro<'a> {
        BlockMacro {
            name,
            kind: BlockType::Block,
            form: MacroForm::Macro,
            id: block.anchor.as_deref(),
            label: self.label(block),
            lang: facts.lang,
            metadata: facts.metadata,
            target: None,
            title: self.title(block),
            alt: None,
            default_alt: None,
            link: None,
            align: None,
            float: None,
            size: None,
            number: None,
            levels: None,
            location: facts.location,
        }
    }

    /// A picture of its own.
    pub(super) fn image(&self, block: &'a model::Block, picture: &'a Picture) -> BlockMacro<'a> {
        BlockMacro {
            target: Some(&picture.target),
            alt: picture.alt.as_deref(),
            default_alt: picture.alt.is_none().then_some(&picture.derived_alt),
            link: picture.link.as_deref(),
            align: picture.align.as_deref(),
            float: picture.float.as_deref(),
            size: PictureSize::of(picture),
            number: Some(picture.number).filter(|number| *number > 0),
            ..self.block_macro(block, BlockMacroName::Image, self.facts(block))
        }
    }

    /// A sound or film.
    pub(super) fn media(&self, block: &'a model::Block, media: &'a Media) -> BlockMacro<'a> {
        let name = match media.kind {
            MediaKind::Audio => BlockMacroName::Audio,
            MediaKind::Video => BlockMacroName::Video,
        };
        BlockMacro { target: Some(&media.target), ..self.block_macro(block, name, self.facts(block)) }
    }

    /// Where the author wants the contents or another list.
    pub(super) fn contents(&self, block: &'a model::Block, place: &'a ContentsPlace) -> BlockMacro<'a> {
        let (name, target) = match place.of {
            Listed::Contents => (BlockMacroName::Toc, None),
            Listed::Figures => (BlockMacroName::ListOf, Some("figures")),
            Listed::Tables => (BlockMacroName::ListOf, Some("tables")),
            Listed::Listings => (BlockMacroName::ListOf, Some("listings")),
            Listed::Talks => (BlockMacroName::ListOf, Some("talks")),
            Listed::Programme => (BlockMacroName::ListOf, Some("programme")),
            Listed::Speakers => (BlockMacroName::ListOf, Some("speakers")),
        };
        let mut node = self.block_macro(block, name, self.facts(block));
        if let Some(title) = &place.title {
            node.title = self.plain(title.as_str(), node.location.clone());
        }
        BlockMacro { target, levels: place.levels, ..node }
    }
}
