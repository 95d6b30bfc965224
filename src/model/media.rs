//! Sounds and films: where they are, how they play, and the words that lead to them.

use std::path::PathBuf;

use crate::model::{Inline, Picture};

/// A sound or film.
#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    /// Which of the two.
    pub kind: MediaKind,
    /// The address as Asciidoctor resolves it; of a film at a service its name there.
    pub target: String,
    /// The file to read; `None` where it is elsewhere, missing or may not be read.
    pub file: Option<PathBuf>,
    /// Who shows the film.
    pub service: Option<MediaService>,
    /// The picture that stands for it.
    pub poster: Option<Picture>,
    /// How it plays.
    pub playing: Playing,
    /// Width and height in CSS pixels, as far as the author asks for them.
    pub size: (Option<u32>, Option<u32>),
    /// What a reader clicks on to get to it: its name, with a link where it has an address.
    pub link: Vec<Inline>,
}

/// Sound or film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// A sound.
    Audio,
    /// A film.
    Video,
}

/// How a sound or film plays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Playing {
    /// From where, as the author writes it: seconds, or hours, minutes and seconds.
    pub start: Option<String>,
    /// To where.
    pub end: Option<String>,
    /// Whether it starts by itself.
    pub is_automatic: bool,
    /// Whether it starts again at its end.
    pub is_looped: bool,
    /// Whether the author wants no buttons.
    pub lacks_controls: bool,
}

impl Playing {
    /// The stretch that is played, as a media fragment names it (Media Fragments URI 1.0, 4.2.1).
    pub fn stretch(&self) -> Option<String> {
        match (&self.start, &self.end) {
            (None, None) => None,
            (start, None) => Some(format!("t={}", start.as_deref().unwrap_or_default())),
            (start, Some(end)) => Some(format!("t={},{end}", start.as_deref().unwrap_or_default())),
        }
    }
}

/// The services whose films AsciiDoc names by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaService {
    /// YouTube.
    Youtube,
    /// Vimeo.
    Vimeo,
    /// Wistia.
    Wistia,
}

impl MediaService {
    /// The service that stands in the place of a poster.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "youtube" => Self::Youtube,
            "vimeo" => Self::Vimeo,
            "wistia" => Self::Wistia,
            _ => return None,
        })
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Youtube => "YouTube",
            Self::Vimeo => "Vimeo",
            Self::Wistia => "Wistia",
        }
    }

    /// The address of a film's page: `target` is its name there, with a playlist's or a key behind it
    /// (`name/list`, `name,next`).
    pub fn address(self, target: &str, playing: &Playing) -> String {
        let (name, rest) = target.split_once(['/', ',']).unwrap_or((target, ""));
        let whole_seconds = |start: &&String| start.chars().all(|c| c.is_ascii_digit());
        let start = playing.start.as_ref().filter(whole_seconds);
        match self {
            Self::Youtube => {
                let list = match (rest, target.contains('/')) {
                    ("", _) | (_, false) => String::new(),
                    (list, true) => format!("&list={list}"),
                };
                let start = start.map(|start| format!("&t={start}s")).unwrap_or_default();
                format!("https://www.youtube.com/watch?v={name}{list}{start}")
            }
            Self::Vimeo => {
                let key = if rest.is_empty() { String::new() } else { format!("/{rest}") };
                let start = start.map(|start| format!("#t={start}s")).unwrap_or_default();
                format!("https://vimeo.com/{name}{key}{start}")
            }
            Self::Wistia => format!("https://fast.wistia.net/embed/iframe/{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn films_have_addresses() {
        let playing = Playing { start: Some("60".to_owned()), ..Playing::default() };
        let address = |service: MediaService, target| service.address(target, &playing);
        assert_eq!(address(MediaService::Youtube, "a-b"), "https://www.youtube.com/watch?v=a-b&t=60s");
        assert_eq!(address(MediaService::Youtube, "a/l"), "https://www.youtube.com/watch?v=a&list=l&t=60s");
        assert_eq!(MediaService::Vimeo.address("1/k", &Playing::default()), "https://vimeo.com/1/k");
    }

    #[test]
    fn stretches_have_a_start_or_an_end() {
        let of = |start: Option<&str>, end: Option<&str>| {
            let (start, end) = (start.map(str::to_owned), end.map(str::to_owned));
            Playing { start, end, ..Playing::default() }.stretch()
        };
        assert_eq!(of(Some("1:05"), None).as_deref(), Some("t=1:05"));
        assert_eq!(of(None, Some("9")).as_deref(), Some("t=,9"));
        assert_eq!(of(None, None), None);
    }
}
