//! Paragraphs that may take a line less or more, for the sake of their page.

use crate::layout::block::Setter;
use crate::layout::flow::{Elastic, LinePiece, Piece, Strained};
use crate::layout::inline::{ElasticLines, Paragraph, StrainedLines, set_elastic};
use crate::theme::Look;

impl Setter<'_> {
    /// Sets a paragraph of running text. Where it stands in the flow itself, the page breaker may change its length.
    pub(super) fn running_lines(&mut self, paragraph: Paragraph, look: &Look) {
        // What is set apart, or beside a photo, has a height that was reckoned with already.
        if self.is_isolated || self.is_beside() {
            let lines = self.lines_beside(&paragraph, look);
            return self.push_lines(paragraph, lines, true);
        }
        let ElasticLines { lines, shorter, longer } =
            set_elastic(&mut self.shaper, &paragraph, look, self.region.width);
        self.complain_of(&lines);
        let (from, first_link) = (self.flow.pieces.len(), self.flow.links.len());
        let beside = if shorter.is_some() || longer.is_some() { self.waiting.clone() } else { Vec::new() };
        let places = lines.first().map(|line| line.places.clone()).unwrap_or_default();
        self.push_lines(paragraph, lines, true);
        let to = self.flow.pieces.len();
        let x = self.region.x;
        let [shorter, longer] = [shorter, longer].map(|way| {
            let StrainedLines { lines, strain } = way?;
            let pieces = lines.into_iter().enumerate().map(|(index, mut line)| {
                // Marks before the paragraph stay: those of its first line are there already.
                line.places.retain(|name| !places.contains(name));
                let beside = if index == 0 { beside.clone() } else { Vec::new() };
                // Notes are those of the lines in whose place these stand.
                let inserts = Vec::new();
                let piece = LinePiece { line, x, beside, first_link, field: None, counts_as_start: true, inserts };
                Piece::Line(Box::new(piece))
            });
            Some(Strained { pieces: pieces.collect(), strain })
        });
        if shorter.is_some() || longer.is_some() {
            self.flow.elastic.push(Elastic { from, to, shorter, longer });
        }
    }
}
