//! Sheets as asked for on the command line, over what the layout says of them.

use crate::cli::args::{ImposeArg, PdfArgs};
use crate::diag::{Diagnostic, Lint};
use crate::frame::PagedBook;
use crate::geom::{Abs, Size};
use crate::theme::{ImposeLook, Imposition, Theme, check_sheets, page_size};

/// The thickness of office paper, in millimetres.
const PAPER: f64 = 0.1;

/// The layout with the sheets of `--impose` and `--sheet`.
///
/// # Errors
/// A paper nobody knows, one without room for the pages, or one without anything to stand on it.
pub(super) fn as_asked(mut theme: Theme, args: &PdfArgs) -> Result<Theme, Vec<Diagnostic>> {
    let asked = args.sheet.as_deref().map(paper).transpose()?;
    theme.impose = match args.impose {
        Some(kind) => look(kind, theme.impose),
        None => theme.impose,
    };
    match (&mut theme.impose, asked) {
        (Some(look), Some(sheet)) => look.sheet = sheet,
        (None, Some(_)) => {
            let message = "`--sheet` is for pages that are put on sheets";
            return Err(vec![usage(message).hint("add `--impose booklet`, or `--impose 2-up` up to `16-up`")]);
        }
        (_, None) => {}
    }
    match theme.impose.as_ref().map(|look| check_sheets(look, theme.page.size)) {
        Some(Err((message, remedy))) => Err(vec![usage(&message).hint(remedy)]),
        _ => Ok(theme),
    }
}

/// What is asked for; gutters, margins and all else of the layout stay where it says the same kind.
fn look(arg: ImposeArg, of_layout: Option<ImposeLook>) -> Option<ImposeLook> {
    let kind = match arg {
        ImposeArg::None => return None,
        ImposeArg::Booklet => Imposition::Booklet { signature: None, creep: Abs::mm(PAPER) },
        ImposeArg::Two => Imposition::PagesUp(2),
        ImposeArg::Four => Imposition::PagesUp(4),
        ImposeArg::Six => Imposition::PagesUp(6),
        ImposeArg::Eight => Imposition::PagesUp(8),
        ImposeArg::Nine => Imposition::PagesUp(9),
        ImposeArg::Sixteen => Imposition::PagesUp(16),
    };
    let a4 = Size::new(Abs::mm(210.0), Abs::mm(297.0));
    let sheet = of_layout.map_or(a4, |look| look.sheet);
    Some(match (kind, of_layout) {
        (Imposition::Booklet { .. }, Some(look)) if matches!(look.kind, Imposition::Booklet { .. }) => look,
        (Imposition::PagesUp(_), Some(look)) if matches!(look.kind, Imposition::PagesUp(_)) => {
            ImposeLook { kind, ..look }
        }
        _ => ImposeLook::new(kind, sheet),
    })
}

fn paper(text: &str) -> Result<Size, Vec<Diagnostic>> {
    page_size(text).ok_or_else(|| {
        let unknown = usage(&format!("`--sheet {text}` is no paper"));
        vec![unknown.hint("write A3, A4, A5, B5, Letter, Legal or \"297mm x 420mm\"")]
    })
}

fn usage(message: &str) -> Diagnostic {
    Diagnostic::error(Lint::Usage, None, message)
}

/// How much was made: `28 pages`, or `28 pages on 14 sides of paper`.
pub(super) fn extent(book: &PagedBook) -> String {
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let pages = counted(book.pages.len(), "page");
    match book.sides.len() {
        0 => pages,
        sides => format!("{pages} on {} of paper", counted(sides, "side")),
    }
}
