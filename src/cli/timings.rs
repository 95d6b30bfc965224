//! How long each stage took.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// Stages and their times.
#[derive(Debug)]
pub(super) struct Timings {
    stages: Vec<(&'static str, Duration)>,
    begun: Instant,
}

impl Timings {
    pub(super) fn new() -> Self {
        Self { stages: Vec::new(), begun: Instant::now() }
    }

    /// Does something and notes how long it took; the same stage twice adds up.
    pub(super) fn stage<T>(&mut self, name: &'static str, body: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = body();
        let took = begun.elapsed();
        match self.stages.iter_mut().find(|(stage, _)| *stage == name) {
            Some((_, time)) => *time += took,
            None => self.stages.push((name, took)),
        }
        result
    }

    /// A line a stage, milliseconds of wall time.
    pub(super) fn table(&self) -> String {
        let mut table = String::new();
        let _ = writeln!(table, "stage                    ms");
        for (name, time) in &self.stages {
            let _ = writeln!(table, "{name:<20} {:>7.1}", time.as_secs_f64() * 1000.0);
        }
        let _ = writeln!(table, "{:<20} {:>7.1}", "all", self.begun.elapsed().as_secs_f64() * 1000.0);
        table
    }
}
