//! Places in the manuscript as the numbers that krilla hands back with its complaints.

use std::collections::HashMap;
use std::num::NonZeroU64;

use krilla::surface::Location;

use crate::source::Span;

/// Numbers for spans.
#[derive(Debug, Default)]
pub(super) struct Places {
    spans: Vec<Span>,
    numbers: HashMap<Span, NonZeroU64>,
}

impl Places {
    pub(super) fn number(&mut self, span: Option<Span>) -> Option<Location> {
        let span = span?;
        if let Some(number) = self.numbers.get(&span) {
            return Some(*number);
        }
        self.spans.push(span);
        let number = NonZeroU64::new(self.spans.len() as u64)?;
        self.numbers.insert(span, number);
        Some(number)
    }

    pub(super) fn span(&self, number: Option<Location>) -> Option<Span> {
        let index = number?.get() as usize;
        self.spans.get(index.checked_sub(1)?).copied()
    }
}
