//! From the scopes of grammars to the few kinds that layouts give a look.
//!
//! Scopes are named as <https://www.sublimetext.com/docs/scope_naming.html> describes.

use std::collections::HashMap;

use syntect::parsing::Scope;

use crate::model::TokenKind;

/// What a scope says of the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Nothing: the scope around it decides.
    Nothing,
    /// That it has no look of its own.
    Plain,
    /// What it is.
    Is(TokenKind),
}

use Says::{Is, Plain};
use TokenKind::{
    Attribute, Comment, Deleted, Function, Inserted, Keyword, Meta, Number, String as Text, Tag, Type, Variable,
};

/// The longest of these beginnings of a scope's name decides.
const RULES: &[(&str, Says)] = &[
    ("comment", Is(Comment)),
    ("constant", Is(Number)),
    ("constant.other.placeholder", Is(Number)),
    ("entity.name", Is(Type)),
    ("entity.name.constant", Plain),
    ("entity.name.function", Is(Function)),
    ("entity.name.label", Plain),
    ("entity.name.section", Is(Keyword)),
    ("entity.name.tag", Is(Tag)),
    ("entity.name.tag.yaml", Is(Attribute)),
    ("entity.other.attribute-name", Is(Attribute)),
    ("entity.other.inherited-class", Is(Type)),
    ("invalid", Plain),
    ("keyword", Is(Keyword)),
    ("keyword.operator", Plain),
    ("keyword.operator.logical.python", Is(Keyword)),
    ("keyword.operator.word", Is(Keyword)),
    ("markup.deleted", Is(Deleted)),
    ("markup.heading", Is(Keyword)),
    ("markup.inserted", Is(Inserted)),
    ("markup.raw", Is(Text)),
    ("meta.annotation", Is(Attribute)),
    ("meta.diff.header", Is(Meta)),
    ("meta.diff.range", Is(Meta)),
    ("meta.interpolation", Plain),
    ("meta.template.expression", Plain),
    ("storage", Is(Keyword)),
    ("string", Is(Text)),
    ("string.unquoted", Plain),
    ("string.unquoted.heredoc", Is(Text)),
    ("support.class", Is(Type)),
    ("support.constant", Is(Number)),
    ("support.function", Is(Function)),
    ("support.type", Is(Type)),
    ("support.type.property-name", Is(Attribute)),
    ("variable.annotation", Is(Attribute)),
    ("variable.function", Is(Function)),
    ("variable.language", Is(Keyword)),
    ("variable.other.readwrite.shell", Is(Variable)),
    ("variable.parameter.option", Is(Attribute)),
];

/// Tells kinds, and remembers what each scope said.
#[derive(Default)]
pub(super) struct Kinds {
    known: HashMap<Scope, Says>,
    keys: HashMap<Scope, bool>,
}

impl Kinds {
    /// The kind of a text within these scopes, the outermost first.
    pub(super) fn of(&mut self, scopes: &[Scope]) -> Option<TokenKind> {
        let kind = scopes.iter().rev().find_map(|scope| match self.says(*scope) {
            Says::Nothing => None,
            said => Some(said),
        });
        match kind {
            // The keys of JSON are strings within the scope of a key.
            Some(Is(Text)) if scopes.iter().any(|scope| self.is_key(*scope)) => Some(Attribute),
            Some(Is(kind)) => Some(kind),
            _ => None,
        }
    }

    fn says(&mut self, scope: Scope) -> Says {
        *self.known.entry(scope).or_insert_with(|| rule(&scope.build_string()))
    }

    fn is_key(&mut self, scope: Scope) -> bool {
        *self.keys.entry(scope).or_insert_with(|| {
            let name = scope.build_string();
            name.starts_with("meta.mapping.key") || name.starts_with("meta.structure.dictionary.key")
        })
    }
}

fn rule(name: &str) -> Says {
    let is_within =
        |prefix: &str| name.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let longest = RULES.iter().filter(|(prefix, _)| is_within(prefix)).max_by_key(|(prefix, _)| prefix.len());
    longest.map_or(Says::Nothing, |(_, says)| *says)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_decides() {
        assert_eq!(rule("keyword.operator.word.python"), Is(Keyword));
        assert_eq!(rule("keyword.operator.assignment"), Plain);
        assert_eq!(rule("stringer"), Says::Nothing);
        assert_eq!(rule("punctuation.definition.string.begin"), Says::Nothing);
    }
}
