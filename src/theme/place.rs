//! Where keys stand in a layout's file, so that what is found wrong later is shown there.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// The bytes of the value at a path such as `page.inner`; `None` where the text has no such key.
pub(super) fn place_of(text: &str, path: &str) -> Option<Range<usize>> {
    let root = DeTable::parse(text).ok()?;
    let mut table = root.get_ref();
    let mut keys = path.split('.').peekable();
    while let Some(key) = keys.next() {
        let (_, value) = table.iter().find(|(name, _)| name.get_ref() == key)?;
        if keys.peek().is_none() {
            return Some(value.span());
        }
        table = value.get_ref().as_table()?;
    }
    None
}

/// The names in `extends` and the bytes of each, in their order.
pub(super) fn extended(text: &str) -> Vec<(String, Range<usize>)> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let found = root.get_ref().iter().find(|(name, _)| name.get_ref() == "extends");
    let Some((_, value)) = found else { return Vec::new() };
    let name = |value: &DeValue<'_>, span: Range<usize>| Some((value.as_str()?.to_owned(), span));
    match value.get_ref() {
        DeValue::Array(names) => names.iter().filter_map(|value| name(value.get_ref(), value.span())).collect(),
        one => name(one, value.span()).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_tables_of_both_forms() {
        let text = "version = 1\n[page]\ninner = \"9mm\"\n[colours]\nnote = { ink = \"#fff\" }\n";
        let shown = |path| place_of(text, path).map(|range| &text[range]);
        assert_eq!(shown("page.inner"), Some("\"9mm\""));
        assert_eq!(shown("colours.note.ink"), Some("\"#fff\""));
        assert_eq!(shown("page.outer"), None);
        assert_eq!(shown("version.inner"), None);
    }

    #[test]
    fn extends_is_one_name_or_several() {
        let names = |text| extended(text).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("extends = 'print'"), ["print"]);
        assert_eq!(names("extends = ['print', \"paper-a4\"]"), ["print", "paper-a4"]);
        assert!(names("extends = 3").is_empty());
    }
}
