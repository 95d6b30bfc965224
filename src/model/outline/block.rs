//! Blocks but tables, a line each.

use super::text::{escaped, inspected};
use super::{Line, Writer};
use crate::model::{
    Block, BlockKind, ContainerKind, DescriptionList, Inline, List, ListItem, ListKind, MediaKind, Picture, Quote,
    StemNotation, Verbatim, VerbatimKind,
};

impl Writer<'_> {
    pub(super) fn head(&self, name: &str, block: &Block) -> Line {
        Line::new(name).marks(block.anchor.as_deref(), &block.roles)
    }

    /// Ends a block's facts with its title.
    pub(super) fn titled(&self, line: Line, block: &Block) -> Line {
        match &block.title {
            Some(title) => {
                let title = inspected(&self.inlines(title));
                Line { text: format!("{} title={title}", line.text) }
            }
            None => line,
        }
    }

    pub(super) fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(text) => {
                let line = self.titled(self.head("paragraph", block), block);
                let text = self.inlines(text);
                self.line(line.words(&text));
            }
            BlockKind::Heading(heading) => {
                let text = self.inlines(&heading.title);
                let line = self.head("heading", block).fact("level", Some(heading.level.to_string()));
                self.line(line.words(&text));
            }
            BlockKind::Image(picture) => self.image(block, picture),
            BlockKind::Media(media) => {
                let name = match media.kind {
                    MediaKind::Audio => "audio",
                    MediaKind::Video => "video",
                };
                self.line(self.titled(self.head(name, block).fact("src", Some(&media.target)), block));
            }
            BlockKind::Admonition(admonition) => {
                self.container(&format!("admonition {}", admonition.kind.name()), block, &admonition.blocks);
            }
            BlockKind::Container(container) => {
                let name = match container.kind {
                    ContainerKind::Example => "example",
                    ContainerKind::Collapsible => "collapsible",
                    ContainerKind::Sidebar => "sidebar",
                    ContainerKind::Open => "open",
                    ContainerKind::Abstract => "abstract",
                    ContainerKind::PartIntroduction => "partintro",
                };
                self.container(name, block, &container.blocks);
            }
            BlockKind::Quote(quote) => self.quote(block, quote),
            BlockKind::Verbatim(verbatim) => self.verbatim(block, verbatim),
            BlockKind::List(list) => self.list(block, list),
            BlockKind::Descriptions(list) => self.descriptions(block, list),
            BlockKind::Table(table) => self.table(block, table),
            BlockKind::Stem(stem) => {
                let name = match stem.notation {
                    StemNotation::AsciiMath => "stem asciimath",
                    StemNotation::Latex => "stem latexmath",
                };
                self.line(self.titled(self.head(name, block), block));
                let source = escaped(&stem.source);
                self.nested(|writer| writer.code(&source));
            }
            BlockKind::Contents(_) => self.line(Line::new("toc")),
            BlockKind::Rule => self.line(Line::new("rule")),
            BlockKind::PageBreak(_) => self.line(Line::new("pagebreak")),
        }
    }

    fn container(&mut self, name: &str, block: &Block, blocks: &[Block]) {
        self.line(self.titled(self.head(name, block), block));
        self.nested(|writer| writer.blocks(blocks));
    }

    fn image(&mut self, block: &Block, picture: &Picture) {
        let line = self
            .head("image", block)
            .fact("src", Some(&picture.target))
            .fact("alt", Some(escaped(picture.alt.as_deref().unwrap_or(&picture.derived_alt))))
            .fact("width", picture.size.width.as_deref())
            .fact("link", picture.link.as_deref());
        self.line(self.titled(line, block));
    }

    fn sources(&self, line: Line, by: Option<&Vec<Inline>>, cite: Option<&Vec<Inline>>) -> Line {
        line.fact("by", by.map(|by| self.inlines(by))).fact("cite", cite.map(|cite| self.inlines(cite)))
    }

    fn quote(&mut self, block: &Block, quote: &Quote) {
        let line = self.sources(self.head("quote", block), quote.attribution.as_ref(), quote.citation.as_ref());
        self.line(self.titled(line, block));
        self.nested(|writer| writer.blocks(&quote.blocks));
    }

    fn verbatim(&mut self, block: &Block, verbatim: &Verbatim) {
        let line = match &verbatim.kind {
            VerbatimKind::Diagram { written, .. } => {
                return self.block(&Block { kind: *written.clone(), ..block.clone() });
            }
            VerbatimKind::Listing => self.head("listing", block),
            VerbatimKind::Source { language, is_numbered } => {
                self.head("source", block).fact("lang", language.as_deref()).flag("linenums", *is_numbered)
            }
            VerbatimKind::Literal => self.head("literal", block),
            VerbatimKind::Verse { attribution, citation } => {
                self.sources(self.head("verse", block), attribution.as_ref(), citation.as_ref())
            }
            VerbatimKind::Pass => Line::new("pass"),
        };
        let line = if verbatim.kind == VerbatimKind::Pass { line } else { self.titled(line, block) };
        self.line(line);
        let mut lines = String::new();
        self.push_inlines(&verbatim.lines, &mut lines);
        self.nested(|writer| writer.code(&lines));
    }

    /// Kept lines, each behind a bar.
    pub(super) fn code(&mut self, lines: &str) {
        if lines.is_empty() {
            return;
        }
        for line in lines.split('\n') {
            self.line(Line::new(&format!("| {}", line.trim_end())));
        }
    }

    fn list(&mut self, block: &Block, list: &List) {
        let line = match list.kind {
            ListKind::Unordered => self
                .head("ulist", block)
                .fact("style", list.style.as_deref())
                .flag("bibliography", list.is_bibliography),
            ListKind::Ordered => self
                .head("olist", block)
                .fact("style", list.style.as_deref())
                .fact("start", list.start.map(|start| start.to_string()))
                .flag("reversed", list.is_reversed),
            ListKind::Callouts => self.head("colist", block),
        };
        self.line(self.titled(line, block));
        self.nested(|writer| list.items.iter().for_each(|item| writer.item("item", item)));
    }

    fn item(&mut self, name: &str, item: &ListItem) {
        let checked = item.checked.map(|checked| if checked { "yes" } else { "no" });
        let mut line = Line::new(name).fact("checked", checked);
        if !item.text.is_empty() {
            line = line.words(&self.inlines(&item.text));
        }
        self.line(line);
        self.nested(|writer| writer.blocks(&item.blocks));
    }

    fn descriptions(&mut self, block: &Block, list: &DescriptionList) {
        self.line(self.titled(self.head("dlist", block).fact("style", list.style.as_deref()), block));
        self.nested(|writer| {
            for entry in &list.entries {
                for term in &entry.terms {
                    let text = writer.inlines(&term.text);
                    writer.line(Line::new("term").words(&text));
                }
                if let Some(description) = &entry.description {
                    writer.item("description", description);
                }
            }
        });
    }
}
