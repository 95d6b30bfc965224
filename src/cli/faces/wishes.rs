//! What a layout wishes its text to be set in, and what of it there is.

use std::path::{Path, PathBuf};

use fontdb::FaceInfo;

use crate::cli::faces::family::{Instance, apart, instances};
use crate::cli::faces::library::{Library, folded};
use crate::cli::faces::sound::Fault;
use crate::diag::{Diagnostic, Lint, Severity, Sink};
use crate::font::{Choice, Face, Family, TextFaces, Weight};
use crate::source::Span;
use crate::theme::{FontWish, FontWishes, Theme};

/// Where faces are looked for, in this order; those compiled in come before the machine's.
pub(super) struct Shelves<'a> {
    /// The user's.
    pub(super) given: &'a mut Library,
    /// The layout's.
    pub(super) layout: Library,
    /// The machine's, looked at when they are first needed; none where the user forbids it.
    pub(super) machine: Option<&'a mut dyn FnMut() -> Library>,
    pub(super) found_machine: Option<Library>,
}

/// A family that was found.
enum Found {
    CompiledIn(Family),
    Faces { faces: Vec<Face>, instances: Vec<Instance> },
}

/// The choices of a layout, and the faces of its list for what all others lack, in its order.
pub(super) fn choose(shelves: &mut Shelves<'_>, theme: &Theme, sink: &mut Sink) -> (Vec<Choice>, Vec<Vec<Face>>) {
    let fonts = &theme.fonts;
    for folder in &fonts.folders {
        let (count, faults) = shelves.layout.add_folder(folder);
        sink.extend(faults.into_iter().map(|(path, fault)| broken(&path, &fault, fonts.folders_place)));
        if count == 0 {
            let message = format!("no faces are in the folder `{}`", folder.display());
            let hint = "mend the path, which is meant from the layout's folder";
            sink.push(Diagnostic::warning(Lint::FaceMissing, fonts.folders_place, message).hint(hint));
        }
    }
    let mut choices = Vec::new();
    for family in Family::ALL {
        choices.extend(shelves.choice(family, fonts.of(family), &sizes(theme, family), sink));
    }
    let size = [theme.elements.body.size.to_f32()];
    let mut helping = Vec::new();
    for wish in &fonts.fallback.wishes {
        match shelves.find(wish, Family::Sans, &size, fonts.fallback.place, sink) {
            Some(Found::Faces { faces, .. }) => helping.push(faces),
            Some(Found::CompiledIn(_)) => {}
            None => sink.push(shelves.missing(wish, fonts.fallback.place, "the next one that has a character is used")),
        }
    }
    (choices, helping)
}

/// The sizes that a layout sets a family in: first that of running text, or of code.
fn sizes(theme: &Theme, family: Family) -> Vec<f32> {
    let elements = &theme.elements;
    let first = if family == Family::Mono { elements.code.size } else { elements.body.size };
    let looks = elements.each();
    let others = looks.iter().filter(|(_, look)| look.family == family).map(|(_, look)| look.size);
    apart(std::iter::once(first).chain(others).map(|size| size.to_f32()))
}

