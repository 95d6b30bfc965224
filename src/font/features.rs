//! What a style asks of a face's OpenType features.

use harfrust::{Feature, Tag};

use crate::font::Form;

/// Forms of figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Figures {
    /// As the face has them.
    #[default]
    Default,
    /// With ascenders and descenders, each as wide as it is: for text.
    OldStyle,
    /// As high as capitals, each as wide as it is: for headings.
    Lining,
    /// As high as capitals, all of one width: for columns and folios.
    Tabular,
}

/// Forms of letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Capitals {
    /// As written.
    #[default]
    AsWritten,
    /// Small capitals for all letters; the text keeps its letters.
    Small,
    /// Capitals for all letters, to be set smaller: what there is where a face has no small capitals.
    #[serde(skip)]
    Scaled,
}

/// Where characters stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Position {
    /// On the baseline.
    #[default]
    Baseline,
    /// Small and raised, as the face has them.
    Superior,
    /// Small and lowered, as the face has them.
    Inferior,
}

/// What a style asks of a face's OpenType features.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Features {
    /// Forms of figures.
    pub figures: Figures,
    /// Forms of letters.
    pub capitals: Capitals,
    /// Whether ligatures and swashes are off, as in code.
    pub is_code: bool,
    /// Whether letters stand apart, so that none may be joined.
    pub is_spaced: bool,
    /// Whether figures around a slash are set as fractions.
    pub fractions: bool,
    /// Where characters stand.
    pub position: Position,
}

impl Features {
    pub(super) fn tags(self) -> Vec<Feature> {
        let on = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 1, ..);
        let off = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 0, ..);
        let mut tags = match self.figures {
            Figures::Default => vec![],
            Figures::OldStyle => vec![on(b"onum"), on(b"pnum")],
            Figures::Lining => vec![on(b"lnum"), on(b"pnum")],
            Figures::Tabular => vec![on(b"lnum"), on(b"tnum")],
        };
        if self.capitals == Capitals::Small {
            tags.extend([on(b"smcp"), on(b"c2sc")]);
        }
        if self.is_code {
            tags.extend([off(b"liga"), off(b"clig"), off(b"calt")]);
        } else if self.is_spaced {
            tags.extend([off(b"liga"), off(b"clig")]);
        }
        if self.fractions {
            tags.push(on(b"frac"));
        }
        match self.position {
            Position::Baseline => {}
            Position::Superior => tags.extend(Form::Superior.features().iter().map(|tag| on(tag))),
            Position::Inferior => tags.extend(Form::Inferior.features().iter().map(|tag| on(tag))),
        }
        tags
    }
}
