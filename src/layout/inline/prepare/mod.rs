//! From typed inlines to one text with styled runs.
//!
//! White space is folded as a reader of the book sees it; every run keeps its place in the
//! manuscript, its owner in the structure and, where it is one, its link.

mod links;
mod text;

use crate::font::{Face, Family, Features, FontBook, Form, Position, Weight};
use crate::frame::{Element, ElementId, LinkTarget, Owner, Role, Structure};
use crate::geom::{Abs, Colour, Size};
use crate::layout::folios::Folios;
use crate::layout::inline::bidi;
use crate::layout::inline::cap::{Cap, CapKind};
use crate::layout::inline::conum::Conum;
use crate::layout::inline::icon::IconMark;
use crate::layout::inline::mixed;
use crate::layout::inline::paragraph::{FORCED, InlineObject, LinkRef, OBJECT, Paragraph, RunStyle};
use crate::model::{
    Icon, Inline, InlineKind, Language, NodeId, Picture, Styled, TextStyle, TokenCursor, plain_text, term_destination,
};
use crate::source::Span;
use crate::theme::{CodeLook, KeyLook, Look, RoleLook, Roles, TextLine};

/// Turns inlines into a paragraph, making the elements of its links and code on the way.
pub struct ParagraphBuilder<'a> {
    fonts: FontBook,
    structure: &'a mut Structure,
    link_colour: Option<Colour>,
    picture_size: &'a dyn Fn(&Picture, Abs) -> Option<Size>,
    paragraph: Paragraph,
    plain: usize,
    caps: u32,
    /// The folios of destinations, as far as they are known.
    pub folios: Option<&'a Folios>,
    /// Whether references say the page of what they lead to behind their words.
    pub shows_pages: bool,
    /// Whether the addresses of links stand in parentheses behind their words.
    pub shows_addresses: bool,
    /// Whether the pages are mirrored when they are finished.
    pub is_mirrored: bool,
    /// The looks of the author's roles.
    pub roles: Option<&'a Roles>,
    /// The looks of code.
    pub code: Option<&'a CodeLook>,
    /// The looks of keys and buttons; without one they stand on no caps.
    pub keys: Option<KeyLook>,
    /// What the author's text that comes is made of, where it is code.
    pub tokens: Option<TokenCursor>,
    /// Words of the text that could only be set plainly, with their places.
    pub plainly_set: Vec<(Span, &'static str)>,
    /// Characters that no face has, with their places.
    pub missing: Vec<(Option<Span>, char)>,
}

/// What inlines inherit from those around them.
#[derive(Clone, Copy)]
struct State {
    features: Features,
    tracking: i64,
    weight: Weight,
    is_italic: bool,
    family: Family,
    size: Abs,
    rise: Abs,
    colour: Colour,
    background: Option<Colour>,
    language: Language,
    owner: Owner,
    link: Option<usize>,
    is_address: bool,
    line: Option<TextLine>,
    is_unbroken: bool,
    is_generated: bool,
    cap: Option<Cap>,
}

impl State {
    /// Takes on the look of a role.
    fn put_on(&mut self, role: &RoleLook) {
        self.family = role.family.unwrap_or(self.family);
        self.size = self.size.scale(role.size.unwrap_or(100), 100);
        self.weight = role.weight.unwrap_or(self.weight);
        self.is_italic = role.is_italic.unwrap_or(self.is_italic);
        self.colour = role.colour.unwrap_or(self.colour);
        self.background = role.background.or(self.background);
        self.line = role.line.or(self.line);
        self.is_unbroken |= role.is_unbroken;
        self.features = role.features_over(self.features);
        self.tracking = role.tracking.unwrap_or(self.tracking);
    }
}

