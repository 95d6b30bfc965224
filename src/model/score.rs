//! Which language a line is in, by its function words, letters and endings.
//!
//! Small words tell more in a short line than statistics of letters do, and a line that has none
//! says nothing: then the language of its neighbours is the better guess.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The languages that can be told apart.
pub(super) const TAGS: [&str; 5] = ["en", "fr", "de", "es", "it"];

const ENGLISH: &str = "the of and to is are was were be been being with for from that this these those it its you your \
    we our they their he she his her has have had will would can could should may might not but or if when while which \
    what who how why where there here by as at an into about than then also more most some any all each other such only \
    very just do does did doing done out over after before between because so no my us them use used using made new need \
    needs many much like without within through during on in a i me every both own same too up down off until since \
    against don't doesn't isn't can't it's let's you're we're i'm that's won't what's get gets makes make first last";

const FRENCH: &str = "le la les un une des du de au aux et ou où est sont était étaient sera être avoir a ont avait pour \
    par sur dans avec sans sous chez vers entre mais donc car ni que qui quoi dont quand comme si ne pas plus moins très \
    trop bien mal aussi encore déjà toujours jamais rien tout tous toute toutes ce cet cette ces ça cela son sa ses leur \
    leurs mon ma mes notre nos votre vos je tu il elle on nous vous ils elles lui se me te en y fait faire peut peuvent \
    doit doivent faut afin ainsi alors puis ensuite depuis pendant après avant lors même mêmes autre autres chaque \
    plusieurs certains quelques beaucoup peu à là voici voilà grâce selon soit été permet permettent aucun aucune \
    or quel quelle quels quelles combien pourquoi comment jusque parce vive mieux c'est n'est d'un d'une qu'on";

const GERMAN: &str = "der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war waren wird werden \
    wurde mit für von vom zu zum zur auf aus bei nach über unter vor im in am an als auch noch nur schon sehr mehr wie was \
    wer wenn dann weil dass ob sich sie er es wir ihr ich man haben hat hatte kann können muss müssen soll durch gegen ohne \
    um bis zwischen kein keine alle diese dieser dieses jede jeder unser unsere mein sein ihre so da hier dort";

const SPANISH: &str = "el la los las un una unos unas de del al y o pero no es son era fue ser estar está están con para por \
    sin sobre entre en que quien cual cuando como si más menos muy también ya se lo le les su sus mi tu nos este esta estos \
    estas ese esa eso todo todos toda todas otro otra hay ha han había puede pueden desde hasta donde porque cómo qué a \
    nuestro nuestra cada mismo antes después así sólo";

const ITALIAN: &str = "il lo la i gli le un uno una di del della dei delle dello degli a al alla ai alle da dal dalla in nel \
    nella nei nelle con su sul sulla per tra fra e ed o ma non è sono era erano essere avere ha hanno che chi cui quando \
    come se più meno molto anche già si ci vi ne questo questa questi queste quello quella tutto tutti tutte altro altra \
    può possono dove perché così ogni nostro nostra suo sua loro dopo prima senza";

const WORDS: [&str; 5] = [ENGLISH, FRENCH, GERMAN, SPANISH, ITALIAN];

/// Letters that a language has and English has not.
const LETTERS: [&str; 5] = ["", "éèêëàâçœùûîïôæ", "äöüß", "ñáéíóú¿¡", "àèéìòù"];

/// Endings of words; each language's are weaker signs than its small words.
const ENDINGS: [&[&str]; 5] = [
    &["ing", "ness", "ful", "ally", "ability"],
    &["eur", "eurs", "ique", "iques", "euse", "oire", "ez", "ait", "aient", "ement", "aux"],
    &["ung", "ungen", "keit", "lich", "isch", "schaft"],
    &["ción", "ciones", "dad", "miento"],
    &["zione", "zioni", "ità", "mente", "aggio"],
];

/// What a small word that only one language has counts.
const WORD: u32 = 12;
const CLITIC: u32 = 8;
const LETTER: u32 = 5;
const ENDING: u32 = 3;
const SPACED_SIGN: u32 = 5;

/// A set of languages, one bit each in the order of [`TAGS`].
pub(super) type Candidates = u8;

/// All languages that can be told apart.
pub(super) const ALL: Candidates = 0b1_1111;

/// How much speaks for each language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Scores {
    points: [u32; 5],
    /// How many words there are.
    pub(super) words: u32,
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
    let mut opens_sentence = true;
    for word in text.split(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '/' | '"' | '«' | '»' | '“' | '”' | '[' | ']' | '…')
    }) {
        if matches!(word, ":" | ";" | "!" | "?") && candidates & 0b10 != 0 && scores.words > 0 {
            scores.points[1] += SPACED_SIGN;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '¿' | '¡'));
        if bare.chars().any(char::is_alphabetic) {
            score_word(bare, opens_sentence, candidates, &mut scores);
        }
        if !word.is_empty() {
            opens_sentence = word.ends_with(['.', '!', '?', ':', '→', '-', '–', ';']);
        }
    }
    scores
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
    for index in members(speakers) {
        scores.points[index] += WORD / speakers.count_ones();
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
    for (index, is_so) in [(1, is_french), (4, is_italian), (0, is_english)] {
        if is_so && candidates & (1 << index) != 0 {
            scores.points[index] += CLITIC;
        }
    }
}

/// Letters and endings, which a name at a sentence's start may have too.
fn score_shape(lower: &str, is_capital: bool, candidates: Candidates, scores: &mut Scores) {
    for index in members(candidates) {
        let letters = lower.chars().filter(|c| LETTERS[index].contains(*c)).count().min(2) as u32;
        let weight = if is_capital { LETTER / 2 } else { LETTER };
        scores.points[index] += letters * weight;
        let has_ending = lower.chars().count() > 4 && ENDINGS[index].iter().any(|ending| lower.ends_with(ending));
        if has_ending && !is_capital {
            scores.points[index] += ENDING;
        }
    }
}

/// The languages that have a small word.
fn speakers_of(word: &str) -> Candidates {
    static SPEAKERS: LazyLock<HashMap<&'static str, Candidates>> = LazyLock::new(|| {
        let mut speakers = HashMap::new();
        for (index, words) in WORDS.iter().enumerate() {
            words.split_whitespace().for_each(|word| *speakers.entry(word).or_default() |= 1 << index);
        }
        speakers
    });
    SPEAKERS.get(word).copied().unwrap_or(0)
}

/// The indices of a set.
fn members(candidates: Candidates) -> impl Iterator<Item = usize> {
    (0..TAGS.len()).filter(move |index| candidates & (1 << index) != 0)
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
        let named = |text| score(text, ALL).language().map_or("-", |index| TAGS[index]);
        let wrong: Vec<_> = LINES
            .iter()
            .filter(|(tag, text)| named(text) != *tag)
            .map(|(tag, text)| (tag, text, named(text)))
            .collect();
        let misled = wrong.iter().filter(|(_, _, found)| *found != "-").count();
        assert!(wrong.len() * 16 <= LINES.len() && misled <= 1, "{} of {}: {wrong:#?}", wrong.len(), LINES.len());
    }

    #[test]
    fn between_two_likely_languages_every_line_is_right() {
        let named = |text| score(text, 0b11).language().map_or("-", |index| TAGS[index]);
        let wrong: Vec<_> = LINES
            .iter()
            .filter(|(tag, _)| matches!(*tag, "en" | "fr" | "-"))
            .filter(|(tag, text)| named(text) != *tag)
            .map(|(tag, text)| (tag, text, named(text), score(text, 0b11)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
