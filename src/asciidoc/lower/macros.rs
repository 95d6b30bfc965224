//! Parts into inlines: styles, links, references, pictures and the rest.

use std::path::PathBuf;

use super::Lowering;
use super::gaps::TermParts;
use super::parts::{IconParts, ImageParts, LinkParts, Part, StyleParts};
use crate::asciidoc::SafeMode;
use crate::asciidoc::entities::decoded;
use crate::asciidoc::paths::{is_address, web_path};
use crate::diag::{Diagnostic, Lint};
use crate::model::{
    Anchor, FootnoteMark, Icon, IndexTerm, Inline, InlineKind, Link, NodeId, Picture, Stem, Styled, icon_names,
    plain_text,
};
use crate::source::Span;
use crate::world::normalized;

impl Lowering<'_> {
    /// An inline of a construct and its body.
    pub(super) fn part(&mut self, part: &Part, span: Span, body: Vec<Inline>) -> Option<Inline> {
        let kind = match part {
            Part::Style(parts) => styled(parts, body),
            Part::Link(parts) => link(parts, body),
            Part::Xref(parts) => self.xref(parts, body),
            Part::Image(parts) => {
                if let Some(said) = &parts.icon {
                    return Some(Inline { span, kind: InlineKind::Icon(self.icon(parts, said, span)) });
                }
                let id = self.node();
                InlineKind::Image(self.picture(id, parts, span))
            }
            Part::Anchor(parts) => {
                let label = (!body.is_empty()).then_some(body);
                InlineKind::Anchor(Anchor { id: parts.id.clone(), label, is_bibliography: parts.is_bibliography })
            }
            Part::Footnote(parts) => {
                InlineKind::Footnote(FootnoteMark { number: parts.number, is_reference: parts.is_reference })
            }
            Part::Term(parts) => return self.term(parts.clone(), span, None),
            Part::Callout(number) => InlineKind::Callout(number.parse().unwrap_or_else(|_| {
                self.callouts += 1;
                self.callouts
            })),
            Part::Button(label) => InlineKind::Button(decoded(label)),
            Part::Keyboard(keys) => InlineKind::Keyboard(keys.iter().map(|key| decoded(key)).collect()),
            Part::Menu(path) => InlineKind::Menu(path.iter().map(|item| decoded(item)).collect()),
            Part::Stem(notation) => InlineKind::Stem(Stem { notation: *notation, source: plain_text(&body) }),
            Part::Break => InlineKind::Break,
        };
        Some(Inline { span, kind })
    }

    /// A term of the index; without terms it says nothing.
    pub(super) fn term(&mut self, parts: TermParts, span: Span, visible: Option<Vec<Inline>>) -> Option<Inline> {
        let TermParts { terms, see, see_also } = parts;
        let terms = match (&visible, terms.is_empty()) {
            (Some(body), true) => vec![plain_text(body)],
            _ => terms,
        };
        let is_said = !terms.is_empty();
        let term = IndexTerm { number: 0, terms, visible, see, see_also };
        is_said.then_some(Inline { span, kind: InlineKind::IndexTerm(term) })
    }

    /// An icon; one that we have no drawing of is told.
    fn icon(&mut self, parts: &ImageParts, said: &IconParts, span: Span) -> Icon {
        let (quarters, is_flipped) = said.turn();
        let icon = Icon {
            name: parts.target.clone(),
            alt: parts.alt.clone().or_else(|| parts.title.clone()),
            link: parts.link.clone(),
            roles: parts.roles.clone(),
            percent: said.percent(),
            quarters,
            is_flipped,
        };
        self.known_icon(icon.clone(), span, "its name stands");
        icon
    }

    /// The icon, if we have a drawing of it; else that is told.
    pub(super) fn known_icon(&mut self, icon: Icon, span: Span, instead: &str) -> Option<Icon> {
        if icon.drawing().is_some() {
            return Some(icon);
        }
        let message = format!("there is no drawing of the icon `{}`, {instead} in its place", icon.name);
        let warning = Diagnostic::warning(Lint::UnknownIcon, span, message).did_you_mean(&icon.name, icon_names());
        let warning = match warning.hints.is_empty() {
            true => warning.hint("take another icon, or a picture: `image:NAME.svg[]`"),
            false => warning,
        };
        self.sink.push(warning);
        None
    }

    /// A picture with `imagesdir` before its target, and the file to read where it may be read.
    pub(super) fn picture(&mut self, id: NodeId, parts: &ImageParts, span: Span) -> Picture {
        let folder = self.scope.get("imagesdir").unwrap_or("").to_owned();
        self.picture_in(id, parts, span, &folder)
    }

    /// The same for another folder.
    pub(super) fn picture_in(&mut self, id: NodeId, parts: &ImageParts, span: Span, folder: &str) -> Picture {
        let path = self.picture_path(&parts.target, folder, span);
        let mut picture = Picture::new(id, span, parts.target.clone());
        picture.target = web_path(&parts.target, folder);
        picture.path = path;
        picture.alt = parts.alt.clone();
        picture.size = parts.size.clone();
        picture.link = parts.link.clone();
        picture.align = parts.align.clone();
        picture.float = parts.float.clone();
        picture.title = parts.title.clone();
        picture.roles = parts.roles.clone();
        picture
    }

    fn picture_path(&mut self, target: &str, folder: &str, span: Span) -> Option<PathBuf> {
        if target.starts_with("data:") {
            // Its bytes stand in its name.
            return Some(PathBuf::from(target));
        }
        if is_address(target) || is_address(folder) {
            return None;
        }
        let path = normalized(&self.folder.join(folder).join(target));
        if self.options.safe_mode >= SafeMode::Safe && !self.world.resolved(&path).starts_with(&self.resolved_folder) {
            let message = format!("image `{target}` lies outside the manuscript's folder");
            let hint = "move the file into the folder, or run with `--safe-mode unsafe`";
            self.sink.push(Diagnostic::warning(Lint::ImageOutside, span, message).hint(hint));
            return None;
        }
        Some(path)
    }
}

fn styled(parts: &StyleParts, body: Vec<Inline>) -> InlineKind {
    InlineKind::Styled(Styled {
        style: parts.style,
        anchor: parts.id.clone(),
        roles: parts.roles.clone(),
        language: parts.language,
        is_unconstrained: parts.is_unconstrained,
        body,
    })
}

fn link(parts: &LinkParts, body: Vec<Inline>) -> InlineKind {
    let shown = plain_text(&body);
    let is_bare = shown == parts.target
        || parts.target.split_once("://").is_some_and(|(_, rest)| rest == shown)
        || parts.target.strip_prefix("mailto:").is_some_and(|address| address == shown);
    InlineKind::Link(Link {
        target: parts.target.clone(),
        body,
        is_bare,
        anchor: parts.id.clone(),
        roles: parts.roles.clone(),
    })
}
