//! Blocks.

use asciidoc_parser::HasSpan;
use asciidoc_parser::attributes::Attrlist;
use asciidoc_parser::blocks::{
    AdmonitionBlock, AdmonitionVariant, Block, BreakType, IsBlock, MediaBlock, MediaType, QuoteBlock, QuoteType,
    SimpleBlock, SimpleBlockStyle,
};

use super::Lowering;
use super::parts::{ImageParts, alt, attribute, positional, words};
use crate::asciidoc::entities::decoded;
use crate::asciidoc::scope::Said;
use crate::model::{
    self, Admonition, AdmonitionKind, BlockKind, Caption, CaptionKind, Container, ContainerKind, ContentsPlace, Inline,
    Language, Listed, MediaKind, NodeId, PictureSize, Quote, Stem, StemNotation,
};

impl Lowering<'_> {
    /// Blocks in a row; attribute entries among them take effect.
    pub(super) fn blocks<'b>(&mut self, blocks: impl Iterator<Item = &'b Block<'b>>) -> Vec<model::Block> {
        let mut lowered = Vec::new();
        for block in blocks {
            lowered.extend(self.block(block));
            if self.list_depth == 0 {
                lowered.append(&mut self.lifted);
            }
        }
        lowered
    }

    /// One block; `None` for what says nothing, as comments.
    pub(super) fn block<'b>(&mut self, block: &'b Block<'b>) -> Option<model::Block> {
        if let Block::DocumentAttribute(attribute) = block {
            self.scope.apply(attribute);
            let name = attribute.name().data().trim_matches('!');
            if matches!(name, "chapter-number" | "appendix-number" | "sectnumlevels") {
                self.set_counters.push((name.to_owned(), self.scope.get(name).map(str::to_owned)));
            }
            return None;
        }
        let span = self.span(block.span());
        let id = self.node();
        let kind = self.at(span, |lowering| {
            let written = lowering.within_language(block.attrlist(), |lowering| lowering.kind(id, block))?;
            Some(lowering.diagram(block, written))
        })?;
        let mut lowered = model::Block::new(id, span, kind);
        self.at(span, |lowering| {
            lowering.check_style(block);
            lowering.dress(&mut lowered, block);
            lowering.keep_written(id, block);
        });
        Some(lowered)
    }

    /// Gives a block what every block has.
    fn dress<'b>(&mut self, lowered: &mut model::Block, block: &'b Block<'b>) {
        lowered.anchor = block.id().map(str::to_owned);
        self.keep_titled(block);
        lowered.roles = block.roles().into_iter().map(str::to_owned).collect();
        lowered.options = block.options().into_iter().map(str::to_owned).collect();
        lowered.language = self.language(block.attrlist());
        if matches!(lowered.kind, BlockKind::Heading(_) | BlockKind::Rule | BlockKind::PageBreak(_)) {
            return;
        }
        lowered.title = self.block_title(block);
        if let Block::Media(media) = block {
            let attributes = media.macro_attrlist();
            // The first position of a media macro is no shorthand: `video::a[b.png]` has no role.
            lowered.anchor = lowered.anchor.take().or_else(|| attribute(attributes, "id"));
            lowered.roles.extend(words(attribute(attributes, "role"), ' '));
            for name in ["options", "opts"] {
                lowered.options.extend(words(attribute(attributes, name), ','));
            }
            if let (None, Some(title)) = (&lowered.title, attribute(attributes, "title")) {
                lowered.title = Some(vec![Inline::text(lowered.span, title)]);
            }
        }
        if lowered.title.is_some() {
            self.caption(lowered, block);
        }
    }

    /// The words over a block; those that come from an attribute have no tree.
    fn block_title<'b>(&mut self, block: &'b Block<'b>) -> Option<Vec<Inline>> {
        let title = self.inlines(block.title_content()?.inlines());
        match block.title() {
            Some(rendered) if title.is_empty() => Some(self.rendered(rendered)),
            _ => Some(title),
        }
    }

    /// What the author says of a block's language: of its own, of what it lies in, or of everything.
    pub(super) fn language(&self, attributes: Option<&Attrlist<'_>>) -> Language {
        let named = attributes.and_then(|attributes| attribute(attributes, "lang"));
        let given = || self.around.or_else(|| self.scope.get("lang").and_then(Language::parse));
        named.map_or_else(given, |tag| Language::parse(&tag)).unwrap_or(Language::UNKNOWN)
    }

    /// Lowers what lies in a block: where its author names a language, all in it is in that one.
    pub(super) fn within_language<T>(
        &mut self,
        attributes: Option<&Attrlist<'_>>,
        lower: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let named = attributes.and_then(|attributes| attribute(attributes, "lang"));
        let outer = self.around;
        self.around = named.and_then(|tag| Language::parse(&tag)).or(outer);
        let lowered = lower(self);
        self.around = outer;
        lowered
    }

    /// Puts aside what is known of the label before a block's title.
    fn caption<'b>(&mut self, lowered: &model::Block, block: &'b Block<'b>) {
        let kind = match &lowered.kind {
            BlockKind::Image(_) => CaptionKind::Figure,
            BlockKind::Table(_) => CaptionKind::Table,
            BlockKind::Container(Container { kind: ContainerKind::Example | ContainerKind::Collapsible, .. }) => {
                CaptionKind::Example
            }
            BlockKind::Verbatim(verbatim) if verbatim.is_diagram() => CaptionKind::Figure,
            BlockKind::Verbatim(verbatim) if verbatim.is_listing() => CaptionKind::Listing,
            _ => return,
        };
        let own = match block {
            Block::Media(media) => attribute(media.macro_attrlist(), "caption"),
            _ => None,
        };
        let own = own.or_else(|| block.attrlist().and_then(|attributes| attribute(attributes, "caption")));
        if let Some(words) = own.or_else(|| self.scope.get("caption").map(str::to_owned)) {
            self.captions.insert(lowered.id, Caption::Verbatim(words));
            return;
        }
        let name = match kind {
            CaptionKind::Figure => "figure-caption",
            CaptionKind::Table => "table-caption",
            CaptionKind::Example => "example-caption",
            CaptionKind::Listing => "listing-caption",
        };
        let word = match self.scope.said(name) {
            Said::Unset => return,
            Said::Nothing if kind == CaptionKind::Listing => return,
            Said::Nothing => None,
            Said::Value(word) => Some(word.to_owned()),
        };
        self.captions.insert(lowered.id, Caption::Numbered { kind, word });
    }

    fn kind<'b>(&mut self, id: NodeId, block: &'b Block<'b>) -> Option<BlockKind> {
        let kind = match block {
            Block::Simple(simple) => return self.simple(block, simple.content().inlines()),
            Block::RawDelimited(raw) => return self.simple(block, raw.content().inlines()),
            Block::Media(media) => self.media(id, media),
            Block::Section(section) => BlockKind::Heading(self.discrete_heading(section)),
            Block::List(list) => self.list(list),
            Block::ListItem(item) => return self.blocks(item.child_blocks()).pop().map(|block| block.kind),
            Block::CompoundDelimited(compound) => {
                let style = block.declared_style();
                let blocks = self.blocks(compound.child_blocks());
                BlockKind::Container(Container { kind: container(block, style), blocks, is_paragraph: false })
            }
            Block::Admonition(admonition) => self.admonition(admonition),
            Block::Quote(quote) => self.quote(quote),
            Block::Table(table) => self.table(table),
            Block::Preamble(preamble) => {
                let blocks = self.blocks(preamble.child_blocks());
                BlockKind::Container(Container { kind: ContainerKind::Open, blocks, is_paragraph: false })
            }
            Block::Break(rule) if rule.type_() == BreakType::Page => {
                BlockKind::PageBreak(self.page_layout(rule.attrlist()))
            }
            Block::Break(_) => BlockKind::Rule,
            Block::Toc(toc) => BlockKind::Contents(ContentsPlace {
                of: Listed::Contents,
                levels: attribute(toc.macro_attrlist(), "levels").and_then(|levels| levels.trim().parse().ok()),
                title: attribute(toc.macro_attrlist(), "title"),
            }),
            _ => return None,
        };
        Some(kind)
    }

    /// A block with nothing but lines of text.
    fn simple<'b>(
        &mut self,
        block: &'b Block<'b>,
        nodes: &[asciidoc_parser::inlines::InlineNode<'_>],
    ) -> Option<BlockKind> {
        let context = match block {
            Block::Simple(simple) => simple_context(simple),
            _ => block.resolved_context().to_string(),
        };
        let is_comment = context == "comment"
            || block.declared_style() == Some("comment")
            || (nodes.is_empty() && block.span().data().lines().all(|line| line.starts_with("//")));
        if is_comment {
            return None;
        }
        let kind = match context.as_str() {
            "listing" | "literal" | "pass" | "verse" => self.verbatim(block, nodes),
            "stem" => BlockKind::Stem(self.stem(block, nodes)),
            "paragraph" if block.declared_style() == Some("partintro") => {
                let kind = ContainerKind::PartIntroduction;
                BlockKind::Container(Container { kind, blocks: self.paragraph(nodes), is_paragraph: true })
            }
            "example" | "sidebar" | "open" => {
                let kind = container(block, block.declared_style());
                BlockKind::Container(Container { kind, blocks: self.paragraph(nodes), is_paragraph: true })
            }
            "quote" => {
                let blocks = self.paragraph(nodes);
                BlockKind::Quote(Quote { attribution: None, citation: None, blocks, is_paragraph: true })
            }
            _ => {
                let text = self.inlines(nodes);
                if self.is_stray_attributes(block) {
                    return None;
                }
                if let Some(place) = self.list_macro(&text) {
                    return Some(BlockKind::Contents(place));
                }
                self.unknown_macro(&text);
                BlockKind::Paragraph(text)
            }
        };
        Some(kind)
    }

    /// The one paragraph of a block written as a paragraph with a style.
    fn paragraph(&mut self, nodes: &[asciidoc_parser::inlines::InlineNode<'_>]) -> Vec<model::Block> {
        let id = self.node();
        let text = self.inlines(nodes);
        vec![model::Block::new(id, self.extent(&text), BlockKind::Paragraph(text))]
    }

    fn stem<'b>(&mut self, block: &'b Block<'b>, nodes: &[asciidoc_parser::inlines::InlineNode<'_>]) -> Stem {
        let default = match self.scope.get("stem") {
            Some("latexmath" | "latex" | "tex") => StemNotation::Latex,
            _ => StemNotation::AsciiMath,
        };
        let notation = match block.declared_style() {
            Some("latexmath") => StemNotation::Latex,
            Some("asciimath") => StemNotation::AsciiMath,
            _ => default,
        };
        let lines = match self.unclosed_lines(block) {
            Some(lines) => vec![lines],
            None => self.verbatim_inlines(nodes),
        };
        Stem { notation, source: model::plain_text(&lines) }
    }

    fn media(&mut self, id: NodeId, media: &MediaBlock<'_>) -> BlockKind {
        let target = decoded(media.resolved_target());
        let kind = match media.type_() {
            MediaType::Image => return BlockKind::Image(self.block_picture(id, media, target)),
            MediaType::Video => MediaKind::Video,
            MediaType::Audio => MediaKind::Audio,
        };
        BlockKind::Media(self.sound_or_film(kind, media, &target))
    }

    fn block_picture(&mut self, id: NodeId, media: &MediaBlock<'_>, target: String) -> model::Picture {
        let own = media.macro_attrlist();
        let lines = media.attrlist();
        let named = |name: &str| attribute(own, name).or_else(|| lines.and_then(|lines| attribute(lines, name)));
        let given = |index: usize, name: &str| named(name).or_else(|| positional(own, index));
        let parts = ImageParts {
            icon: None,
            target,
            alt: alt(own).or_else(|| named("alt")).map(|alt| super::gaps::replaced(&alt)),
            size: PictureSize {
                width: given(2, "width"),
                height: given(3, "height"),
                pdf_width: named("pdfwidth"),
                scaled_width: named("scaledwidth"),
                scale: named("scale"),
            },
            link: named("link"),
            align: named("align"),
            float: named("float"),
            title: None,
            roles: words(named("role"), ' '),
        };
        self.picture(id, &parts, self.place)
    }

    fn admonition<'b>(&mut self, admonition: &'b AdmonitionBlock<'b>) -> BlockKind {
        let kind = match admonition.variant() {
            AdmonitionVariant::Note => AdmonitionKind::Note,
            AdmonitionVariant::Tip => AdmonitionKind::Tip,
            AdmonitionVariant::Important => AdmonitionKind::Important,
            AdmonitionVariant::Warning => AdmonitionKind::Warning,
            AdmonitionVariant::Caution => AdmonitionKind::Caution,
        };
        let own = admonition.attrlist().and_then(|attributes| attribute(attributes, "caption"));
        let label = own.or_else(|| self.scope.get(&format!("{}-caption", kind.name())).map(str::to_owned));
        let icon = admonition.attrlist().and_then(|attributes| attribute(attributes, "icon"));
        let icon = self.admonition_icon(kind, icon);
        let (blocks, is_paragraph) = match admonition.content() {
            Some(content) => (self.paragraph(content.inlines()), true),
            None => (self.blocks(admonition.child_blocks()), false),
        };
        BlockKind::Admonition(Admonition { kind, label, icon, blocks, is_paragraph })
    }

    fn quote<'b>(&mut self, quote: &'b QuoteBlock<'b>) -> BlockKind {
        let attribution = quote.attribution().map(|text| self.rendered(text));
        let citation = quote.citetitle().map(|text| self.rendered(text));
        match (quote.type_(), quote.content()) {
            (QuoteType::Verse, content) => {
                let lines = content.map(|content| self.verbatim_inlines(content.inlines())).unwrap_or_default();
                let kind = model::VerbatimKind::Verse { attribution, citation };
                BlockKind::Verbatim(model::Verbatim::plain(kind, lines))
            }
            (QuoteType::Quote, Some(content)) => {
                let blocks = self.paragraph(content.inlines());
                BlockKind::Quote(Quote { attribution, citation, blocks, is_paragraph: true })
            }
            (QuoteType::Quote, None) => {
                let blocks = self.blocks(quote.child_blocks());
                BlockKind::Quote(Quote { attribution, citation, blocks, is_paragraph: false })
            }
        }
    }
}

/// What a block of lines is: its style says more than its context.
fn simple_context<'b>(simple: &'b SimpleBlock<'b>) -> String {
    let context = simple.resolved_context();
    match (context.as_ref(), simple.style()) {
        ("paragraph", SimpleBlockStyle::Literal) => "literal".to_owned(),
        ("paragraph", SimpleBlockStyle::Listing | SimpleBlockStyle::Source) => "listing".to_owned(),
        (context, _) => context.to_owned(),
    }
}

/// Which container a block is.
fn container<'b>(block: &'b Block<'b>, style: Option<&str>) -> ContainerKind {
    // A style that examples and sidebars can't take changes nothing of them.
    let raw = block.raw_context();
    let context = if matches!(raw.as_ref(), "example" | "sidebar") { raw } else { block.resolved_context() };
    match (context.as_ref(), style) {
        ("example", _) if block.has_option("collapsible") => ContainerKind::Collapsible,
        ("example", _) => ContainerKind::Example,
        ("sidebar", _) => ContainerKind::Sidebar,
        (_, Some("abstract")) => ContainerKind::Abstract,
        (_, Some("partintro")) => ContainerKind::PartIntroduction,
        _ => ContainerKind::Open,
    }
}
