//! The opening of a chapter about a talk: links, when and where, and a box.

use crate::model::recognise::schedule;
use crate::model::{Address, Block, BlockKind, ContainerKind, Inline, InlineKind, Section, plain_text};

/// The most blocks that an opening is made of.
const LONGEST: usize = 5;

/// The most letters beside the links of a paragraph of links.
const WORDS_BESIDE: usize = 60;

/// The opening of a chapter about a talk.
pub(super) struct Shape<'a> {
    /// The paragraphs of links, at least one.
    pub(super) links: Vec<&'a Block>,
    /// Their addresses, at least one.
    pub(super) addresses: Vec<Address>,
    /// Paragraphs that say when and where.
    pub(super) schedule: Vec<&'a Block>,
    /// What the box holds.
    pub(super) programme: &'a [Block],
    /// Whether the box is an example; any other may stand there for another reason.
    pub(super) is_example: bool,
    /// How many of the chapter's blocks this is.
    pub(super) consumed: usize,
}

/// The opening of a chapter, if it has the shape of a talk's.
pub(super) fn shape(chapter: &Section) -> Option<Shape<'_>> {
    let (mut links, mut addresses, mut schedule) = (Vec::new(), Vec::new(), Vec::new());
    let mut found_box: Option<(&[Block], bool)> = None;
    let mut consumed = 0;
    for block in chapter.blocks.iter().take(LONGEST) {
        // Below the box, links belong to the notes unless the talk has none yet.
        let is_open = found_box.is_none() || links.is_empty();
        match addresses_of(block) {
            Some(found) if is_open => {
                links.push(block);
                addresses.extend(found);
            }
            Some(_) => break,
            None if found_box.is_none() && schedule::is_schedule(block) => schedule.push(block),
            None if found_box.is_none() => match box_of(block) {
                Some(found) => found_box = Some(found),
                None => break,
            },
            None => break,
        }
        consumed += 1;
    }
    let (programme, is_example) = found_box?;
    (!links.is_empty()).then_some(Shape { links, addresses, schedule, programme, is_example, consumed })
}

/// What a box holds, and whether it is an example; a title, an id or a source would have no place in an opener.
fn box_of(block: &Block) -> Option<(&[Block], bool)> {
    if block.title.is_some() || block.anchor.is_some() {
        return None;
    }
    let (blocks, is_example) = match &block.kind {
        BlockKind::Container(container) => match container.kind {
            ContainerKind::Example => (&container.blocks, true),
            ContainerKind::Sidebar | ContainerKind::Open | ContainerKind::Abstract => (&container.blocks, false),
            ContainerKind::Collapsible | ContainerKind::PartIntroduction => return None,
        },
        BlockKind::Quote(quote) if quote.attribution.is_none() && quote.citation.is_none() => (&quote.blocks, false),
        _ => return None,
    };
    (!blocks.is_empty()).then_some((blocks.as_slice(), is_example))
}

/// The addresses of a paragraph that says little else.
fn addresses_of(block: &Block) -> Option<Vec<Address>> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    if block.title.is_some() {
        return None;
    }
    let mut addresses = Vec::new();
    let mut others = 0;
    for inline in text {
        others += beside(inline, &mut addresses)?;
    }
    (!addresses.is_empty() && others <= WORDS_BESIDE).then_some(addresses)
}

/// Notes an inline's address; gives how many letters it has beside, `None` for what stands in no such paragraph.
fn beside(inline: &Inline, addresses: &mut Vec<Address>) -> Option<usize> {
    Some(match &inline.kind {
        InlineKind::Link(link) => {
            let words = (!link.is_bare).then(|| plain_text(&link.body)).filter(|words| !words.trim().is_empty());
            addresses.push(Address { url: link.target.clone(), words });
            0
        }
        InlineKind::Text(words) => words.trim().chars().count(),
        InlineKind::Styled(styled) => {
            let mut sum = 0;
            for inner in &styled.body {
                sum += beside(inner, addresses)?;
            }
            sum
        }
        InlineKind::Break | InlineKind::Anchor(_) | InlineKind::Icon(_) => 0,
        _ => return None,
    })
}
