//! Any bytes are read, resolved and shown as an outline: `cargo +nightly fuzz run reading`.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use notes_pub::asciidoc::{self, ReadOptions};
use notes_pub::diag::Sink;
use notes_pub::model;
use notes_pub::world::{Memory, World};

fuzz_target!(|bytes: &[u8]| {
    let world = Memory::new().with("a.adoc", bytes);
    let mut sink = Sink::new();
    let Ok((file, _)) = world.load(Path::new("a.adoc")) else { return };
    let draft = asciidoc::parse(&world, file, &ReadOptions::default(), &mut sink);
    let outline = model::outline(&model::resolve(draft, &mut sink));
    std::hint::black_box(outline);
});
