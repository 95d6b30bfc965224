//! The words of a model in the order in which both writers set them, each with its place.

use notes_pub::model::{
    Block, BlockKind, Book, Inline, InlineKind, ListItem, Media, Piece, Section, Talk, TextStyle, VerbatimKind, pieces,
};
use notes_pub::source::Span;

/// A word and where the text that it is in begins.
#[derive(Debug, Clone)]
pub struct Word {
    pub text: String,
    pub span: Option<Span>,
}

/// Text in the order of reading; footnotes stand apart, for each output has its own place for them.
#[derive(Debug, Default)]
pub struct Words {
    pub body: Vec<Word>,
    pub notes: Vec<Word>,
}

/// The words of `text`; a soft hyphen is where a word may be or is broken, and no part of it.
pub fn cut(text: &str, span: Option<Span>, words: &mut Vec<Word>) {
    words.extend(cut_words(text).map(|text| Word { text, span }));
}

/// The same without their places.
pub fn cut_words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(|word| word.replace('\u{AD}', "")).filter(|word| !word.is_empty())
}

/// The author's words in a book.
pub fn of(book: &Book, is_paper: bool) -> Words {
    let mut gatherer = Gatherer { words: Words::default(), is_paper };
    let info = &book.info;
    for title in [&info.main_title, &info.subtitle].into_iter().flatten() {
        gatherer.text(title);
    }
    let authors = info.authors.iter();
    for author in authors {
        cut(&author.name, Some(info.span), &mut gatherer.words.body);
        let address = author.link.as_ref().map_or("", |link| link.text.as_str());
        cut(address, Some(info.span), &mut gatherer.words.body);
    }
    gatherer.blocks(&book.opening);
    book.sections.iter().for_each(|section| gatherer.section(section));
    for note in &book.footnotes {
        let mut text = String::new();
        gatherer.push(&note.text, &mut text);
        cut(&text, Some(note.span), &mut gatherer.words.notes);
    }
    gatherer.words
}

struct Gatherer {
    words: Words,
    /// Whether formulas are set as their source, and references may say a page.
    is_paper: bool,
}

impl Gatherer {
    fn text(&mut self, inlines: &[Inline]) {
        let mut text = String::new();
        self.push(inlines, &mut text);
        cut(&text, inlines.first().map(|inline| inline.span), &mut self.words.body);
    }

    fn section(&mut self, section: &Section) {
        self.text(&section.title);
        let mut own = section.blocks.as_slice();
        if let Some(talk) = &section.talk {
            own = own.get(talk.consumed..).unwrap_or_default();
            self.talk(talk);
        }
        self.blocks(own);
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn talk(&mut self, talk: &Talk) {
        self.blocks(talk.format.as_slice());
        self.blocks(&talk.schedule);
        for speaker in &talk.speakers {
            let whole = [speaker.lead.as_slice(), &speaker.name, &speaker.rest].concat();
            self.text(&whole);
        }
        self.blocks(&talk.summary);
        self.blocks(std::slice::from_ref(&talk.link));
        self.blocks(&talk.further);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        let is_sign = matches!(&block.kind, BlockKind::Rule | BlockKind::PageBreak(_) | BlockKind::Contents(_));
        let title = block.title.as_ref().filter(|_| !is_sign);
        // What shows a picture has its title below.
        let is_below = matches!(&block.kind, BlockKind::Verbatim(verbatim)
            if matches!(verbatim.kind, VerbatimKind::Diagram { .. }));
        title.filter(|_| !is_below).iter().for_each(|title| self.text(title));
        self.content(block);
        title.filter(|_| is_below).iter().for_each(|title| self.text(title));
    }

    fn content(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(text) => {
                for piece in pieces(text) {
                    if let Piece::Text(text) = piece {
                        self.text(text);
                    }
                }
            }
            BlockKind::Heading(heading) => self.text(&heading.title),
            BlockKind::Admonition(admonition) => self.blocks(&admonition.blocks),
            BlockKind::Container(container) => self.blocks(&container.blocks),
            BlockKind::Quote(quote) => {
                self.blocks(&quote.blocks);
                self.credits(&quote.attribution, &quote.citation);
            }
            BlockKind::Verbatim(verbatim) => {
                self.text(&verbatim.lines);
                if let VerbatimKind::Verse { attribution, citation } = &verbatim.kind {
                    self.credits(attribution, citation);
                }
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| self.item(item)),
            BlockKind::Descriptions(list) => {
                for entry in &list.entries {
                    entry.terms.iter().for_each(|term| self.text(&term.text));
                    entry.description.iter().for_each(|item| self.item(item));
                }
            }
            BlockKind::Table(table) => {
                for row in table.head.iter().chain(&table.body).chain(&table.foot) {
                    row.cells.iter().for_each(|cell| self.blocks(&cell.blocks));
                }
            }
            BlockKind::Stem(stem) if self.is_paper => cut(&stem.source, Some(block.span), &mut self.words.body),
            BlockKind::Media(media) => self.media(media, block.span),
            BlockKind::Stem(_)
            | BlockKind::Image(_)
            | BlockKind::Contents(_)
            | BlockKind::Rule
            | BlockKind::PageBreak(_) => {}
        }
    }

