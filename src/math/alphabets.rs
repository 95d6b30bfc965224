//! Letters of the mathematical alphabets (Unicode, Mathematical Alphanumeric Symbols): MathML Core knows no fonts.

/// An alphabet: where its capitals, small letters and digits begin, 0 where it has none of its own.
struct Alphabet {
    capitals: u32,
    small: u32,
    digits: u32,
    /// Letters that Unicode had before, in blocks of their own.
    holes: &'static [(char, char)],
}

const SCRIPT: &[(char, char)] = &[
    ('B', 'ℬ'),
    ('E', 'ℰ'),
    ('F', 'ℱ'),
    ('H', 'ℋ'),
    ('I', 'ℐ'),
    ('L', 'ℒ'),
    ('M', 'ℳ'),
    ('R', 'ℛ'),
    ('e', 'ℯ'),
    ('g', 'ℊ'),
    ('o', 'ℴ'),
];
const FRAKTUR: &[(char, char)] = &[('C', 'ℭ'), ('H', 'ℌ'), ('I', 'ℑ'), ('R', 'ℜ'), ('Z', 'ℨ')];
const DOUBLE: &[(char, char)] = &[('C', 'ℂ'), ('H', 'ℍ'), ('N', 'ℕ'), ('P', 'ℙ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('Z', 'ℤ')];

/// The alphabet that a font command of AsciiMath asks for.
fn alphabet(command: &str) -> Option<Alphabet> {
    let of = |capitals, small, digits, holes| Some(Alphabet { capitals, small, digits, holes });
    match command {
        "bb" | "mathbf" => of(0x1D400, 0x1D41A, 0x1D7CE, &[]),
        "it" | "mathit" => of(0x1D434, 0x1D44E, 0, &[('h', 'ℎ')]),
        "bbit" => of(0x1D468, 0x1D482, 0x1D7CE, &[]),
        "cc" | "mathcal" => of(0x1D49C, 0x1D4B6, 0, SCRIPT),
        "bbcc" => of(0x1D4D0, 0x1D4EA, 0x1D7CE, &[]),
        "fr" | "mathfrak" => of(0x1D504, 0x1D51E, 0, FRAKTUR),
        "bbfr" => of(0x1D56C, 0x1D586, 0x1D7CE, &[]),
        "bbb" | "mathbb" => of(0x1D538, 0x1D552, 0x1D7D8, DOUBLE),
        "sf" | "mathsf" => of(0x1D5A0, 0x1D5BA, 0x1D7E2, &[]),
        "bbsf" => of(0x1D5D4, 0x1D5EE, 0x1D7EC, &[]),
        "sfit" => of(0x1D608, 0x1D622, 0x1D7E2, &[]),
        "bbsfit" => of(0x1D63C, 0x1D656, 0x1D7EC, &[]),
        "tt" | "mathtt" => of(0x1D670, 0x1D68A, 0x1D7F6, &[]),
        _ => None,
    }
}

/// Text in the letters that a font command asks for; `None` where the command is none.
pub(super) fn lettered(command: &str, text: &str) -> Option<String> {
    let alphabet = alphabet(command)?;
    Some(text.chars().map(|c| letter(&alphabet, c)).collect())
}

fn letter(alphabet: &Alphabet, c: char) -> char {
    if let Some((_, hole)) = alphabet.holes.iter().find(|(plain, _)| *plain == c) {
        return *hole;
    }
    let (from, base) = match c {
        'A'..='Z' => ('A', alphabet.capitals),
        'a'..='z' => ('a', alphabet.small),
        '0'..='9' => ('0', alphabet.digits),
        _ => return c,
    };
    let shifted = base + (c as u32 - from as u32);
    if base == 0 { c } else { char::from_u32(shifted).unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::lettered;

    #[test]
    fn letters_have_their_forms() {
        assert_eq!(lettered("bb", "Ax1é").unwrap(), "𝐀𝐱𝟏é");
        assert_eq!(lettered("bbb", "RX2").unwrap(), "ℝ𝕏𝟚");
        assert_eq!(lettered("it", "gh1").unwrap(), "𝑔ℎ1");
        assert_eq!(lettered("sqrt", "x"), None);
    }
}
