//! Parts of layouts that are compiled in: papers and type, to be named in `extends` beside a whole layout.

/// Papers and type, and their files. What they don't say stays as the layouts before them say it.
pub const PARTS: &[(&str, &str)] = &[
    ("paper-a3", include_str!("../../layouts/papers/a3.toml")),
    ("paper-a4", include_str!("../../layouts/papers/a4.toml")),
    ("paper-a5", include_str!("../../layouts/papers/a5.toml")),
    ("paper-b5", include_str!("../../layouts/papers/b5.toml")),
    ("paper-letter", include_str!("../../layouts/papers/letter.toml")),
    ("paper-legal", include_str!("../../layouts/papers/legal.toml")),
    ("paper-half-letter", include_str!("../../layouts/papers/half-letter.toml")),
    ("type-sans", include_str!("../../layouts/type/sans.toml")),
    ("type-large", include_str!("../../layouts/type/large.toml")),
    ("type-small", include_str!("../../layouts/type/small.toml")),
    ("type-ragged", include_str!("../../layouts/type/ragged.toml")),
];

/// What a layout says of itself: the words of its first line behind its name.
pub fn summary(text: &str) -> &str {
    let first = text.lines().next().unwrap_or("").trim_start_matches('#').trim();
    first.split_once(": ").map_or(first, |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::theme::{SHIPPED, read};
    use crate::world::Memory;

    #[test]
    fn every_part_can_be_laid_over_every_layout() {
        for (whole, _) in SHIPPED {
            for (part, _) in PARTS {
                let text = format!("version = 1\nextends = [\"{whole}\", \"{part}\"]\n");
                let world = Memory::new().with("both.toml", text);
                assert!(read(&world, "both.toml", &mut Sink::new()).is_ok(), "{whole} with {part}");
            }
        }
    }

    #[test]
    fn every_shipped_layout_begins_with_its_name_and_a_sentence() {
        for (name, text) in SHIPPED.iter().chain(PARTS) {
            assert!(text.starts_with(&format!("# {name}: ")), "{name}");
            assert!(summary(text).ends_with('.'), "{name}");
        }
    }
}
