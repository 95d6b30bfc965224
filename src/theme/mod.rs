//! Layouts: looks as data. A TOML file goes in, a [`Theme`] with every look decided comes out.

mod length;
mod look;
mod read;

pub use length::Length;
pub use look::*;
pub use read::{COMING, SHIPPED, read};