    /// Who said it, and where; in an EPUB with what the writer puts before and between them.
    fn credits(&mut self, attribution: &Option<Vec<Inline>>, citation: &Option<Vec<Inline>>) {
        let parts: Vec<&Vec<Inline>> = [attribution, citation].into_iter().flatten().collect();
        let Some(span) = parts.iter().find_map(|part| part.first()).map(|inline| inline.span) else { return };
        let mut text = if self.is_paper { String::new() } else { "\u{2014} ".to_owned() };
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                text.push_str(if self.is_paper { " " } else { ", " });
            }
            self.push(part, &mut text);
        }
        cut(&text, Some(span), &mut self.words.body);
    }

    /// A sound's or film's address; in an EPUB behind the word for it.
    /// What a sound or film is called where it can't be played: the name of its file. What else is said is ours.
    fn media(&mut self, media: &Media, span: Span) {
        let name = media.target.rsplit('/').next().unwrap_or(&media.target);
        cut(name, Some(span), &mut self.words.body);
    }

    fn item(&mut self, item: &ListItem) {
        self.text(&item.text);
        self.blocks(&item.blocks);
    }

    fn push(&self, inlines: &[Inline], text: &mut String) {
        inlines.iter().for_each(|inline| self.push_one(inline, text));
    }

    fn push_one(&self, inline: &Inline, text: &mut String) {
        match &inline.kind {
            InlineKind::Text(words) => text.push_str(words),
            InlineKind::Styled(styled) => {
                let (open, close) = match styled.style {
                    TextStyle::DoubleQuoted => ("\u{201C}", "\u{201D}"),
                    TextStyle::SingleQuoted => ("\u{2018}", "\u{2019}"),
                    _ => ("", ""),
                };
                text.push_str(open);
                self.push(&styled.body, text);
                text.push_str(close);
            }
            InlineKind::Link(link) if link.body.is_empty() => text.push_str(&link.target),
            InlineKind::Link(link) => self.push(&link.body, text),
            InlineKind::Xref(xref) if self.is_paper && xref.style.as_deref() == Some("page") => {}
            InlineKind::Xref(xref) if xref.body.is_empty() => text.push_str(xref.target.trim_start_matches('#')),
            InlineKind::Xref(xref) => self.push(&xref.body, text),
            InlineKind::Break => text.push('\n'),
            InlineKind::Keyboard(keys) => text.push_str(&keys.join("+")),
            InlineKind::Button(label) => text.push_str(label),
            InlineKind::Menu(path) => text.push_str(&path.join(" › ")),
            InlineKind::IndexTerm(term) => self.push(term.visible.as_deref().unwrap_or_default(), text),
            InlineKind::Stem(stem) if self.is_paper => text.push_str(&stem.source),
            InlineKind::Raw(raw) => text.push_str(raw),
            InlineKind::Anchor(anchor) if anchor.is_bibliography => {
                text.push('[');
                match &anchor.label {
                    Some(label) => self.push(label, text),
                    None => text.push_str(&anchor.id),
                }
                text.push(']');
            }
            InlineKind::Stem(_)
            | InlineKind::Image(_)
            | InlineKind::Icon(_)
            | InlineKind::Anchor(_)
            | InlineKind::Footnote(_)
            | InlineKind::Callout(_) => {}
        }
    }
}
