//! Which language a line is in, by its function words, letters and endings.
//!
//! Small words tell more in a short line than statistics of letters do, and a line that has none
//! says nothing: then the language of its neighbours is the better guess.

mod script;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use self::words::KNOWN;

/// How many languages can be told apart.
pub(super) const LANGUAGES: usize = KNOWN.len() + script::TAGS.len();

/// Those that many notes are in, alone or beside each other.
pub(super) const COMMON: usize = 5;

const ENGLISH: usize = 0;
const FRENCH: usize = 1;
const ITALIAN: usize = 4;

/// The candidates without Chinese where that is only the Japanese that happens to be without Kana.
pub(super) fn without_kin(candidates: Candidates, words: &[u32; LANGUAGES]) -> Candidates {
    let index = |tag| script::TAGS.iter().position(|other| *other == tag).map_or(0, |index| KNOWN.len() + index);
    let (chinese, japanese) = (index("zh"), index("ja"));
    let is_kin = words.get(chinese).map(|words| words * 2) < words.get(japanese).copied();
    if is_kin { candidates & !(1 << chinese) } else { candidates }
}

/// The tag of a language by its index.
pub(super) fn tag(index: usize) -> &'static str {
    let by_script = || index.checked_sub(KNOWN.len()).and_then(|index| script::TAGS.get(index)).copied();
    KNOWN.get(index).map(|known| known.tag).or_else(by_script).unwrap_or("en")
}

/// What a small word that only one language has counts.
const WORD: u32 = 12;
const CLITIC: u32 = 8;
const LETTER: u32 = 5;
const ENDING: u32 = 3;
const SPACED_SIGN: u32 = 5;
/// What a letter of a script counts; a word of such letters counts as much as a small word.
const SCRIPT: u32 = 2;

/// So many words in Latin letters among another script are English, where nothing speaks for another language.
const SOME_WORDS: u32 = 3;

/// A set of languages, a bit for each index.
pub(super) type Candidates = u64;

/// All languages that can be told apart.
pub(super) const ALL: Candidates = (1 << LANGUAGES) - 1;
/// Those in Latin letters.
const LATIN: Candidates = (1 << KNOWN.len()) - 1;

/// How much speaks for each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scores {
    points: [u32; LANGUAGES],
    /// How many words there are.
    pub(super) words: u32,
}

impl Default for Scores {
    fn default() -> Self {
        Self { points: [0; LANGUAGES], words: 0 }
    }
}

impl Scores {
    /// Adds what another text says.
    pub(super) fn add(&mut self, other: &Self) {
        self.points.iter_mut().zip(other.points).for_each(|(sum, points)| *sum += points);
        self.words += other.words;
    }

    /// The language that this speaks for, if it speaks clearly.
    pub(super) fn language(&self) -> Option<usize> {
        let (best, points) =
            self.points.iter().copied().enumerate().max_by_key(|(index, points)| (*points, usize::MAX - index))?;
        let second = self
            .points
            .iter()
            .copied()
            .enumerate()
            .filter(|(index, _)| *index != best)
            .map(|(_, points)| points)
            .max()?;
        (points >= 8 && points * 4 > second * 5).then_some(best)
    }
}

/// What speaks for each of the candidates in a text.
pub(super) fn score(text: &str, candidates: Candidates) -> Scores {
    let mut scores = Scores::default();
    score_script(text, candidates, &mut scores);
    let mut opens_sentence = true;
    for word in text.split(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '/' | '"' | '«' | '»' | '“' | '”' | '[' | ']' | '…')
    }) {
        if matches!(word, ":" | ";" | "!" | "?") && has(candidates, FRENCH) && scores.words > 0 {
            scores.points[FRENCH] += SPACED_SIGN;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '¿' | '¡'));
        if bare.chars().any(char::is_alphabetic) {
            score_word(bare, opens_sentence, candidates, &mut scores);
        }
        if !word.is_empty() {
            opens_sentence = word.ends_with(['.', '!', '?', ':', '→', '-', '–', ';']);
        }
    }
    let is_foreign = scores.words >= SOME_WORDS && scores.points == [0; LANGUAGES] && candidates & LATIN == 0;
    if is_foreign && text.chars().all(|c| !c.is_alphabetic() || c < '\u{370}') {
        scores.points[ENGLISH] = WORD;
    }
    scores
}

/// A script that one language is written in, or the likeliest candidate of several.
fn score_script(text: &str, candidates: Candidates, scores: &mut Scores) {
    let Some(speaking) = script::speaking(text) else { return };
    let index = |tag: &&str| script::TAGS.iter().position(|other| other == tag).map(|index| KNOWN.len() + index);
    let mut indices = speaking.languages.iter().filter_map(index);
    if let Some(index) = indices.find(|index| has(candidates, *index)) {
        scores.points[index] += speaking.letters * SCRIPT;
        scores.words += speaking.words;
    }
}

