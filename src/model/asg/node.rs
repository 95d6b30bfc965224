//! What all nodes have, and the reader of a book that makes them.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::inline::Inline;
use super::place::{Location, Places};
use crate::model::{self, Book, Form, Language, NodeId, Written};
use crate::source::Span;
use crate::world::World;

/// The type of nodes that are blocks.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub(super) enum BlockType {
    Block,
}

/// The type of nodes within a text.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub(super) enum InlineType {
    Inline,
}

/// What the lines before a block tell about it.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Metadata<'a> {
    /// The attributes of the lines before it, and of a block macro's brackets: by name, or by position as `$1`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<&'a str, &'a str>,
    /// Its options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<&'a str>,
    /// Its roles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<&'a str>,
    /// From the first to the last of these lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
}

/// How the ends of a block are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum BlockForm {
    /// Between two lines that are the same delimiter.
    Delimited,
    /// Lines that begin with blanks.
    Indented,
    /// Lines up to an empty one.
    Paragraph,
}

/// The form of macros.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub(super) enum MacroForm {
    Macro,
}

/// Values that are left out of the JSON.
pub(super) trait Absent {
    /// Whether there is nothing to write.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for bool {
    fn is_absent(&self) -> bool {
        !self
    }
}

/// A kind of node with what all of its type have: `must` is always there, `may` is left out where it says nothing.
macro_rules! node {
    (
        $(#[$doc:meta])*
        block $node:ident: $name:ty {
            $(must { $($(#[$must_doc:meta])* $must:ident: $must_type:ty,)* })?
            $(may { $($(#[$may_doc:meta])* $may:ident: $may_type:ty,)* })?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Serialize, JsonSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub(super) struct $node<'a> {
            /// What it is.
            pub(super) name: $name,
            #[serde(rename = "type")]
            pub(super) kind: $crate::model::asg::node::BlockType,
            /// The id under which references find it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(super) id: Option<&'a str>,
            $($($(#[$must_doc])* pub(super) $must: $must_type,)*)?
            /// Ours: the label before the title or the words, such as `Figure 1.` or `Note`.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(super) label: Option<&'a str>,
            /// Ours: the language of its words as a BCP 47 tag, where it is not that of what holds it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(super) lang: Option<String>,
            /// What the lines before it tell about it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(super) metadata: Option<$crate::model::asg::node::Metadata<'a>>,
            $($(
                $(#[$may_doc])*
                #[serde(skip_serializing_if = "crate::model::asg::node::Absent::is_absent")]
                pub(super) $may: $may_type,
            )*)?
            /// Where it stands, without the lines about it.
            pub(super) location: $crate::model::asg::place::Location,
        }
    };
    (
        $(#[$doc:meta])*
        inline $node:ident: $name:ty {
            $(must { $($(#[$must_doc:meta])* $must:ident: $must_type:ty,)* })?
            $(may { $($(#[$may_doc:meta])* $may:ident: $may_type:ty,)* })?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Serialize, JsonSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub(super) struct $node<'a> {
            /// What it is.
            pub(super) name: $name,
            #[serde(rename = "type")]
            pub(super) kind: $crate::model::asg::node::InlineType,
            $($($(#[$must_doc])* pub(super) $must: $must_type,)*)?
            /// Ours: the id under which references find it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(super) id: Option<&'a str>,
            /// Ours: its roles.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub(super) roles: Vec<&'a str>,
            $($(
                $(#[$may_doc])*
                #[serde(skip_serializing_if = "crate::model::asg::node::Absent::is_absent")]
                pub(super) $may: $may_type,
            )*)?
            /// Where it stands, its marks included.
            pub(super) location: $crate::model::asg::place::Location,
        }
    };
}
pub(super) use node;

/// The word that names a kind of node.
macro_rules! names {
    ($($(#[$doc:meta])* $type:ident { $($(#[$name_doc:meta])* $name:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
        #[serde(rename_all = "camelCase")]
        #[schemars(inline)]
        pub(super) enum $type { $($(#[$name_doc])* $name,)+ }
    )+};
}
pub(super) use names;

/// Reads a book into nodes.
pub(super) struct Reader<'a> {
    pub(super) book: &'a Book,
    pub(super) places: Places<'a>,
    /// The language of what holds the next node.
    language: Cell<Language>,
}

/// What is common to all blocks.
pub(super) struct Facts<'a> {
    pub(super) lang: Option<String>,
    pub(super) metadata: Option<Metadata<'a>>,
    pub(super) location: Location,
    written: Option<&'a Written>,
}

impl<'a> Facts<'a> {
    /// The form of the block and its delimiter.
    pub(super) fn form(&self) -> (Option<BlockForm>, Option<&'a str>) {
        match self.written.map(|written| &written.form) {
            Some(Form::Delimited(delimiter)) => (Some(BlockForm::Delimited), Some(delimiter)),
            Some(Form::Indented) => (Some(BlockForm::Indented), None),
            _ => (Some(BlockForm::Paragraph), None),
        }
    }

    /// The marker of an item, or of a list's first item.
    pub(super) fn marker(&self) -> &'a str {
        match self.written.map(|written| &written.form) {
            Some(Form::Marked(marker)) => marker,
            _ => "",
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(book: &'a Book, world: &'a dyn World) -> Self {
        let places = Places::new(world, book.file);
        Self { book, places, language: Cell::new(Language::UNKNOWN) }
    }

    /// What is common to all blocks, of a block.
    pub(super) fn facts(&self, block: &'a model::Block) -> Facts<'a> {
        self.facts_of(block.id, block.span, block.language, &block.options, &block.roles)
    }

    pub(super) fn facts_of(
        &self,
        id: NodeId,
        span: Span,
        language: Language,
        options: &'a [String],
        roles: &'a [String],
    ) -> Facts<'a> {
        let written = self.book.written.get(&id);
        let own = match written {
            Some(written) if written.body.file == span.file && written.body.start <= span.end => {
                Span::new(span.file, written.body.start, span.end)
            }
            _ => span,
        };
        let attributes = written.map_or(&[][..], |written| &written.attributes);
        let metadata = Metadata {
            attributes: attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            options: strings(options),
            roles: strings(roles),
            location: written.and_then(|written| written.metadata).map(|span| self.places.block(span)),
        };
        let says = !metadata.attributes.is_empty()
            || !metadata.options.is_empty()
            || !metadata.roles.is_empty()
            || metadata.location.is_some();
        Facts {
            lang: self.lang(language),
            metadata: says.then_some(metadata),
            location: self.places.block(own),
            written,
        }
    }

    /// The tag of a language that is not the one around.
    pub(super) fn lang(&self, language: Language) -> Option<String> {
        let says = language.is_known() && language != self.language.get();
        says.then(|| language.to_string())
    }

    /// Reads what lies within something in a language.
    pub(super) fn within<T>(&self, language: Language, read: impl FnOnce() -> T) -> T {
        let inner = if language.is_known() { language } else { self.language.get() };
        let outer = self.language.replace(inner);
        let result = read();
        self.language.set(outer);
        result
    }

    /// A text that has no place of its own.
    pub(super) fn plain(&self, text: impl Into<Cow<'a, str>>, location: Location) -> Vec<Inline<'a>> {
        vec![Inline::text(text.into(), location)]
    }
}

/// Borrowed words.
pub(super) fn strings(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
