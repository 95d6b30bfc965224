//! Layouts: looks as data. A TOML file goes in, a [`Theme`] with every look decided comes out.

mod code;
mod fonts;
mod frame;
mod gather;
mod handout;
mod impose;
mod key;
mod length;
mod lists;
mod look;
mod parts;
mod place;
mod read;
mod role;
mod running;
mod schema;
mod sheet;
mod sound;
mod table;

pub use code::{CodeLook, TokenLook};
pub use fonts::{FontWish, FontWishes, Fonts};
pub use frame::FrameLook;
pub use handout::HandoutLook;
pub use impose::{Grid, ImposeLook, Imposition, PAGES_A_SIDE, check_sheets, fit};
pub use key::KeyLook;
pub use length::Length;
pub use lists::Lists;
pub use look::*;
pub use parts::{PARTS, summary};
pub use read::{SHIPPED, page_size, read};
pub use role::{RoleLook, Roles, TextLine};
pub use running::*;
pub use schema::layout_schema;
pub use sheet::*;
pub use table::{Stripes, TableCaption, TableFrame, TableGrid, TableLook};
