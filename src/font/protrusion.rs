//! How far signs hang into the margins, so that edges look straight (Hàn Thế Thành 2000, "margin kerning").
//!
//! The shares are of a sign's own width, in thousandths: small signs stand nearly outside, letters with slanted or
//! round sides a little. Each kind of face has a table of its own; code hangs nowhere, for its columns count.

use crate::font::Family;

/// What of a sign's width hangs into each margin, in thousandths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Protrusion {
    /// Where it begins a line.
    pub at_start: u16,
    /// Where it ends a line.
    pub at_end: u16,
}

const fn both(share: u16) -> Protrusion {
    Protrusion { at_start: share, at_end: share }
}

const fn start(share: u16) -> Protrusion {
    Protrusion { at_start: share, at_end: 0 }
}

const fn end(share: u16) -> Protrusion {
    Protrusion { at_start: 0, at_end: share }
}

/// How far a character hangs in a face of a family.
pub fn protrusion(c: char, family: Family, is_italic: bool) -> Protrusion {
    if family == Family::Mono {
        return Protrusion::default();
    }
    match sign(c) {
        Some(protrusion) => protrusion,
        None if is_italic => italic_letter(c),
        None if family == Family::Serif => serif_letter(c),
        None => sans_letter(c),
    }
}

/// Signs, which look alike in all faces.
fn sign(c: char) -> Option<Protrusion> {
    Some(match c {
        '.' | ',' => end(700),
        '-' | '\u{AD}' | '\u{2010}' | '\u{2011}' => end(600),
        ':' | ';' => end(450),
        '!' | '?' => end(200),
        '\u{2018}' | '\u{2019}' | '\'' => both(650),
        '\u{201C}' | '\u{201D}' | '"' => both(450),
        '\u{201A}' | '\u{201E}' => start(450),
        '«' | '»' | '‹' | '›' => both(300),
        '–' => both(300),
        '—' => both(180),
        '…' => end(200),
        '(' | '[' | '{' => start(120),
        ')' | ']' | '}' => end(120),
        '/' => both(120),
        '*' | '†' | '°' => both(250),
        // In Chinese and Japanese these fill half of their square, and lose the other half at a line's edge (JLREQ 3.1.9).
        '、' | '。' | '，' | '．' | '」' | '』' | '】' | '〕' | '）' | '》' | '〉' => end(500),
        '「' | '『' | '【' | '〔' | '（' | '《' | '〈' => start(500),
        _ => return None,
    })
}

/// Small letters with serifs stand so near the edge that nobody would see it.
fn serif_letter(c: char) -> Protrusion {
    match c {
        'A' | 'T' | 'V' | 'W' | 'Y' => both(30),
        'F' | 'K' | 'L' | 'P' => end(30),
        'J' => start(40),
        '1' => both(70),
        '7' => end(60),
        _ => Protrusion::default(),
    }
}

fn sans_letter(c: char) -> Protrusion {
    match c {
        'A' | 'T' | 'V' | 'W' | 'Y' => both(60),
        'v' | 'w' | 'y' | 'x' => both(50),
        'F' | 'L' | 'P' | 'r' => end(50),
        'J' | 'X' => both(30),
        '1' => both(60),
        '7' => end(60),
        _ => Protrusion::default(),
    }
}

/// Italic letters lean out at their upper right.
fn italic_letter(c: char) -> Protrusion {
    match c {
        'A' => both(80),
        'T' | 'V' | 'W' | 'Y' | 'F' | 'P' => end(70),
        'd' | 'f' | 'l' | 'r' | 'v' | 'w' | 'y' => end(50),
        'J' => start(80),
        '1' | '7' => end(60),
        _ => Protrusion::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_signs_hang_further_than_letters() {
        for family in [Family::Serif, Family::Sans] {
            for is_italic in [false, true] {
                let of = |c| protrusion(c, family, is_italic);
                assert!(of('.').at_end > of('A').at_end && of('“').at_start > of('A').at_start);
                assert_eq!(of('n'), Protrusion::default());
            }
        }
    }

    #[test]
    fn code_hangs_nowhere() {
        assert_eq!(protrusion('.', Family::Mono, false), Protrusion::default());
    }
}
