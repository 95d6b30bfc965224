//! What a photo costs, from its bytes to those in a PDF or an EPUB: `cargo bench --bench photos`.
//!
//! The photos are the large ones of the seed, from the folder that `NOTES_PUB_SHARED` names. Times are the processor's, for
//! a clock is noisy where others work too.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops at the first surprise"
)]

use std::path::PathBuf;

use notes_pub::image::{DeviceProfile, ImageLimits, PixelSize, Probe, prepare_for_page, prepare_for_reader, probe};

/// Photos of fewer bytes were made small by their authors.
const LARGE: usize = 500_000;

fn main() {
    let shared = std::env::var_os("NOTES_PUB_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let folder = shared.join("seed/images");
    let Ok(files) = std::fs::read_dir(&folder) else { return println!("no {}", folder.display()) };
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    println!("photo  look ms  for a page ms  for an e-reader ms");
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let Some(photo) = probe(&bytes, &ImageLimits::default()).ok().filter(|_| bytes.len() >= LARGE) else {
            continue;
        };
        let look = timed(|| probe(&bytes, &ImageLimits::default()).map(|_| ()).unwrap());
        let page = timed(|| for_page(&bytes, &photo));
        let reader = timed(|| drop(prepare_for_reader(&bytes, &photo, &DeviceProfile::EREADER).unwrap()));
        println!("{}  {look:.2}  {page:.1}  {reader:.1}", path.file_name().unwrap().to_string_lossy());
    }
}

fn for_page(bytes: &[u8], photo: &Probe) {
    drop(prepare_for_page(bytes, photo, PixelSize::new(1126, 845), 1.5).unwrap());
}

/// Milliseconds that the processor worked for this thread.
fn timed(work: impl FnOnce()) -> f64 {
    let began = worked();
    work();
    worked() - began
}

/// Milliseconds that the processor has worked for this thread; nothing where the system doesn't tell.
fn worked() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or_default() / 1e6
}
