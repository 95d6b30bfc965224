//! How wide the contents of a cell are: measured with the words as they will be shaped.

use crate::geom::Abs;
use crate::layout::block::Setter;
use crate::layout::block::table::cell::cell_look;
use crate::layout::block::table::widths::{Content, spread};
use crate::layout::inline::extent;
use crate::model::table_grid::{Grid, Slot};
use crate::model::{Block, BlockKind, Inline, InlineKind, ListItem, Piece, Styled, Table, Verbatim, pieces};
use crate::theme::Look;

/// What a picture, which shrinks, asks for at least, in ems.
const LEAST_PICTURE: i64 = 3;
/// What stands beside the words of boxes and lists, in ems.
const BESIDE: i64 = 2;

impl Setter<'_> {
    /// What each column's contents need, with their padding.
    pub(super) fn column_contents(&mut self, grid: &Grid<'_>) -> Vec<Content> {
        self.tried(|setter| {
            let mut columns = vec![Content::default(); grid.columns];
            let mut wide = Vec::new();
            for slot in &grid.slots {
                let content = setter.slot_content(slot);
                match columns.get_mut(slot.column) {
                    Some(column) if slot.columns == 1 => *column = column.max(content),
                    _ => wide.push((slot, content)),
                }
            }
            // Narrow spans first: what they need is part of what wider ones find there.
            wide.sort_by_key(|(slot, _)| slot.columns);
            for (slot, content) in wide {
                if let Some(spanned) = columns.get_mut(slot.column..slot.column + slot.columns) {
                    spread(spanned, content);
                }
            }
            columns
        })
    }

    fn slot_content(&mut self, slot: &Slot<'_>) -> Content {
        let look = cell_look(&self.context.theme.elements, slot, 100);
        let padding = self.context.theme.table.padding_x * 2;
        self.blocks_content(&slot.cell.blocks, &look).beside(padding)
    }

    fn blocks_content(&mut self, blocks: &[Block], look: &Look) -> Content {
        let contents = blocks.iter().map(|block| self.block_content(block, look));
        contents.fold(Content::default(), Content::max)
    }

    fn block_content(&mut self, block: &Block, look: &Look) -> Content {
        let outer = std::mem::replace(&mut self.language, block.language);
        let content = self.inner_content(block, look);
        self.language = outer;
        content
    }

    fn inner_content(&mut self, block: &Block, look: &Look) -> Content {
        let elements = &self.context.theme.elements;
        let title = block.title.as_deref().map(|title| self.text_content(title, &elements.block_title));
        let em = look.size;
        let content = match &block.kind {
            BlockKind::Paragraph(text) => self.pieces_content(text, look),
            BlockKind::Stem(_) => Content::default(),
            BlockKind::Heading(heading) => self.text_content(&heading.title, &self.heading_look(heading.level)),
            BlockKind::Image(picture) => {
                let wish = self.context.photo_wish(picture, self.region.width, &self.page);
                picture_content(wish.map_or(em * 8, |size| size.width), em)
            }
            BlockKind::Verbatim(verbatim) => self.kept_content(verbatim, look),
            BlockKind::Admonition(admonition) => self.blocks_content(&admonition.blocks, look).beside(em * BESIDE),
            BlockKind::Container(container) => self.blocks_content(&container.blocks, look).beside(em * BESIDE),
            BlockKind::Quote(quote) => self.blocks_content(&quote.blocks, look).beside(em * BESIDE),
            BlockKind::List(list) => self.items_content(&list.items, look).beside(self.context.theme.list_indent),
            BlockKind::Descriptions(list) => {
                let indent = self.context.theme.list_indent;
                let mut content = Content::default();
                for entry in &list.entries {
                    for term in &entry.terms {
                        content = content.max(self.text_content(&term.text, look));
                    }
                    if let Some(body) = &entry.description {
                        content = content.max(self.item_content(body, look).beside(indent));
                    }
                }
                content
            }
            BlockKind::Table(table) => self.table_content(table),
            BlockKind::Media(media) => self.text_content(&media.link, look),
            BlockKind::Contents(_) | BlockKind::Rule | BlockKind::PageBreak(_) => Content::default(),
        };
        // A title goes over several lines rather than widen its block.
        let title = title.map(|title| Content { whole: title.words, ..title });
        content.max(title.unwrap_or_default())
    }

    fn items_content(&mut self, items: &[ListItem], look: &Look) -> Content {
        let contents = items.iter().map(|item| self.item_content(item, look));
        contents.fold(Content::default(), Content::max)
    }

    fn item_content(&mut self, item: &ListItem, look: &Look) -> Content {
        self.pieces_content(&item.text, look).max(self.blocks_content(&item.blocks, look))
    }

    fn table_content(&mut self, table: &Table) -> Content {
        let columns = self.column_contents(&Grid::of(table));
        let sum = |of: fn(&Content) -> Abs| columns.iter().map(of).sum::<Abs>();
        Content {
            least: sum(|column| column.least),
            words: sum(|column| column.words),
            whole: sum(|column| column.whole),
        }
    }

    /// Text, with pictures that stand alone on their lines.
    fn pieces_content(&mut self, text: &[Inline], look: &Look) -> Content {
        let mut content = Content::default();
        for piece in pieces(text) {
            content = content.max(match piece {
                Piece::Text(text) => self.text_content(text, look),
                Piece::Pictures(pictures) => {
                    let wish = |picture| {
                        self.context.photo_wish(picture, self.region.width, &self.page).map(|size| size.width)
                    };
                    let widest = pictures.into_iter().filter_map(wish).max();
                    picture_content(widest.unwrap_or(look.size * 8), look.size)
                }
            });
        }
        content
    }

    fn text_content(&mut self, text: &[Inline], look: &Look) -> Content {
        let (look, owner) = (*look, crate::frame::Owner::Artifact(crate::frame::Artifact::Layout));
        let language = self.language;
        let paragraph = self.build(None, |builder| builder.inlines(text, &look, language, owner));
        let extent = extent(&mut self.shaper, &paragraph, look.hyphenates, look.size);
        Content { least: extent.least, words: extent.words, whole: extent.whole }
    }

    /// Kept lines wish not to be broken, and may be.
    fn kept_content(&mut self, verbatim: &Verbatim, look: &Look) -> Content {
        let code =
            Look { size: look.size.min(self.context.theme.elements.code.size), ..self.context.theme.elements.code };
        let [left, right, _, _] = code.frame.insets();
        let lines = broken_at_line_ends(&verbatim.lines);
        let content = self.text_content(&lines, &code);
        let words = content.words.min(look.size * 8).max(content.least.min(look.size * 4));
        Content { least: content.least.min(words), words, ..content }.beside(left + right)
    }
}

/// The text with line breaks where the author's lines end.
fn broken_at_line_ends(inlines: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        out.push(Inline { span: inline.span, kind: InlineKind::Break });
                    }
                    // Spaces of code are as wide as its letters and don't fold.
                    out.push(Inline::text(inline.span, line.replace(' ', "\u{A0}")));
                }
            }
            InlineKind::Styled(styled) => {
                let body = broken_at_line_ends(&styled.body);
                out.push(Inline { span: inline.span, kind: InlineKind::Styled(Styled { body, ..styled.clone() }) });
            }
            _ => out.push(inline.clone()),
        }
    }
    out
}

fn picture_content(wish: Abs, em: Abs) -> Content {
    let least = (em * LEAST_PICTURE).min(wish);
    Content { least, words: (wish / 3).max(least), whole: wish }
}
