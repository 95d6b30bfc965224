//! The attributes as they stand at a place of the manuscript.

use std::collections::{BTreeMap, BTreeSet};

use asciidoc_parser::Document;
use asciidoc_parser::document::{Attribute, InterpretedValue};

use crate::asciidoc::ReadOptions;
use crate::asciidoc::entities::decoded;
use crate::model::Attributes;

/// What somebody said about an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said<'a> {
    /// Nothing.
    Nothing,
    /// That it is not set.
    Unset,
    /// Its value.
    Value(&'a str),
}

/// The attributes that the author and the command line named, at one place.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    values: BTreeMap<String, Option<String>>,
    locked: BTreeSet<String>,
}

impl Scope {
    /// The attributes at the end of the header.
    pub(super) fn of_header(document: &Document<'_>, options: &ReadOptions) -> Self {
        let mut scope = Self { values: BTreeMap::new(), locked: BTreeSet::new() };
        for setting in &options.attributes {
            scope.values.insert(setting.name.clone(), setting.value.clone());
            if !setting.is_soft {
                scope.locked.insert(setting.name.clone());
            }
        }
        for attribute in document.header().attributes() {
            scope.apply(attribute);
        }
        scope
    }

    /// Takes an attribute entry into account.
    pub(super) fn apply(&mut self, attribute: &Attribute<'_>) {
        let name = attribute.name().data().trim_matches('!').to_lowercase();
        if !self.locked.contains(&name) {
            let value = match attribute.value() {
                InterpretedValue::Value(value) => Some(decoded(value)),
                InterpretedValue::Set => Some(String::new()),
                InterpretedValue::Unset => None,
            };
            self.values.insert(name, value);
        }
    }

    /// What was said about `name`.
    pub(super) fn said(&self, name: &str) -> Said<'_> {
        match self.values.get(name) {
            None => Said::Nothing,
            Some(None) => Said::Unset,
            Some(Some(value)) => Said::Value(value),
        }
    }

    /// The value of `name`, if it is set.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_deref()
    }

    /// Whether `name` is set.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The attributes that are set.
    pub(super) fn set_attributes(&self) -> Attributes {
        let set = self.values.iter().filter_map(|(name, value)| Some((name.clone(), value.clone()?)));
        Attributes(set.collect())
    }
}
