//! Which lists a layout sets before and behind the body; a document's attributes have the last word.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::Listed;

/// Which lists a layout sets, where a book has anything to list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Lists {
    /// Pictures with a caption.
    pub figures: bool,
    /// Tables with a title.
    pub tables: bool,
    /// Code with a title.
    pub listings: bool,
    /// Talks in the order of the book.
    pub talks: bool,
    /// Talks with time, room and speakers, as a table.
    pub programme: bool,
    /// Who spoke, with the pages of their talks.
    pub speakers: bool,
}

impl Lists {
    /// Whether the layout wants a list.
    pub fn wants(self, list: Listed) -> bool {
        match list {
            Listed::Contents => false,
            Listed::Figures => self.figures,
            Listed::Tables => self.tables,
            Listed::Listings => self.listings,
            Listed::Talks => self.talks,
            Listed::Programme => self.programme,
            Listed::Speakers => self.speakers,
        }
    }
}
