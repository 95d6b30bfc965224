//! A book as one line a node: what Asciidoctor understands of the same manuscript, so that the two
//! can be compared. What we know beyond Asciidoctor (figures, talks, languages, our labels) is not
//! shown.

use crate::model::{
    Block, BlockKind, Book, Cell, CellStyle, Column, ContainerKind, DescriptionList, Doctype, HorizontalAlign, Inline,
    InlineKind, List, ListItem, ListKind, MediaKind, OUTER_TITLE, Picture, Quote, Row, SECTION_TITLE, Section,
    StemNotation, Styled, Table, TextStyle, Verbatim, VerbatimKind, VerticalAlign,
};

/// The outline of a book.
pub fn outline(book: &Book) -> String {
    let mut writer = Writer { book, out: String::new(), depth: 0 };
    writer.document();
    writer.out
}

struct Writer<'a> {
    book: &'a Book,
    out: String,
    depth: usize,
}

/// The facts of a line.
#[derive(Default)]
struct Line {
    text: String,
}

impl Line {
    fn new(name: &str) -> Self {
        Self { text: name.to_owned() }
    }

    fn marks(mut self, anchor: Option<&str>, roles: &[String]) -> Self {
        if let Some(id) = anchor {
            self.text.push_str(" #");
            self.text.push_str(id);
        }
        for role in roles {
            self.text.push_str(" .");
            self.text.push_str(role);
        }
        self
    }

    fn fact(mut self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        if let Some(value) = value {
            let value = value.as_ref();
            let is_quoted = value.is_empty() || value.contains(|c: char| c.is_ascii_whitespace() || c == '"');
            let value = if is_quoted { inspected(value) } else { value.to_owned() };
            self.text.push_str(&format!(" {name}={value}"));
        }
        self
    }

    fn flag(self, name: &str, is_set: bool) -> Self {
        self.fact(name, is_set.then_some("true"))
    }

    fn words(mut self, text: &str) -> Self {
        self.text.push_str(" :: ");
        self.text.push_str(text);
        self
    }
}