impl<'a> ParagraphBuilder<'a> {
    /// A builder for text that belongs to `structure`.
    pub fn new(
        fonts: FontBook,
        structure: &'a mut Structure,
        link_colour: Option<Colour>,
        picture_size: &'a dyn Fn(&Picture, Abs) -> Option<Size>,
    ) -> Self {
        let paragraph = Paragraph { offsets: vec![(0, 0)], ..Paragraph::default() };
        Self {
            fonts,
            structure,
            link_colour,
            picture_size,
            paragraph,
            plain: 0,
            caps: 0,
            folios: None,
            shows_pages: false,
            shows_addresses: false,
            is_mirrored: false,
            roles: None,
            code: None,
            keys: None,
            tokens: None,
            plainly_set: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Says whose text follows, and at which character of its plain text it starts.
    pub fn of_node(mut self, node: NodeId, plain_from: usize) -> Self {
        self.paragraph.node = Some(node);
        self.plain = plain_from;
        self.paragraph.offsets = vec![(0, plain_from)];
        self
    }

    /// Adds the author's text in a look; `owner` is the element that it belongs to.
    pub fn inlines(&mut self, inlines: &[Inline], look: &Look, language: Language, owner: Owner) {
        self.spanning(inlines.first().map(|i| i.span), inlines.last().map(|i| i.span));
        self.begin(look, language);
        let state = state(look, language, owner);
        self.walk(inlines, state);
    }

    /// Adds words of the product in a look.
    pub fn generated(&mut self, text: &str, look: &Look, language: Language, owner: Owner) {
        self.begin(look, language);
        let state = State { is_generated: true, ..state(look, language, owner) };
        self.push_text(text, None, &state);
    }

    /// Adds words in a look that are a link as a whole.
    pub fn linked(&mut self, inlines: &[Inline], look: &Look, language: Language, link: LinkRef, is_generated: bool) {
        self.begin(look, language);
        let owner = Owner::Element(link.element);
        let state = State { link: Some(self.push_link(link)), is_generated, ..state(look, language, owner) };
        self.walk(inlines, state);
    }

    /// Adds words of the product that are part of the link added last.
    pub fn generated_link(&mut self, text: &str, look: &Look, language: Language, link: LinkRef) {
        self.begin(look, language);
        let owner = Owner::Element(link.element);
        let state = State {
            link: Some(self.push_link(link)),
            is_generated: true,
            is_address: text.contains("://"),
            ..state(look, language, owner)
        };
        self.push_text(text, None, &state);
    }

    /// The finished paragraph: without white space and line ends at its end.
    pub fn finish(mut self) -> Paragraph {
        let kept = self.paragraph.text.trim_end_matches([' ', FORCED]).len();
        self.paragraph.text.truncate(kept);
        self.paragraph.runs.retain(|run| run.range.start < kept);
        if let Some(last) = self.paragraph.runs.last_mut() {
            last.range.end = last.range.end.min(kept);
        }
        bidi::embed(&mut self.paragraph);
        mixed::part(&mut self.paragraph);
        self.paragraph
    }

    /// The first words say in which direction the paragraph runs; code runs from left to right in every language.
    fn begin(&mut self, look: &Look, language: Language) {
        if self.paragraph.text.is_empty() {
            self.paragraph.is_rtl = language.is_rtl() && look.family != Family::Mono;
            self.paragraph.is_mirrored = self.is_mirrored;
        }
    }

    fn spanning(&mut self, first: Option<Span>, last: Option<Span>) {
        if let (None, Some(first), Some(last)) = (self.paragraph.span, first, last) {
            self.paragraph.span = Some(first.to(last));
        }
    }

    fn push_link(&mut self, link: LinkRef) -> usize {
        self.paragraph.links.push(link);
        self.paragraph.links.len() - 1
    }

    fn walk(&mut self, inlines: &[Inline], state: State) {
        for inline in inlines {
            self.inline(inline, state);
        }
    }

    fn inline(&mut self, inline: &Inline, state: State) {
        let span = Some(inline.span);
        match &inline.kind {
            InlineKind::Text(text) => self.push_author(text, span, &state),
            InlineKind::Styled(styled) => self.styled(styled, state),
            InlineKind::Link(link) => self.link(link, inline.span, state),
            InlineKind::Xref(xref) => {
                let target = match &xref.anchor {
                    Some(anchor) => LinkTarget::Destination(anchor.clone()),
                    None if xref.target == "#" => {
                        // A whole document that this one includes: there is no place to lead to.
                        self.walk(&xref.body, state);
                        return;
                    }
                    None => LinkTarget::Address(xref.target.clone()),
                };
                self.xref(xref, target, inline.span, state);
            }
            InlineKind::Image(picture) => self.picture(picture, state),
            InlineKind::Icon(icon) => self.icon(icon, inline.span, state),
            InlineKind::Anchor(anchor) if anchor.is_bibliography => {
                self.place(&anchor.id);
                self.push_author("[", span, &state);
                match &anchor.label {
                    Some(label) => self.walk(label, state),
                    None => self.push_author(&anchor.id, span, &state),
                }
                self.push_author("]", span, &state);
            }
            InlineKind::Anchor(anchor) => self.place(&anchor.id),
            InlineKind::Footnote(mark) => {
                if let Some(number) = mark.number {
                    let target = LinkTarget::Destination(format!("_footnote_{number}"));
                    let words = number.to_string();
                    let small = State { size: state.size.scale(7, 10), rise: state.size.scale(3, 10), ..state };
                    let small = self.in_form(Form::Superior, &words, state).unwrap_or(small);
                    if !mark.is_reference {
                        self.paragraph.notes.push((self.paragraph.text.len(), number));
                    }
                    self.link_text(&words, target, inline.span, small);
                }
            }
            InlineKind::Break => {
                while self.paragraph.text.ends_with(' ') {
                    self.pop_space();
                }
                self.plain += 1;
                self.push_raw(&FORCED.to_string(), span, &state);
                self.paragraph.offsets.push((self.paragraph.text.len(), self.plain));
            }
            InlineKind::Keyboard(keys) => self.key_sequence(keys, span, state),
            InlineKind::Button(label) => self.cap(CapKind::Button, label, span, state),
            // A sign that leads on stands at the end of a line, never at the start of the next.
            InlineKind::Menu(path) => self.sans(&path.join("\u{A0}\u{203A} "), span, state),
            InlineKind::IndexTerm(term) => {
                if term.number > 0 {
                    self.place(&term_destination(term.number));
                }
                self.walk(term.visible.as_deref().unwrap_or_default(), state);
            }
            InlineKind::Callout(number) => {
                // None of the faces has the circled numbers of Unicode.
                let (disc, figure) = self.code.map_or((state.colour, Colour::WHITE), |code| (code.disc, code.figure));
                let conum = Conum { number: *number, disc, figure };
                let generated = State { is_generated: true, ..state };
                self.push_object(InlineObject::Conum(conum), conum.size(state.size), span, &generated);
            }
            InlineKind::Stem(stem) => {
                self.plainly_set.push((inline.span, "formula"));
                let code = State { family: Family::Mono, size: state.size.scale(9, 10), ..state };
                self.push_author(&stem.source, span, &code);
            }
            InlineKind::Raw(raw) => self.push_author(raw, span, &state),
        }
    }

    /// Keys to press together, each on its cap; they are read as one word.
    fn key_sequence(&mut self, keys: &[String], span: Option<Span>, state: State) {
        for (index, key) in keys.iter().enumerate() {
            if index > 0 {
                // The joint stays with the key before it; the line breaker knows the place behind it.
                self.push_author("+", span, &State { is_unbroken: true, ..state });
            }
            self.cap(CapKind::Key, key, span, state);
        }
    }

    /// Words on a cap, in one piece; in bold, where there are no caps, as in running heads.
    fn cap(&mut self, kind: CapKind, words: &str, span: Option<Span>, state: State) {
        let Some(look) = self.keys else { return self.sans(words, span, state) };
        self.caps += 1;
        let on_cap = State {
            family: Family::Sans,
            size: state.size.scale(look.size, 100),
            is_italic: false,
            background: None,
            is_unbroken: true,
            cap: Some(Cap::new(kind, self.caps, state.size, look)),
            ..state
        };
        self.push_author(&words.replace(' ', "\u{A0}"), span, &on_cap);
    }

    fn sans(&mut self, text: &str, span: Option<Span>, state: State) {
        let sans = State { family: Family::Sans, weight: Weight::Semibold, size: state.size.scale(92, 100), ..state };
        self.push_author(text, span, &sans);
    }

    fn styled(&mut self, styled: &Styled, outer: State) {
        let mut state = State { language: styled.language.unwrap_or(outer.language), ..outer };
        styled.anchor.iter().for_each(|id| self.place(id));
        let mut quotes = ("", "");
        match styled.style {
            TextStyle::Strong => state.weight = Weight::Bold,
            TextStyle::Emphasis => state.is_italic = !outer.is_italic,
            TextStyle::Monospace => {
                state.family = Family::Mono;
                state.size = outer.size.scale(self.code_share(&outer), 100);
                if let Some(element) = self.element(Role::Code, outer, None) {
                    state.owner = Owner::Element(element);
                }
            }
            TextStyle::Highlight => state.background = Some(Colour::new(0xff, 0xf1, 0xb8)),
            TextStyle::Superscript => {
                (state.size, state.rise) = (outer.size.scale(7, 10), outer.rise + outer.size.scale(33, 100));
                state = self.body_in_form(Form::Superior, styled, outer).unwrap_or(state);
            }
            TextStyle::Subscript => {
                (state.size, state.rise) = (outer.size.scale(7, 10), outer.rise - outer.size.scale(16, 100));
                state = self.body_in_form(Form::Inferior, styled, outer).unwrap_or(state);
            }
            TextStyle::DoubleQuoted => quotes = ("\u{201C}", "\u{201D}"),
            TextStyle::SingleQuoted => quotes = ("\u{2018}", "\u{2019}"),
            TextStyle::Plain => {}
        }
        for role in self.roles.into_iter().flat_map(|roles| roles.of(&styled.roles)) {
            state.put_on(role);
        }
        self.push_author(quotes.0, None, &state);
        self.walk(&styled.body, state);
        self.push_author(quotes.1, None, &state);
    }

    /// How large code is beside text, in per cent: its small letters would look larger than the text's where they are
    /// as high, for they are wider and have the room of capitals.
    fn code_share(&self, outer: &State) -> i64 {
        const WIDER: i64 = 94;
        if outer.family == Family::Mono {
            return 100;
        }
        let text = self.face(outer).x_height();
        let code = self.face(&State { family: Family::Mono, ..*outer }).x_height();
        (text * WIDER + code / 2) / code.max(1)
    }

    fn face(&self, state: &State) -> &Face {
        self.fonts.face(self.fonts.select_for(state.family, state.weight, state.is_italic, state.size))
    }

    /// The state for text in a form that the face has for all of it; nothing is scaled twice.
    fn in_form(&self, form: Form, text: &str, outer: State) -> Option<State> {
        let position = if form == Form::Inferior { Position::Inferior } else { Position::Superior };
        let is_plain = outer.rise.is_zero() && outer.features.position == Position::Baseline;
        if !is_plain || text.is_empty() || !self.face(&outer).has_form(form, text) {
            return None;
        }
        Some(State { features: Features { position, ..outer.features }, ..outer })
    }

    /// The same for a body that is text alone.
    fn body_in_form(&self, form: Form, styled: &Styled, outer: State) -> Option<State> {
        let is_text = styled.body.iter().all(|inline| matches!(inline.kind, InlineKind::Text(_)));
        if !is_text || !styled.roles.is_empty() {
            return None;
        }
        let language = styled.language.unwrap_or(outer.language);
        self.in_form(form, &plain_text(&styled.body), State { language, ..outer })
    }

    /// A new element within the one that the text around belongs to.
    fn element(&mut self, role: Role, outer: State, span: Option<Span>) -> Option<ElementId> {
        let Owner::Element(parent) = outer.owner else { return None };
        Some(self.structure.push(Element {
            role,
            parent: Some(parent),
            node: None,
            language: outer.language,
            span,
            is_generated: outer.is_generated,
        }))
    }

    /// A place that links lead to; in what shows a heading's words again they name nothing.
    fn place(&mut self, name: &str) {
        self.paragraph.places.push((self.paragraph.text.len(), name.to_owned()));
    }

    fn picture(&mut self, picture: &Picture, state: State) {
        let Some(size) = (self.picture_size)(picture, state.size) else {
            let words = picture.alt.as_deref().unwrap_or(&picture.derived_alt);
            return self.push_generated(&format!("[{words}]"), Some(picture.span), &state);
        };
        let words = picture.alt.clone().unwrap_or_else(|| picture.derived_alt.clone());
        let owner = self.element(Role::Figure(words), state, Some(picture.span)).map_or(state.owner, Owner::Element);
        let state = State { owner, ..state };
        self.push_object(InlineObject::Picture(picture.id), size, Some(picture.span), &state);
    }

    /// A drawing in the colour of the text; the name of one that we don't have.
    fn icon(&mut self, icon: &Icon, span: Span, outer: State) {
        let mut state = State { size: outer.size.scale(icon.scale(), 100), ..outer };
        for role in self.roles.into_iter().flat_map(|roles| roles.of(&icon.roles)) {
            state.put_on(role);
        }
        let target = icon.link.as_ref().filter(|_| outer.link.is_none());
        if let Some((target, element)) = target.zip(target.and_then(|_| self.element(Role::Link, outer, Some(span)))) {
            let target = LinkTarget::Address(target.clone());
            let link = self.push_link(LinkRef { target, element, description: icon.words(), span: Some(span) });
            (state.owner, state.link) = (Owner::Element(element), Some(link));
            state.colour = self.link_colour.unwrap_or(state.colour);
        }
        let Some(drawing) = icon.drawing() else {
            let state = State { size: outer.size, ..state };
            return self.push_generated(&format!("[{}]", icon.name), Some(span), &state);
        };
        if let Some(element) = self.element(Role::Figure(icon.words()), state, Some(span)) {
            state.owner = Owner::Element(element);
        }
        let mark = IconMark { drawing, colour: state.colour };
        self.push_object(InlineObject::Icon(mark), IconMark::size(state.size), Some(span), &state);
    }

    fn push_object(&mut self, object: InlineObject, size: Size, span: Option<Span>, state: &State) {
        self.push_raw(&OBJECT.to_string(), span, state);
        if let Some(run) = self.paragraph.runs.last_mut() {
            run.object = Some((object, size));
        }
        self.paragraph.offsets.push((self.paragraph.text.len(), self.plain));
    }

    fn style(&self, state: &State) -> RunStyle {
        let is_code = state.family == Family::Mono;
        let features = if is_code {
            Features { is_code: true, position: state.features.position, ..Features::default() }
        } else {
            Features { is_code: false, is_spaced: state.tracking != 0, ..state.features }
        };
        RunStyle {
            face: self.fonts.select_for(state.family, state.weight, state.is_italic, state.size),
            size: state.size,
            colour: state.colour,
            features,
            tracking: state.tracking,
            rise: state.rise,
            language: state.language,
            background: state.background,
            is_code,
            is_address: state.is_address,
            line: state.line,
            is_unbroken: state.is_unbroken,
            cap: state.cap,
        }
    }
}

fn state(look: &Look, language: Language, owner: Owner) -> State {
    State {
        features: look.features,
        tracking: look.tracking,
        weight: look.weight,
        is_italic: look.is_italic,
        family: look.family,
        size: look.size,
        rise: Abs::ZERO,
        colour: look.colour,
        background: None,
        language,
        owner,
        link: None,
        is_address: false,
        line: None,
        is_unbroken: false,
        is_generated: false,
        cap: None,
    }
}
