//! Which language every part of a manuscript is in.
//!
//! The author's word comes first: `[lang=…]` for a block, `:lang:` for all. Where there is none,
//! each text is scored; first among all languages we know, to learn which ones the manuscript uses,
//! then among those. What says nothing takes the language of its neighbours.

use crate::model::score::{self, ALL, COMMON, Candidates, LANGUAGES, Scores};
use crate::model::{
    Block, BlockKind, Footnote, Info, Inline, InlineKind, Language, ListItem, Section, TextStyle, VerbatimKind,
};

/// Sets the language of the book and of everything in it.
pub(super) fn detect(info: &mut Info, opening: &mut [Block], sections: &mut [Section], footnotes: &mut [Footnote]) {
    let mut census = Census { candidates: ALL, words: [0; LANGUAGES] };
    if !info.language.is_known() {
        let title = info.title.as_deref().unwrap_or_default();
        census.take(title);
        census.blocks(opening);
        census.sections(sections);
        footnotes.iter().for_each(|footnote| census.take(&footnote.text));
        info.language = census.most().unwrap_or(Language::ENGLISH);
    }
    let guess = Guess { candidates: census.likely(), is_given: census.words == [0; LANGUAGES] };
    guess.blocks(opening, info.language);
    guess.sections(sections, info.language);
    for footnote in footnotes {
        let found = known(footnote.language).or_else(|| guess.of(&[&footnote.text]));
        footnote.language = found.unwrap_or(info.language);
    }
}

/// How many words are in which language.
struct Census {
    candidates: Candidates,
    words: [u32; LANGUAGES],
}

impl Census {
    fn take(&mut self, inlines: &[Inline]) {
        let scores = score::score(&prose(inlines), self.candidates);
        if let Some(index) = scores.language() {
            self.words[index] += scores.words;
        }
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            self.take(&section.title);
            self.blocks(&section.blocks);
            self.sections(&section.sections);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| each_text(block, &mut |text| self.take(text)));
    }

    /// The language of most words.
    fn most(&self) -> Option<Language> {
        let (index, words) =
            self.words.iter().enumerate().max_by_key(|(index, words)| (**words, usize::MAX - index))?;
        (*words > 0).then(|| language(index))
    }

    /// The languages that the manuscript uses: those of more than a twentieth of its words, of rarer ones a tenth.
    fn likely(&self) -> Candidates {
        let total: u32 = self.words.iter().sum();
        let is_likely = |index: &usize| self.words[*index] * if *index < COMMON { 20 } else { 10 } > total;
        let likely = (0..LANGUAGES).filter(is_likely).fold(0, |set, index| set | (1 << index));
        score::without_kin(likely, &self.words)
    }
}

/// Guesses languages among the likely ones.
struct Guess {
    candidates: Candidates,
    /// Whether the author said which language everything is in.
    is_given: bool,
}

impl Guess {
    /// The language that some texts speak for.
    fn of(&self, texts: &[&[Inline]]) -> Option<Language> {
        let mut scores = Scores::default();
        texts.iter().for_each(|text| scores.add(&self.score(text)));
        self.decided(&scores)
    }

    fn score(&self, text: &[Inline]) -> Scores {
        if self.is_given { Scores::default() } else { score::score(&prose(text), self.candidates) }
    }

    fn decided(&self, scores: &Scores) -> Option<Language> {
        scores.language().map(language)
    }

    /// What all of a block says.
    fn whole(&self, block: &Block) -> Scores {
        let mut scores = Scores::default();
        each_text(block, &mut |text| scores.add(&self.score(text)));
        scores
    }

    fn sections(&self, sections: &mut [Section], outer: Language) {
        for section in sections {
            let mut scores = self.score(&section.title);
            section.blocks.iter().for_each(|block| scores.add(&self.whole(block)));
            let inner = known(section.language).or_else(|| self.decided(&scores)).unwrap_or(outer);
            if !section.language.is_known() {
                section.language = self.of(&[&section.title]).unwrap_or(inner);
            }
            self.blocks(&mut section.blocks, inner);
            self.sections(&mut section.sections, inner);
        }
    }

    fn blocks(&self, blocks: &mut [Block], outer: Language) {
        let own: Vec<_> =
            blocks.iter().map(|block| known(block.language).or_else(|| self.decided(&self.whole(block)))).collect();
        let languages = filled(&own, outer);
        for (block, language) in blocks.iter_mut().zip(languages) {
            block.language = language;
            self.inside(block);
        }
    }

