//! The sentences that only an EPUB says, in the book's language; single words are the model's labels.

use crate::model::Language;

/// A sentence on what the book offers to readers who can't see or hold a printed one, or a sign's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sentence {
    /// A box that is ticked.
    Done,
    /// A box that isn't.
    ToDo,
    /// What every book offers.
    Text,
    /// Some pictures have no description.
    Pictures,
    /// Sounds and films have no description.
    Media,
    /// The pages are those of the printed edition.
    Pages,
}

/// The sentence in a language; English where we don't have the language.
pub(super) fn sentence(language: Language, sentence: Sentence) -> &'static str {
    let [english, french, german] = match sentence {
        Sentence::Done => ["done", "fait", "erledigt"],
        Sentence::ToDo => ["to do", "à faire", "offen"],
        Sentence::Text => [
            "The text can be resized and read aloud; headings, lists and tables are marked as such, and the contents \
             lead to every chapter.",
            "Le texte peut être agrandi et lu à haute voix\u{A0}; titres, listes et tableaux sont balisés, et la table \
             des matières mène à chaque chapitre.",
            "Der Text kann vergrößert und vorgelesen werden; Überschriften, Listen und Tabellen sind ausgezeichnet, \
             und das Inhaltsverzeichnis führt zu jedem Kapitel.",
        ],
        Sentence::Pictures => [
            "Some pictures are described by their captions only.",
            "Certaines images ne sont décrites que par leur légende.",
            "Manche Bilder sind nur durch ihre Unterschrift beschrieben.",
        ],
        Sentence::Media => [
            "Sounds and films are not described.",
            "Les sons et les films ne sont pas décrits.",
            "Töne und Filme sind nicht beschrieben.",
        ],
        Sentence::Pages => [
            "The page numbers are those of the printed edition.",
            "Les numéros de page sont ceux de l’édition imprimée.",
            "Die Seitenzahlen sind die der gedruckten Ausgabe.",
        ],
    };
    match language.primary() {
        "fr" => french,
        "de" => german,
        _ => english,
    }
}
