//! From a book to finished pages: where everything stands.

pub mod cover;