    fn inside(&self, block: &mut Block) {
        let outer = block.language;
        match &mut block.kind {
            BlockKind::Admonition(admonition) => self.blocks(&mut admonition.blocks, outer),
            BlockKind::Container(container) => self.blocks(&mut container.blocks, outer),
            BlockKind::Quote(quote) => self.blocks(&mut quote.blocks, outer),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| self.item(item, outer)),
            BlockKind::Descriptions(list) => {
                for entry in &mut list.entries {
                    for term in &mut entry.terms {
                        term.language = known(term.language).or_else(|| self.of(&[&term.text])).unwrap_or(outer);
                    }
                    entry.description.iter_mut().for_each(|description| self.item(description, outer));
                }
            }
            BlockKind::Table(table) => {
                let rows = table.head.iter_mut().chain(&mut table.body).chain(&mut table.foot);
                rows.flat_map(|row| &mut row.cells).for_each(|cell| self.blocks(&mut cell.blocks, outer));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Image(_)
            | BlockKind::Media(_)
            | BlockKind::Verbatim(_)
            | BlockKind::Stem(_)
            | BlockKind::Contents(_)
            | BlockKind::Rule
            | BlockKind::PageBreak(_) => {}
        }
    }

    fn item(&self, item: &mut ListItem, outer: Language) {
        item.language = known(item.language).or_else(|| self.of(&[&item.text])).unwrap_or(outer);
        self.blocks(&mut item.blocks, item.language);
    }
}

fn known(language: Language) -> Option<Language> {
    language.is_known().then_some(language)
}

fn language(index: usize) -> Language {
    Language::parse(score::tag(index)).unwrap_or(Language::ENGLISH)
}

/// Each unknown language becomes that of the one before, else that of the next known one.
fn filled(own: &[Option<Language>], outer: Language) -> Vec<Language> {
    let mut before = None;
    let mut languages = Vec::with_capacity(own.len());
    for (index, language) in own.iter().enumerate() {
        let next = || own.get(index..).unwrap_or_default().iter().flatten().next().copied();
        let language = language.or(before).or_else(next).unwrap_or(outer);
        before = Some(language);
        languages.push(language);
    }
    languages
}

/// Every text in a block.
fn each_text(block: &Block, visit: &mut impl FnMut(&[Inline])) {
    if let Some(title) = &block.title {
        visit(title);
    }
    match &block.kind {
        BlockKind::Paragraph(text) => visit(text),
        BlockKind::Heading(heading) => visit(&heading.title),
        BlockKind::Admonition(admonition) => admonition.blocks.iter().for_each(|block| each_text(block, visit)),
        BlockKind::Container(container) => container.blocks.iter().for_each(|block| each_text(block, visit)),
        BlockKind::Quote(quote) => quote.blocks.iter().for_each(|block| each_text(block, visit)),
        BlockKind::Verbatim(verbatim) => {
            if matches!(verbatim.kind, VerbatimKind::Verse { .. }) {
                visit(&verbatim.lines);
            }
        }
        BlockKind::List(list) => list.items.iter().for_each(|item| each_text_of_item(item, visit)),
        BlockKind::Descriptions(list) => {
            for entry in &list.entries {
                entry.terms.iter().for_each(|term| visit(&term.text));
                entry.description.iter().for_each(|description| each_text_of_item(description, visit));
            }
        }
        BlockKind::Table(table) => {
            let rows = table.head.iter().chain(&table.body).chain(&table.foot);
            let blocks = rows.flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
            blocks.for_each(|block| each_text(block, visit));
        }
        BlockKind::Image(_)
        | BlockKind::Media(_)
        | BlockKind::Stem(_)
        | BlockKind::Contents(_)
        | BlockKind::Rule
        | BlockKind::PageBreak(_) => {}
    }
}

fn each_text_of_item(item: &ListItem, visit: &mut impl FnMut(&[Inline])) {
    visit(&item.text);
    item.blocks.iter().for_each(|block| each_text(block, visit));
}

/// The words that are prose: not code, not addresses, not what names its own language.
fn prose(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_prose(inlines, &mut text);
    text
}

fn push_prose(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) => text.push_str(words),
            InlineKind::Styled(styled) if styled.style == TextStyle::Monospace || styled.language.is_some() => {
                text.push(' ')
            }
            InlineKind::Styled(styled) => push_prose(&styled.body, text),
            InlineKind::Link(link) if !link.is_bare => push_prose(&link.body, text),
            InlineKind::Xref(xref) => push_prose(&xref.body, text),
            InlineKind::IndexTerm(term) => push_prose(term.visible.as_deref().unwrap_or_default(), text),
            _ => text.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_take_the_language_before_them_then_the_next() {
        let (fr, en) = (Some(Language::FRENCH), Some(Language::ENGLISH));
        let filled = filled(&[None, fr, None, en, None], Language::UNKNOWN);
        let tags: Vec<_> = filled.iter().map(Language::tag).collect();
        assert_eq!(tags, ["fr", "fr", "fr", "en", "en"]);
    }
}
