//! What the caller of the reader may choose.

use std::time::Duration;

use crate::model::Doctype;

/// How the manuscript is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Attributes from outside, in order.
    pub attributes: Vec<AttributeSetting>,
    /// The document's type, where the caller says so.
    pub doctype: Option<Doctype>,
    /// What the manuscript may reach.
    pub safe_mode: SafeMode,
    /// What is too much.
    pub limits: ReadLimits,
    /// Whether blocks of Asciidoctor Diagram stay what they are without it: counted as listings, not as figures.
    pub leaves_diagrams: bool,
}

/// An attribute from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeSetting {
    /// Its name.
    pub name: String,
    /// Its value; `None` unsets it.
    pub value: Option<String>,
    /// Whether the manuscript may change it.
    pub is_soft: bool,
}

impl AttributeSetting {
    /// Reads `name=value`, `name`, `name!`, `!name`, `name=value@` and `name@`.
    pub fn parse(argument: &str) -> Self {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (argument, None),
        };
        let (value, is_soft) = match value.map(|value| (value.strip_suffix('@'), value)) {
            Some((Some(soft), _)) => (Some(soft), true),
            Some((None, value)) => (Some(value), name.ends_with('@')),
            None => (None, name.ends_with('@')),
        };
        let name = name.strip_suffix('@').unwrap_or(name);
        let bare = name.strip_suffix('!').or_else(|| name.strip_prefix('!'));
        match bare {
            Some(bare) => Self { name: bare.to_lowercase(), value: None, is_soft: is_soft || bare.ends_with('@') },
            None => Self { name: name.to_lowercase(), value: Some(value.unwrap_or("").to_owned()), is_soft },
        }
    }
}

/// What a manuscript may reach, as Asciidoctor names it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SafeMode {
    /// Includes and pictures may stand anywhere.
    Unsafe,
    /// Includes and pictures stand in the manuscript's folder.
    #[default]
    Safe,
    /// As `Safe`, and the manuscript may not choose a few attributes.
    Server,
    /// As `Server`, and includes are shown as links.
    Secure,
}

/// What is too much; reaching a limit is a warning, or an error where nothing can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLimits {
    /// How long reading may take.
    pub time: Duration,
    /// How deep blocks may nest.
    pub depth: usize,
    /// How long a line may be, in bytes.
    pub line_length: usize,
    /// How much text there may be with all includes, in bytes.
    pub size: usize,
    /// How many files may be included.
    pub includes: usize,
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self { time: Duration::from_secs(60), depth: 32, line_length: 1 << 20, size: 256 << 20, includes: 20_000 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_asciidoctor_reads_them() {
        let read = |argument| {
            let setting = AttributeSetting::parse(argument);
            (setting.name, setting.value, setting.is_soft)
        };
        assert_eq!(read("a=b"), ("a".into(), Some("b".into()), false));
        assert_eq!(read("a"), ("a".into(), Some(String::new()), false));
        assert_eq!(read("a=b@"), ("a".into(), Some("b".into()), true));
        assert_eq!(read("a@"), ("a".into(), Some(String::new()), true));
        assert_eq!(read("a!"), ("a".into(), None, false));
        assert_eq!(read("!a"), ("a".into(), None, false));
        assert_eq!(read("a!@"), ("a".into(), None, true));
        assert_eq!(read("a=b=c"), ("a".into(), Some("b=c".into()), false));
    }
}
