//! Layouts: looks as data. A TOML file goes in, a [`Theme`] with every look decided comes out.

mod frame;
mod gather;
mod handout;
mod length;
mod lists;
mod look;
mod parts;
mod place;
mod read;
mod running;
mod schema;
mod sheet;
mod sound;

pub use frame::FrameLook;
pub use handout::HandoutLook;
pub use length::Length;
pub use lists::Lists;
pub use look::*;
pub use parts::{PARTS, summary};
pub use read::{COMING, SHIPPED, read};
pub use running::*;
pub use schema::layout_schema;
pub use sheet::*;
