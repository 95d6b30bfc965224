//! Messages to authors: what is wrong, where, and what to do about it.
//!
//! A message is in lower case and without a full stop; the thing it is about stands in backticks;
//! hints hold the remedy. Each kind of message has a stable name, the [`Lint`], by which it can be
//! allowed or denied.

use std::collections::HashSet;

use crate::source::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was done that the author should know of.
    Note,
    /// The output is there, and something in it is not as the author wrote or wanted it.
    Warning,
    /// The output could not be made.
    Error,
}

macro_rules! lints {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// The kinds of messages, each with a name that does not change from version to version.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Lint { $($(#[doc = $doc])+ $variant,)+ }

        impl Lint {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

lints! {
    /// A picture's file does not exist.
    ImageMissing => "image-missing",
    /// A picture could not be decoded.
    ImageBroken => "image-broken",
    /// A picture is larger than the limits allow.
    ImageTooLarge => "image-too-large",
    /// The file of a sound or film does not exist.
    MediaMissing => "media-missing",
    /// A sound or film lies outside the manuscript's folder.
    MediaOutside => "media-outside",
    /// A sound or film is too large to be put into an EPUB.
    MediaTooLarge => "media-too-large",
    /// A sound or film is of a kind that e-readers need not play.
    MediaForeign => "media-foreign",
    /// A picture's name says another format than its bytes.
    ImageMislabelled => "image-mislabelled",
    /// A picture lies outside the manuscript's folder.
    ImageOutside => "image-outside",
    /// A picture has neither alternative text nor caption.
    AltMissing => "alt-missing",
    /// A picture's alternative text was taken from its caption.
    AltDerived => "alt-derived",
    /// An included file does not exist.
    IncludeMissing => "include-missing",
    /// Files include each other in a circle, or too deeply.
    IncludeLoop => "include-loop",
    /// An included file lies outside the manuscript's folder.
    IncludeOutside => "include-outside",
    /// A file holds bytes that are not UTF-8.
    InvalidUtf8 => "invalid-utf8",
    /// A file is UTF-16 and was converted.
    Utf16 => "utf-16",
    /// A file of UTF-16 holds a half of a character without the other.
    HalfCharacter => "half-character",
    /// A file holds NUL or other control characters.
    ControlCharacter => "control-character",
    /// Markup that the reader does not understand, kept as text.
    BadMarkup => "bad-markup",
    /// A macro nobody knows, kept as text.
    UnknownMacro => "unknown-macro",
    /// An icon that we have no drawing of.
    UnknownIcon => "unknown-icon",
    /// A style that looks like a slip of the pen.
    UnknownStyle => "unknown-style",
    /// A reference to an id that does not exist.
    DanglingReference => "dangling-reference",
    /// A reference leads to another document that is not there, or that no reader of the output has.
    OtherDocument => "other-document",
    /// Two things have the same id.
    DuplicateId => "duplicate-id",
    /// An attribute has a value that means nothing.
    BadAttributeValue => "bad-attribute-value",
    /// The reading limits (depth, line length, size, time) were reached.
    LimitReached => "limit-reached",
    /// A file could not be read at all.
    Unreadable => "unreadable",
    /// A layout of that name does not exist.
    UnknownLayout => "unknown-layout",
    /// A layout file has a key nobody knows.
    UnknownLayoutKey => "unknown-layout-key",
    /// A layout file has a value that means nothing.
    BadLayoutValue => "bad-layout-value",
    /// No talk has the number or title that is asked for.
    UnknownTalk => "unknown-talk",
    /// Nothing in the manuscript is a talk.
    NoTalks => "no-talks",
    /// No face has a glyph for a character.
    MissingGlyph => "missing-glyph",
    /// There are no patterns of hyphenation for a language.
    NoPatterns => "no-patterns",
    /// An entry of `:hyphenation-exceptions:` is no word.
    HyphenationException => "hyphenation-exception",
    /// Text is set in faces that this machine has and others may lack.
    SystemFace => "system-face",
    /// A family or the folder of faces that a layout names is not there.
    FaceMissing => "face-missing",
    /// A font file is damaged, or of a kind that can't be used.
    FaceBroken => "face-broken",
    /// A face's licence forbids to embed it.
    FaceRestricted => "face-restricted",
    /// A family has no italic or no bold.
    FaceStyle => "face-style",
    /// A face that the layout names lacks letters of the book.
    FaceLacks => "face-lacks",
    /// A line is wider than its measure.
    OverfullLine => "overfull-line",
    /// A block is higher than a page.
    TooHigh => "too-high",
    /// A table was too wide and is set in smaller type.
    TableShrunk => "table-shrunk",
    /// Cells fill no row of their table.
    LooseCells => "loose-cells",
    /// A table was too wide and is turned by a quarter.
    TableTurned => "table-turned",
    /// A table is too wide however it is set.
    TableTooWide => "table-too-wide",
    /// A picture is set so small that nothing can be seen on it.
    ImageUnseen => "image-unseen",
    /// A chapter's title is so long that running heads cut it.
    TitleLong => "title-long",
    /// More sheets are folded as one than can be.
    ThickBooklet => "thick-booklet",
    /// Something is set in a plainer form than the author asked for.
    SetPlainly => "set-plainly",
    /// A listing's language is one that nobody knows.
    UnknownCodeLanguage => "unknown-code-language",
    /// A listing or a line of it is too long to be highlighted.
    CodeTooLong => "code-too-long",
    /// A mark in a listing that no list explains, or an explanation without its mark.
    CalloutUnmatched => "callout-unmatched",
    /// A diagram is shown as its source.
    DiagramNotDrawn => "diagram-not-drawn",
    /// A formula is shown as its source.
    StemNotTypeset => "stem-not-typeset",
    /// A reference says a page that moves whenever it is said.
    UnsettledReference => "unsettled-reference",
    /// The PDF standard forbids something in the output.
    PdfStandard => "pdf-standard",
    /// An output is larger than some shops or readers take.
    LargeOutput => "large-output",
    /// An output could not be written.
    Unwritable => "unwritable",
    /// The command line asks for something that can't be.
    Usage => "usage",
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its kind.
    pub lint: Lint,
    /// The place in the manuscript or layout file.
    pub span: Option<Span>,
    /// What is wrong.
    pub message: String,
    /// What to do about it, and the chain of includes.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A warning about the text at `span`.
    pub fn warning(lint: Lint, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, lint, span: span.into(), message: message.into(), hints: Vec::new() }
    }

    /// An error about the text at `span`.
    pub fn error(lint: Lint, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, ..Self::warning(lint, span, message) }
    }

    /// Adds a remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds "did you mean" where one of `known` is near to `given`.
    #[must_use]
    pub fn did_you_mean<'a>(self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(given, known) {
            Some(name) => self.hint(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

/// The name among `known` that is nearest to `given`, if one is near enough to be a slip of the hand.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = given.to_lowercase();
    let near = known.into_iter().map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name));
    let best = near.filter(|(score, _)| *score > 0.82).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, name)| name)
}

/// Collects messages; the same message about the same place is kept once.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
    seen: HashSet<(Lint, Option<Span>, String)>,
}

impl Sink {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a message.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.seen.insert((diagnostic.lint, diagnostic.span, diagnostic.message.clone())) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Adds messages.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// The messages in the order they came.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The messages, handed over.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// The worst severity so far.
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.severity).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_finds_its_name() {
        assert_eq!(nearest("xebion_30.jpg", ["xebicon_03.jpg", "xebicon_30.jpg", "logo.png"]), Some("xebicon_30.jpg"));
        assert_eq!(nearest("zebra", ["screen", "print"]), None);
    }

    #[test]
    fn the_same_message_is_kept_once() {
        let mut sink = Sink::new();
        sink.push(Diagnostic::warning(Lint::BadMarkup, None, "x"));
        sink.push(Diagnostic::warning(Lint::BadMarkup, None, "x"));
        assert_eq!(sink.diagnostics().len(), 1);
        assert_eq!(sink.worst(), Some(Severity::Warning));
    }

    #[test]
    fn names_of_lints_are_unique() {
        let names: HashSet<_> = Lint::ALL.iter().map(|lint| lint.name()).collect();
        assert_eq!(names.len(), Lint::ALL.len());
    }
}