impl Shelves<'_> {
    fn choice(&mut self, family: Family, wishes: &FontWishes, sizes: &[f32], sink: &mut Sink) -> Option<Choice> {
        let (mut text, mut beside, mut missed) = (None, Vec::new(), Vec::new());
        for wish in &wishes.wishes {
            match (self.find(wish, family, sizes, wishes.place, sink), &text) {
                (None, _) => missed.push(wish),
                (Some(Found::CompiledIn(own)), None) => text = Some(TextFaces::CompiledIn(own)),
                (Some(Found::CompiledIn(_)), Some(_)) => {}
                (Some(Found::Faces { faces, instances }), None) => {
                    sink.extend(plainness(wish, &instances, wishes.place));
                    text = Some(TextFaces::Given(faces));
                }
                (Some(Found::Faces { faces, .. }), Some(_)) => beside.extend(faces),
            }
        }
        for wish in missed {
            let instead = match &text {
                Some(TextFaces::Given(faces)) => faces.first().map_or(family.name(), |face| face.name()),
                Some(TextFaces::CompiledIn(own)) => own.name(),
                None => family.name(),
            };
            let missing = self.missing(wish, wishes.place, &format!("`{instead}` is used"));
            // Of several families the author does not count on all.
            let severity = if text.is_some() { Severity::Note } else { Severity::Warning };
            sink.push(Diagnostic { severity, ..missing });
        }
        Some(Choice { family, text: text?, beside })
    }

    fn find(
        &mut self,
        wish: &FontWish,
        family: Family,
        sizes: &[f32],
        place: Option<Span>,
        sink: &mut Sink,
    ) -> Option<Found> {
        match wish {
            FontWish::Files(paths) => {
                for path in paths {
                    if let Err(fault) = self.layout.add_file(path) {
                        sink.push(broken(path, &fault, place));
                    }
                }
                let infos = self.layout.of_files(paths);
                faces(&mut self.layout, &infos, family, sizes)
            }
            FontWish::Family(name) => self.named(name, family, sizes),
        }
    }

    fn named(&mut self, name: &str, family: Family, sizes: &[f32]) -> Option<Found> {
        for library in [&mut *self.given, &mut self.layout] {
            let infos = library.family(name);
            if let Some(found) = faces(library, &infos, family, sizes) {
                return Some(found);
            }
        }
        if let Some(own) = Family::ALL.into_iter().find(|own| folded(own.name()) == folded(name)) {
            return Some(Found::CompiledIn(own));
        }
        let library = self.machine()?;
        let infos = library.family(name);
        faces(library, &infos, family, sizes)
    }

    fn machine(&mut self) -> Option<&mut Library> {
        if self.found_machine.is_none() {
            self.found_machine = self.machine.as_mut().map(|look| look());
        }
        self.found_machine.as_mut()
    }

    fn missing(&self, wish: &FontWish, place: Option<Span>, instead: &str) -> Diagnostic {
        let FontWish::Family(name) = wish else {
            let message = format!("none of the files of a family can be used: {instead}");
            return Diagnostic::warning(Lint::FaceMissing, place, message).hint("mend the paths, or give other files");
        };
        let message = format!("no family is called `{name}`: {instead}");
        let libraries = [Some(&*self.given), Some(&self.layout), self.found_machine.as_ref()].into_iter().flatten();
        let named = libraries.flat_map(|library| library.faces()).flat_map(|face| &face.families);
        let names = named.map(|(name, _)| name.as_str()).chain(Family::ALL.map(Family::name));
        let missing = Diagnostic::warning(Lint::FaceMissing, place, message).did_you_mean(name, names);
        let is_path =
            Path::new(name).extension().is_some_and(|ending| ["ttf", "otf", "ttc"].iter().any(|e| *e == ending));
        match is_path {
            true => missing.hint(format!("files are written as `{{ files = [\"{name}\"] }}`")),
            false if self.machine.is_none() => {
                missing.hint("give its files with `--font`; faces of this machine are left out by `--no-system-fonts`")
            }
            false => missing.hint("give its files with `--font`, or name them: `{ files = [\"…\"] }`"),
        }
    }
}

fn faces(library: &mut Library, infos: &[FaceInfo], family: Family, sizes: &[f32]) -> Option<Found> {
    let found = instances(library, infos, sizes);
    let mut made = Vec::new();
    let mut kept = Vec::new();
    for instance in found {
        if let Some(face) = library.instance(&instance, family) {
            made.push(face);
            kept.push(instance);
        }
    }
    (!made.is_empty()).then_some(Found::Faces { faces: made, instances: kept })
}

/// What a family lacks of the styles that text asks for.
fn plainness(wish: &FontWish, instances: &[Instance], place: Option<Span>) -> Option<Diagnostic> {
    let mut lacks = Vec::new();
    if !instances.iter().any(|instance| instance.is_italic) {
        lacks.push("italic");
    }
    if !instances.iter().any(|instance| instance.weight != Weight::Regular) {
        lacks.push("bold");
    }
    if lacks.is_empty() {
        return None;
    }
    let name = match wish {
        FontWish::Family(name) => format!("the family `{name}` has"),
        FontWish::Files(paths) => format!("the family of `{}` has", paths.first().unwrap_or(&PathBuf::new()).display()),
    };
    let message = format!("{name} no {}: its nearest face takes their place", lacks.join(" and no "));
    let note = Diagnostic::warning(Lint::FaceStyle, place, message).hint("give the files of all its faces");
    Some(Diagnostic { severity: Severity::Note, ..note })
}

/// A file that can't be used.
pub(super) fn broken(path: &Path, fault: &Fault, place: Option<Span>) -> Diagnostic {
    let message = format!("the face `{}` can't be used: {}", path.display(), fault.what);
    Diagnostic::warning(fault.lint, place, message).hint(fault.remedy)
}
