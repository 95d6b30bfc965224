//! Pictures as the outline of a manuscript with `:data-uri:` names them: by their bytes, as Asciidoctor does.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

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
        let Some(path) = picture.path.as_ref().filter(|_| !picture.target.starts_with("data:")) else { return };
        let bytes = self.world.bytes(path).unwrap_or_default();
        picture.target = format!("data:{};base64,{}", media_type(path), STANDARD.encode(&bytes));
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

/// What Asciidoctor says of a file by its name: `image/jpg` too, which is not what the file's kind is called.
fn media_type(path: &Path) -> String {
    match path.extension().and_then(|ending| ending.to_str()) {
        None => "application/octet-stream".to_owned(),
        Some("svg") => "image/svg+xml".to_owned(),
        Some(ending) => format!("image/{ending}"),
    }
}
