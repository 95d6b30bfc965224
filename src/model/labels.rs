//! The words that the product itself sets, by language.

mod locales;

use crate::model::{AdmonitionKind, Language};

macro_rules! labels {
    ($($(#[doc = $doc:literal])+ $variant:ident => [$en:literal, $fr:literal, $de:literal, $es:literal, $it:literal],)+) => {
        /// A word that the product sets.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Label { $($(#[doc = $doc])+ $variant,)+ }

        impl Label {
            /// Every label.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// English, French, German, Spanish, Italian.
            const fn words(self) -> [&'static str; 5] {
                match self { $(Self::$variant => [$en, $fr, $de, $es, $it],)+ }
            }
        }
    };
}

labels! {
    /// The title of the contents.
    Contents => ["Contents", "Table des matières", "Inhalt", "Índice", "Indice"],
    /// A NOTE's label.
    Note => ["Note", "Note", "Hinweis", "Nota", "Nota"],
    /// A TIP's label.
    Tip => ["Tip", "Astuce", "Tipp", "Consejo", "Consiglio"],
    /// An IMPORTANT's label.
    Important => ["Important", "Important", "Wichtig", "Importante", "Importante"],
    /// A WARNING's label.
    Warning => ["Warning", "Attention", "Warnung", "Advertencia", "Avvertenza"],
    /// A CAUTION's label.
    Caution => ["Caution", "Prudence", "Vorsicht", "Precaución", "Attenzione"],
    /// Before a picture's number.
    Figure => ["Figure", "Figure", "Abbildung", "Figura", "Figura"],
    /// Before a table's number.
    Table => ["Table", "Tableau", "Tabelle", "Tabla", "Tabella"],
    /// Before an example's number.
    Example => ["Example", "Exemple", "Beispiel", "Ejemplo", "Esempio"],
    /// Before a listing's number.
    Listing => ["Listing", "Listing", "Listing", "Listado", "Listato"],
    /// Before a chapter's number.
    Chapter => ["Chapter", "Chapitre", "Kapitel", "Capítulo", "Capitolo"],
    /// Before a part's number.
    Part => ["Part", "Partie", "Teil", "Parte", "Parte"],
    /// Before an appendix's letter.
    Appendix => ["Appendix", "Annexe", "Anhang", "Apéndice", "Appendice"],
    /// Before a section's number in a reference.
    Section => ["Section", "Section", "Abschnitt", "Sección", "Sezione"],
    /// Before the number of a photo that has no words of its own.
    Photo => ["Photo", "Photo", "Foto", "Foto", "Foto"],
    /// Before a folio.
    Page => ["Page", "Page", "Seite", "Página", "Pagina"],
    /// In the place of a picture that can't be shown.
    ImageMissing => ["Image missing", "Image manquante", "Bild fehlt", "Falta la imagen", "Immagine mancante"],
    /// In the place of a picture whose file is not there.
    ImageNotFound => ["Image not found", "Image introuvable", "Bild nicht gefunden", "Imagen no encontrada", "Immagine non trovata"],
    /// What a click does.
    Link => ["Link", "Lien", "Link", "Enlace", "Collegamento"],
    /// Before a talk's title.
    NotesOn => ["Notes on", "Notes sur", "Notizen zu", "Notas sobre", "Appunti su"],
    /// The title of the notes at the end of a chapter or book.
    Notes => ["Notes", "Notes", "Anmerkungen", "Notas", "Note"],
    /// One footnote.
    Footnote => ["Footnote", "Note de bas de page", "Fußnote", "Nota al pie", "Nota a piè di pagina"],
    /// Back from a footnote to its mark.
    BackToText => ["Back to the text", "Retour au texte", "Zurück zum Text", "Volver al texto", "Torna al testo"],
    /// The index's title.
    Index => ["Index", "Index", "Register", "Índice alfabético", "Indice analitico"],
    /// Before the term of the index that readers look up instead.
    See => ["see", "voir", "siehe", "véase", "vedi"],
    /// Before a term of the index under which there is more.
    SeeAlso => ["see also", "voir aussi", "siehe auch", "véase también", "vedi anche"],
    /// Before a folio in running text.
    OnPage => ["p.", "p.", "S.", "pág.", "pag."],
    /// The title of the index of speakers.
    Speakers => ["Speakers", "Intervenants", "Vortragende", "Ponentes", "Relatori"],
    /// The title of the table of talks.
    Programme => ["Programme", "Programme", "Programm", "Programa", "Programma"],
    /// The title of the list of figures.
    ListOfFigures => ["List of figures", "Table des figures", "Abbildungsverzeichnis", "Índice de figuras", "Elenco delle figure"],
    /// The title of the list of tables.
    ListOfTables => ["List of tables", "Liste des tableaux", "Tabellenverzeichnis", "Índice de tablas", "Elenco delle tabelle"],
    /// The title of the list of listings.
    ListOfListings => ["List of listings", "Liste des listings", "Listingverzeichnis", "Índice de listados", "Elenco dei listati"],
    /// The title of the list of talks.
    ListOfTalks => ["Talks", "Conférences", "Vorträge", "Charlas", "Interventi"],
    /// The head of a column of talks.
    Talk => ["Talk", "Conférence", "Vortrag", "Charla", "Intervento"],
    /// The head of a column of times.
    Time => ["Time", "Heure", "Zeit", "Hora", "Ora"],
    /// The head of a column of rooms.
    Room => ["Room", "Salle", "Raum", "Sala", "Sala"],
    /// What stands on something that folds and has no title.
    Details => ["Details", "Détails", "Details", "Detalles", "Dettagli"],
    /// A talk's abstract.
    Abstract => ["Abstract", "Résumé", "Zusammenfassung", "Resumen", "Sommario"],
    /// A book's cover.
    Cover => ["Cover", "Couverture", "Umschlag", "Cubierta", "Copertina"],
    /// The title page.
    TitlePage => ["Title page", "Page de titre", "Titelseite", "Portada", "Frontespizio"],
    /// The start of the text.
    StartOfText => ["Start of text", "Début du texte", "Textanfang", "Comienzo del texto", "Inizio del testo"],
    /// The list of pages.
    PageList => ["List of pages", "Liste des pages", "Seitenverzeichnis", "Lista de páginas", "Elenco delle pagine"],
    /// The places of a book that one jumps to.
    Landmarks => ["Landmarks", "Repères", "Orientierungspunkte", "Puntos de referencia", "Punti di riferimento"],
    /// After the head of a table that goes on.
    Continued => ["continued", "suite", "Fortsetzung", "continuación", "continua"],
    /// Before a version's number.
    Version => ["Version", "Version", "Version", "Versión", "Versione"],
    /// The words of a formula that is shown as its source.
    Formula => ["Formula", "Formule", "Formel", "Fórmula", "Formula"],
    /// A sound.
    Audio => ["Audio", "Son", "Ton", "Audio", "Audio"],
    /// A film.
    Video => ["Video", "Vidéo", "Video", "Vídeo", "Video"],
}

/// A label's words in a language; English where we don't have the language.
pub fn label(language: Language, label: Label) -> &'static str {
    let column = match language.primary() {
        "fr" => 1,
        "de" => 2,
        "es" => 3,
        "it" => 4,
        primary => {
            let usual = match (language.tag(), primary) {
                ("zh-Hant" | "zh-HK" | "zh-MO", _) => "zh-TW",
                (_, "zh") => "zh-CN",
                (_, "no") => "nb",
                _ => primary,
            };
            let known = locales::word(language.tag(), label).or_else(|| locales::word(usual, label));
            return known.unwrap_or(label.words()[0]);
        }
    };
    label.words()[column]
}

impl From<AdmonitionKind> for Label {
    fn from(kind: AdmonitionKind) -> Self {
        match kind {
            AdmonitionKind::Note => Self::Note,
            AdmonitionKind::Tip => Self::Tip,
            AdmonitionKind::Important => Self::Important,
            AdmonitionKind::Warning => Self::Warning,
            AdmonitionKind::Caution => Self::Caution,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_the_language_and_fall_back_to_english() {
        assert_eq!(label(Language::FRENCH, Label::Warning), "Attention");
        assert_eq!(label(Language::UNKNOWN, Label::Contents), "Contents");
        let swiss = Language::parse("fr-CH").unwrap();
        assert_eq!(label(swiss, Label::Contents), "Table des matières");
        let word = |tag, of| label(Language::parse(tag).unwrap(), of);
        assert_eq!(word("ja", Label::Note), "注記");
        assert_eq!(word("pt-BR", Label::Caution), "Cuidado");
        assert_eq!(word("zh-TW", Label::Figure), word("zh-tw", Label::Figure));
        assert_eq!((word("zh", Label::Note), word("zh-Hant", Label::Note)), ("笔记", word("zh-TW", Label::Note)));
        assert_eq!(word("no", Label::Note), "Merk");
        assert_eq!(word("nl-BE", Label::Table), "Tabel");
        assert_eq!((word("fi", Label::Section), word("ko", Label::Photo)), ("Section", "Photo"));
        assert!(Label::ALL.iter().all(|label| label.words().iter().all(|words| !words.is_empty())));
    }
}
