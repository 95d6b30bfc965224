//! What pages are made for, and what lies behind their text.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::geom::{Abs, Colour};
use crate::theme::frame::Ink;
use crate::theme::{Colours, Length, ShowLinks, Theme};

/// What pages are made for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Media {
    /// To be read on a screen.
    #[default]
    Screen,
    /// To be printed by their reader: links say their addresses.
    Print,
    /// To be printed by a printer: with bleed and crop marks besides.
    Prepress,
}

impl Media {
    /// The names in layouts, on the command line and in `:media:`.
    pub const NAMES: [&str; 3] = ["screen", "print", "prepress"];

    /// A medium by its name.
    pub fn named(name: &str) -> Option<Self> {
        match name.trim() {
            "screen" => Some(Self::Screen),
            "print" => Some(Self::Print),
            "prepress" => Some(Self::Prepress),
            _ => None,
        }
    }
}

/// Where a chapter may open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChaptersOpen {
    /// Below the one before.
    #[default]
    Any,
    /// On a page of its own.
    Page,
    /// On a right-hand page; the page before stays blank where need be.
    Recto,
}

/// What stands on the covers of a PDF.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cover {
    /// There are none.
    None,
    /// The author's pictures (`:front-cover-image:`, `:back-cover-image:`), where there are any.
    #[default]
    Image,
    /// The author's pictures, else a front cover of title and authors.
    Typeset,
}

/// What a word laid behind each page's text looks like, as layouts write it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct WatermarkFile {
    /// The words; none take the watermark away.
    text: Option<String>,
    /// Their colour.
    colour: Option<Ink>,
    /// The size of their em; they shrink to fit the page.
    size: Option<Length>,
}

/// A word laid behind each page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watermark {
    /// The words.
    pub text: String,
    /// Their colour.
    pub colour: Colour,
    /// The size of their em.
    pub size: Abs,
}

impl WatermarkFile {
    pub(crate) fn decided(&self, colours: &Colours) -> Option<Watermark> {
        let text = self.text.clone().filter(|text| !text.trim().is_empty())?;
        let colour = self.colour.map_or(Colour::new(228, 228, 228), |ink| ink.of(colours));
        Some(Watermark { text, colour, size: self.size.map_or(Abs::pt(90.0), |length| length.0) })
    }
}

impl Theme {
    /// The layout for a medium: paper shows the addresses of links, which have no colour there.
    #[must_use]
    pub fn for_media(mut self, media: Media) -> Self {
        self.page.media = media;
        if media != Media::Screen {
            self.link.colour = None;
            self.link = crate::theme::LinkLook { has_pages: true, ..self.link.with_addresses() };
        }
        self
    }
}

impl crate::theme::LinkLook {
    /// Links that say their addresses, in the way of the layout or else behind their words.
    #[must_use]
    pub fn with_addresses(mut self) -> Self {
        if self.show == ShowLinks::None {
            self.show = ShowLinks::Inline;
        }
        self
    }
}