fn score_word(word: &str, opens_sentence: bool, candidates: Candidates, scores: &mut Scores) {
    scores.words += 1;
    let is_capital = word.chars().next().is_some_and(char::is_uppercase);
    let has_more_capitals = word.chars().skip(1).any(char::is_uppercase);
    // Names within a sentence are of no language: `Enrico La Cava`.
    let is_name = has_more_capitals || (is_capital && !opens_sentence);
    let lower = word.to_lowercase().replace('’', "'");
    if is_name {
        // `d'Expérience`: a name with a French word before it.
        if let (false, Some((clitic, rest))) = (is_capital, lower.split_once('\'')) {
            score_clitic(clitic, rest, candidates, scores);
        }
        return;
    }
    let known = |word: &str| speakers_of(word) & candidates;
    let mut speakers = known(&lower);
    if speakers == 0
        && let Some((clitic, rest)) = lower.split_once('\'')
    {
        score_clitic(clitic, rest, candidates, scores);
        speakers = known(rest);
    }
    // A letter alone may be a name, a mark or a column; of several languages it is a word of each.
    let weight = if lower.chars().nth(1).is_none() { WORD / 2 } else { WORD };
    for index in members(speakers) {
        scores.points[index] += weight / speakers.count_ones();
    }
    score_shape(&lower, is_capital, candidates, scores);
}

/// `l'`, `d'`, `qu'` before a vowel are French, a few of them Italian too; `'s` and `n't` are English.
fn score_clitic(clitic: &str, rest: &str, candidates: Candidates, scores: &mut Scores) {
    let is_french = matches!(
        clitic,
        "l" | "d" | "qu" | "j" | "n" | "s" | "c" | "m" | "t" | "jusqu" | "lorsqu" | "puisqu" | "aujourd"
    ) && rest.chars().count() > 1;
    let is_italian =
        matches!(clitic, "l" | "un" | "dell" | "all" | "nell" | "dall" | "sull" | "c" | "quell") && rest.len() > 1;
    let is_english = matches!(rest, "s" | "t" | "re" | "ll" | "ve" | "d") && clitic.len() > 1;
    for (index, is_so) in [(FRENCH, is_french), (ITALIAN, is_italian), (ENGLISH, is_english)] {
        if is_so && has(candidates, index) {
            scores.points[index] += CLITIC;
        }
    }
}

/// Letters and endings, which a name at a sentence's start may have too.
fn score_shape(lower: &str, is_capital: bool, candidates: Candidates, scores: &mut Scores) {
    for c in lower.chars().filter(|c| !c.is_ascii()).take(3) {
        let speakers = letters_of(c) & candidates;
        let points = LETTER.min(WORD / speakers.count_ones().max(1));
        members(speakers).for_each(|index| scores.points[index] += if is_capital { points / 2 } else { points });
    }
    if is_capital || lower.chars().count() < 5 {
        return;
    }
    for (index, known) in KNOWN.iter().enumerate().filter(|(index, _)| has(candidates, *index)) {
        if known.endings.iter().any(|ending| lower.ends_with(ending)) {
            scores.points[index] += ENDING;
        }
    }
}

/// The languages that have a small word.
fn speakers_of(word: &str) -> Candidates {
    static SPEAKERS: LazyLock<HashMap<&'static str, Candidates>> = LazyLock::new(|| {
        let mut speakers = HashMap::new();
        for (index, known) in KNOWN.iter().enumerate() {
            known.words.split_whitespace().for_each(|word| *speakers.entry(word).or_default() |= 1 << index);
        }
        speakers
    });
    SPEAKERS.get(word).copied().unwrap_or(0)
}

/// The languages that have a letter beyond English.
fn letters_of(letter: char) -> Candidates {
    static LETTERS: LazyLock<HashMap<char, Candidates>> = LazyLock::new(|| {
        let mut letters = HashMap::new();
        for (index, known) in KNOWN.iter().enumerate() {
            known.letters.chars().for_each(|letter| *letters.entry(letter).or_default() |= 1 << index);
        }
        letters
    });
    LETTERS.get(&letter).copied().unwrap_or(0)
}

fn has(candidates: Candidates, index: usize) -> bool {
    candidates >> index & 1 == 1
}