impl Writer<'_> {
    fn line(&mut self, line: Line) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.out.push_str(&line.text);
        self.out.push('\n');
    }

    fn nested(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn document(&mut self) {
        let book = self.book;
        let title = book.info.title.as_ref().or_else(|| book.sections.first().map(|section| &section.title));
        if let Some(title) = title {
            let title = self.inlines(title);
            self.line(Line::new("document").words(&title));
        }
        self.header();
        if book.has_preamble() {
            self.line(Line::new("preamble"));
            self.nested(|writer| writer.blocks(&book.opening));
        } else {
            self.blocks(&book.opening);
        }
        for section in &book.sections {
            self.section(section);
        }
        for footnote in &book.footnotes {
            let text = self.inlines(&footnote.text);
            self.line(Line::new(&format!("footnote {}", footnote.number)).words(&text));
        }
    }

    fn header(&mut self) {
        let info = &self.book.info;
        if info.title.is_none() {
            return;
        }
        for author in info.authors.iter().filter(|_| info.doctype != Doctype::Manpage) {
            let parts = [Some(author.name.as_str()), author.email.as_deref()];
            let parts: Vec<_> = parts.into_iter().flatten().map(escaped).collect();
            self.line(Line::new("author").words(&parts.join(" | ")));
        }
        let revision = &info.revision;
        if revision.number.is_some() || revision.date.is_some() {
            let parts = [&revision.number, &revision.date, &revision.remark];
            let parts: Vec<_> = parts.into_iter().map(|part| escaped(part.as_deref().unwrap_or(""))).collect();
            self.line(Line::new("revision").words(&parts.join(" | ")));
        }
    }

    fn section(&mut self, section: &Section) {
        let caption = self.appendix_caption(section);
        let number = section.full_number.as_deref().filter(|_| caption.is_none());
        let line = Line::new("section")
            .marks(section.anchor.as_deref(), &section.roles)
            .fact("level", Some(section.level.to_string()))
            .fact("name", section.special.as_deref())
            .fact("number", number);
        let words = caption.unwrap_or_default() + &self.inlines(&section.title);
        self.line(line.words(&words));
        self.nested(|writer| {
            writer.blocks(&section.blocks);
            section.sections.iter().for_each(|section| writer.section(section));
        });
    }

    /// The caption that Asciidoctor gives an appendix, in its own English where the author says nothing.
    fn appendix_caption(&self, section: &Section) -> Option<String> {
        let number = section.full_number.as_deref().filter(|_| section.special.as_deref() == Some("appendix"))?;
        let letter = number.split('.').next().unwrap_or(number);
        match self.book.info.attributes.get("appendix-caption") {
            None if section.label.as_deref() == Some(&format!("{letter}.")) => Some(format!("{letter}. ")),
            word => Some(format!("{} {letter}: ", word.unwrap_or("Appendix"))),
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn head(&self, name: &str, block: &Block) -> Line {
        Line::new(name).marks(block.anchor.as_deref(), &block.roles)
    }

    /// Ends a block's facts with its title.
    fn titled(&self, line: Line, block: &Block) -> Line {
        match &block.title {
            Some(title) => {
                let title = inspected(&self.inlines(title));
                Line { text: format!("{} title={title}", line.text) }
            }
            None => line,
        }
    }

    fn block(&mut self, block: &Block) {
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
            BlockKind::PageBreak => self.line(Line::new("pagebreak")),
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
    fn code(&mut self, lines: &str) {
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

    fn table(&mut self, block: &Block, table: &Table) {
        let is_automatic = block.options.iter().any(|option| option == "autowidth");
        let is_automatic = is_automatic && table.columns.iter().all(|column| column.width.is_none());
        let columns = shares(table, is_automatic);
        let line = self
            .head("table", block)
            .fact("cols", Some(columns.join(",")))
            .fact("frame", Some(&table.frame))
            .fact("grid", Some(&table.grid))
            .fact("stripes", table.stripes.as_deref());
        self.line(self.titled(line, block));
        self.nested(|writer| {
            for (part, rows) in [("head", &table.head), ("body", &table.body), ("foot", &table.foot)] {
                // Cells that fill no row are not Asciidoctor's.
                let count = rows.len() - if part == "body" { table.loose_rows.min(rows.len()) } else { 0 };
                rows.iter().take(count).for_each(|row| writer.row(part, row));
            }
        });
    }

    fn row(&mut self, part: &str, row: &Row) {
        self.line(Line::new(&format!("row {part}")));
        self.nested(|writer| row.cells.iter().for_each(|cell| writer.cell(cell, part == "head")));
    }

    fn cell(&mut self, cell: &Cell, is_head: bool) {
        let mut text = "cell".to_owned();
        if cell.column_span > 1 || cell.row_span > 1 {
            text.push_str(&format!(" {}x{}", cell.column_span, cell.row_span));
        }
        text.push_str(match cell.horizontal {
            HorizontalAlign::Left => "",
            HorizontalAlign::Centre => " center",
            HorizontalAlign::Right => " right",
        });
        text.push_str(match cell.vertical {
            VerticalAlign::Top => "",
            VerticalAlign::Middle => " middle",
            VerticalAlign::Bottom => " bottom",
        });
        let (style, open, close) = cell_style(cell.style);
        text.push_str(style);
        let line = Line { text };
        match (cell.style, cell.blocks.as_slice()) {
            (CellStyle::AsciiDoc, blocks) => {
                self.line(line);
                self.nested(|writer| writer.cell_document(blocks));
            }
            (CellStyle::Literal, blocks) => {
                self.line(line);
                if let [Block { kind: BlockKind::Verbatim(verbatim), .. }] = blocks {
                    let mut lines = String::new();
                    self.push_inlines(&verbatim.lines, &mut lines);
                    self.nested(|writer| writer.code(&lines));
                }
            }
            (_, [] | [_]) => {
                let words = cell.blocks.first().map_or(String::new(), |block| self.paragraph_text(block));
                let words = if words.is_empty() { words } else { format!("{open}{words}{close}") };
                self.line(line.words(&words));
            }
            (_, blocks) if is_head => {
                let words: Vec<_> = blocks.iter().map(|block| self.paragraph_text(block)).collect();
                self.line(line.words(&words.join(" ")));
            }
            (_, blocks) => {
                self.line(line);
                self.nested(|writer| {
                    for block in blocks {
                        let words = writer.paragraph_text(block);
                        writer.line(Line::new("paragraph").words(&format!("{open}{words}{close}")));
                    }
                });
            }
        }
    }

    /// The document in a cell: its headings that were titles are titles again.
    fn cell_document(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        let mut has_title = false;
        if let Some((first, behind)) = blocks.split_first()
            && let Some((0, title)) = title_of(first, OUTER_TITLE)
        {
            let title = self.inlines(title);
            self.line(Line::new("document").words(&title));
            (rest, has_title) = (behind, true);
        }
        let opening = rest.iter().take_while(|block| title_of(block, SECTION_TITLE).is_none()).count();
        let (opening, sections) = rest.split_at(opening);
        if has_title && !opening.is_empty() && !sections.is_empty() {
            self.line(Line::new("preamble"));
            self.nested(|writer| writer.blocks(opening));
        } else {
            self.blocks(opening);
        }
        let outer = self.depth;
        let first = sections.first().and_then(|block| title_of(block, SECTION_TITLE)).map_or(1, |(level, _)| level);
        for block in sections {
            match title_of(block, SECTION_TITLE) {
                Some((level, title)) => {
                    self.depth = outer + usize::from(level.saturating_sub(first));
                    let title = self.inlines(title);
                    self.line(self.head("section", block).fact("level", Some(level.to_string())).words(&title));
                    self.depth += 1;
                }
                None => self.block(block),
            }
        }
        self.depth = outer;
    }

    fn paragraph_text(&self, block: &Block) -> String {
        match &block.kind {
            BlockKind::Paragraph(text) => self.inlines(text),
            _ => String::new(),
        }
    }

    /// An inline text on one line.
    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        self.push_inlines(inlines, &mut text);
        one_line(&text)
    }

    fn push_inlines(&self, inlines: &[Inline], out: &mut String) {
        inlines.iter().for_each(|inline| self.push_inline(inline, out));
    }

    fn push_inline(&self, inline: &Inline, out: &mut String) {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(&escaped(text)),
            InlineKind::Styled(styled) => self.push_styled(styled, out),
            InlineKind::Link(link) => {
                out.push_str(&format!("<link {}>", escaped(&link.target)));
                self.push_inlines(&link.body, out);
                out.push_str("</link>");
            }
            InlineKind::Xref(xref) => {
                out.push_str(&format!("<xref {}>", escaped(&self.document_suffix(&xref.target))));
                let outlined = xref.outer.as_ref().map(|outer| &outer.outlined).filter(|_| !xref.has_own_words);
                self.push_inlines(outlined.unwrap_or(&xref.body), out);
                out.push_str("</xref>");
            }
            InlineKind::Image(picture) => {
                let alt = inspected(&escaped(picture.alt.as_deref().unwrap_or(&picture.derived_alt)));
                out.push_str(&format!("<image {} alt={alt}/>", escaped(&picture.target)));
            }
            InlineKind::Icon(name) => self.push_icon(name, out),
            InlineKind::Anchor(anchor) => {
                out.push_str(&format!("<anchor {}/>", anchor.id));
                if anchor.is_bibliography {
                    out.push('[');
                    match &anchor.label {
                        Some(label) => self.push_inlines(label, out),
                        None => out.push_str(&escaped(&anchor.id)),
                    }
                    out.push(']');
                }
            }
            InlineKind::Footnote(mark) => match mark.number {
                Some(number) => out.push_str(&format!("<footnote {number}/>")),
                None => out.push_str("<footnote ?/>"),
            },
            InlineKind::Break => out.push_str("<br/>"),
            InlineKind::Keyboard(keys) => out.push_str(&format!("<kbd>{}</kbd>", escaped(&keys.join("+")))),
            InlineKind::Button(label) => out.push_str(&format!("<btn>{}</btn>", escaped(label))),
            InlineKind::Menu(path) => {
                let path: Vec<_> = path.iter().map(|item| escaped(item)).collect();
                out.push_str(&format!("<menu>{}</menu>", path.join(" > ")));
            }
            InlineKind::IndexTerm(term) => {
                let mut terms = term.terms.iter().map(|term| escaped(term)).collect::<Vec<_>>().join(" | ");
                if let Some(visible) = &term.visible {
                    terms.clear();
                    self.push_inlines(visible, &mut terms);
                    out.push_str(&terms);
                }
                out.push_str(&format!("<index {terms}/>"));
            }
            InlineKind::Callout(number) => out.push_str(&format!("<conum {number}/>")),
            InlineKind::Stem(stem) => {
                let name = match stem.notation {
                    StemNotation::AsciiMath => "asciimath",
                    StemNotation::Latex => "latexmath",
                };
                out.push_str(&format!("<{name}>{}</{name}>", escaped(&stem.source)));
            }
            InlineKind::Raw(raw) => out.push_str(raw),
        }
    }

    fn push_styled(&self, styled: &Styled, out: &mut String) {
        let mut marks = styled.anchor.as_ref().map_or(String::new(), |id| format!("#{id}"));
        styled.roles.iter().for_each(|role| marks.push_str(&format!(".{role}")));
        let (name, open, close) = match styled.style {
            TextStyle::Strong => ("b", "", ""),
            TextStyle::Emphasis => ("i", "", ""),
            TextStyle::Monospace => ("code", "", ""),
            TextStyle::Highlight => ("mark", "", ""),
            TextStyle::Superscript => ("sup", "", ""),
            TextStyle::Subscript => ("sub", "", ""),
            TextStyle::DoubleQuoted => ("", "\u{201C}", "\u{201D}"),
            TextStyle::SingleQuoted => ("", "\u{2018}", "\u{2019}"),
            TextStyle::Plain => ("", "", ""),
        };
        let name = if name.is_empty() && !marks.is_empty() { "span" } else { name };
        if !name.is_empty() {
            out.push_str(&format!("<{name}{marks}>"));
        }
        out.push_str(open);
        self.push_inlines(&styled.body, out);
        out.push_str(close);
        if !name.is_empty() {
            out.push_str(&format!("</{name}>"));
        }
    }

    /// An icon of a font by its name, else Asciidoctor's picture of it.
    fn push_icon(&self, name: &str, out: &mut String) {
        let attributes = &self.book.info.attributes;
        if attributes.get("icons") == Some("font") {
            out.push_str(&format!("<icon {name}/>"));
            return;
        }
        let images =
            attributes.get("imagesdir").map_or("./images/icons".to_owned(), |folder| format!("{folder}/icons"));
        let folder = attributes.get("iconsdir").unwrap_or(&images);
        let kind = attributes.get("icontype").unwrap_or("png");
        out.push_str(&format!("<image {folder}/{name}.{kind} alt={}/>", inspected(&name.replace(['-', '_'], " "))));
    }

    /// The ending that Asciidoctor's outline gives to other documents.
    fn document_suffix(&self, target: &str) -> String {
        let (path, fragment) = match target.find('#') {
            Some(at) => target.split_at(at),
            None => (target, ""),
        };
        match path.strip_suffix(".html") {
            Some(stem) if !self.book.info.attributes.is_set("outfilesuffix") => format!("{stem}.outline{fragment}"),
            _ => target.to_owned(),
        }
    }
}

/// Level and words of a heading that was a title of this kind.
fn title_of<'a>(block: &'a Block, option: &str) -> Option<(u8, &'a [Inline])> {
    match &block.kind {
        BlockKind::Heading(heading) if block.options.iter().any(|given| given == option) => {
            Some((heading.level, heading.title.as_slice()))
        }
        _ => None,
    }
}

fn cell_style(style: CellStyle) -> (&'static str, &'static str, &'static str) {
    match style {
        CellStyle::Default => ("", "", ""),
        CellStyle::AsciiDoc => (" asciidoc", "", ""),
        CellStyle::Emphasis => (" emphasis", "<i>", "</i>"),
        CellStyle::Header => (" header", "", ""),
        CellStyle::Literal => (" literal", "", ""),
        CellStyle::Monospace => (" monospaced", "<code>", "</code>"),
        CellStyle::Strong => (" strong", "<b>", "</b>"),
    }
}

/// The columns' shares; where the contents decide a tilde, or what `cols` has where all of the table is so.
fn shares(table: &Table, is_automatic: bool) -> Vec<String> {
    let share = |column: &Column| match column.width {
        Some(width) => per_cent(width),
        None if is_automatic => per_cent(column.share),
        None => "~".to_owned(),
    };
    table.columns.iter().map(share).collect()
}

/// A share in 1/10000 as per cent with at most one decimal.
fn per_cent(share: u32) -> String {
    let tenths = (share + 5) / 10;
    if tenths.is_multiple_of(10) { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// Line feeds with the blanks around them become one space.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_matches([' ', '\t'])).collect();
    let mut line = String::with_capacity(text.len());
    for (index, part) in lines.iter().enumerate() {
        if part.is_empty() && index > 0 && index + 1 < lines.len() {
            continue;
        }
        if index > 0 {
            line.push(' ');
        }
        line.push_str(part);
    }
    line.trim_matches([' ', '\t']).to_owned()
}

fn escaped(text: &str) -> String {
    if !text.contains(['<', '>', '&']) {
        return text.to_owned();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A text in quotes as Ruby prints it.
fn inspected(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '#' if matches!(characters.peek(), Some('{' | '$' | '@')) => quoted.push_str("\\#"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_take_rubys_form() {
        assert_eq!(inspected("a \"b\" #{c} \\"), "\"a \\\"b\\\" \\#{c} \\\\\"");
        assert_eq!(one_line(" a  \n b\n\n c\u{A0}\n"), "a b c\u{A0}");
        assert_eq!(per_cent(3333), "33.3");
        assert_eq!(per_cent(5000), "50");
    }
}
