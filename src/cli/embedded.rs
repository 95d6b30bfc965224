//! Pictures as the outline of a manuscript with `:data-uri:` names them: by their bytes, as Asciidoctor does.

use std::path::Path;

use crate::model::walk::{self, TextKind, Visitor};
use crate::model::{Block, BlockKind, Book, Inline, InlineKind, Language, Picture};
use crate::world::World;

/// Puts the bytes of every local picture in the place of its name.
pub(super) fn embed(world: &dyn World, book: &mut Book) {
    let mut embedder = Embedder { world };
    walk::blocks(&mut book.opening, &mut embedder);
    walk::sections(&mut book.sections, &mut embedder);
}

struct Embedder<'a> {
    world: &'a dyn World,
}

impl Embedder<'_> {
    fn picture(&self, picture: &mut Picture) {
        let Some(path) = &picture.path else { return };
        let bytes = self.world.bytes(path).unwrap_or_default();
        picture.target = format!("data:{};base64,{}", media_type(path), base64(&bytes));
    }
}

impl Visitor for Embedder<'_> {
    fn block(&mut self, block: &mut Block) {
        if let BlockKind::Image(picture) = &mut block.kind {
            self.picture(picture);
        }
    }

    fn text(&mut self, inlines: &mut Vec<Inline>, _: Language, _: TextKind) {
        walk::each_inline(inlines, &mut |inline| {
            if let InlineKind::Image(picture) = &mut inline.kind {
                self.picture(picture);
            }
        });
    }
}

/// What Asciidoctor says of a file by its name.
fn media_type(path: &Path) -> String {
    match path.extension().and_then(|ending| ending.to_str()) {
        None => "application/octet-stream".to_owned(),
        Some("svg") => "image/svg+xml".to_owned(),
        Some(ending) => format!("image/{ending}"),
    }
}

/// Bytes in RFC 4648's base 64.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_in_base_64() {
        let texts = ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes()));
        assert_eq!(texts, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }
}