/// The indices of a set.
fn members(candidates: Candidates) -> impl Iterator<Item = usize> {
    (0..LANGUAGES).filter(move |index| has(candidates, *index))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines and their languages; a dash for those that say nothing.
    const LINES: &[(&str, &str)] = &[
        ("en", "On-demand environments for every team (talk in english)"),
        ("en", "How we made it work!"),
        ("en", "The data pipeline"),
        ("en", "part of the loader"),
        ("en", "→ The whole chain takes 15 hours to run"),
        ("en", "Running containers from images"),
        ("en", "Today, we will show our secrets"),
        ("en", "What you need to test can differ."),
        ("en", "Should the URL be customized?"),
        ("en", "Don't repeat yourself"),
        ("en", "as a deployment tool"),
        ("en", "A brief history of containers"),
        ("en", "Testing in production is not so bad"),
        ("en", "Lessons learned after two years with microservices"),
        ("en", "It's only a matter of time"),
        ("en", "my notes about the keynote"),
        ("en", "each service has its own database"),
        ("en", "the operator watches all resources"),
        ("fr", "Keynote d'ouverture"),
        ("fr", "Docker est mort, vive Docker"),
        ("fr", "Pour faire du Spark dans K8S"),
        ("fr", "s’appuie également sur spark-submit"),
        ("fr", "toujours en beta"),
        ("fr", "On vous présentera :"),
        ("fr", "→ ils ont choisi spark-submit (car le plus classique)"),
        ("fr", "Un datalake serverless, oui c'est possible !"),
        ("fr", "Penser également à un petit cleanup"),
        ("fr", "pourquoi payer la même chose ?"),
        ("fr", "coût d'infra très inférieur"),
        ("fr", "Combien coûte l'infra"),
        ("fr", "Sécurités de bout en bout"),
        ("fr", "L'existant avant tout"),
        ("fr", "Retour d’Expérience Client (REX)"),
        ("fr", "A garder sous le coude pour un projet similaire."),
        ("fr", "une méthode pour suivre l'exécution de ses jobs"),
        ("fr", "avoir la main sur tout"),
        ("fr", "landscape de FaaS sur Kubernetes"),
        ("fr", "il m'en manque un..."),
        ("fr", "Qu'attendre de votre outil en 2019 ?"),
        ("fr", "équipe de dev"),
        ("fr", "monitorer le lake"),
        ("fr", "Veiller, c'est bien, mais faire, c'est mieux !"),
        ("fr", "les gros ne sont pas le mieux"),
        ("fr", "Stack de monitoring avec Prometheus"),
        ("fr", "Orchestration avec des machines"),
        ("fr", "Quelques rappels sur les notions"),
        ("de", "Wie wir unsere Plattform gebaut haben"),
        ("de", "Der Container ist tot"),
        ("de", "ein Werkzeug für die Entwicklung"),
        ("de", "Was ist neu?"),
        ("de", "nicht nur für große Teams"),
        ("de", "mit über hundert Diensten"),
        ("es", "El futuro de los datos está en la nube"),
        ("es", "cómo hicimos para que todo funcione"),
        ("es", "¿Qué es un contenedor?"),
        ("es", "una herramienta para los desarrolladores"),
        ("es", "sin servidores y con muy poco dinero"),
        ("it", "Come abbiamo costruito la nostra piattaforma"),
        ("it", "gli strumenti per lo sviluppo"),
        ("it", "perché non è così semplice"),
        ("it", "una storia della nuvola italiana che nessuno conosce"),
        ("it", "dei servizi nella nuvola"),
        ("-", "Notes"),
        ("-", "Spark Operator"),
        ("-", "Enrico La Cava, Engineer - JobTeaser"),
        ("-", "OpenFaaS"),
        ("-", "Fast Track"),
        ("-", "Kaniko"),
        ("-", "1 PO"),
        ("-", "UX > craft"),
        ("-", "https"),
    ];

    #[test]
    fn labelled_lines_are_told_apart() {
        // Among all languages more lines say too little, but none is taken for another.
        for (candidates, share) in [((1 << COMMON) - 1, 16), (ALL, 12)] {
            let named = |text| score(text, candidates).language().map_or("-", tag);
            let wrong: Vec<_> = LINES
                .iter()
                .filter(|(tag, text)| named(text) != *tag)
                .map(|(tag, text)| (tag, text, named(text)))
                .collect();
            let misled = wrong.iter().filter(|(_, _, found)| *found != "-").count();
            let count = wrong.len();
            assert!(count * share <= LINES.len() && misled <= 1, "{count} of {}: {wrong:#?}", LINES.len());
        }
    }

    #[test]
    fn between_two_likely_languages_every_line_is_right() {
        let named = |text| score(text, 0b11).language().map_or("-", tag);
        let wrong: Vec<_> = LINES
            .iter()
            .filter(|(tag, _)| matches!(*tag, "en" | "fr" | "-"))
            .filter(|(tag, text)| named(text) != *tag)
            .map(|(tag, text)| (tag, text, named(text), score(text, 0b11)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
