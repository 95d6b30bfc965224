//! The icons of admonitions: drawings of ours, or pictures of the author's.

use std::path::Path;

use super::Lowering;
use super::parts::ImageParts;
use crate::asciidoc::paths::is_address;
use crate::model::{AdmonitionIcon, AdmonitionKind, Icon, Picture, PictureSize};
use crate::world::normalized;

/// The endings by which a name is that of a picture.
const ENDINGS: [&str; 9] = [".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"];

impl Lowering<'_> {
    /// What the author asks for (`icon=`), else the picture of the kind where there is a set of pictures (`:icons:`).
    pub(super) fn admonition_icon(&mut self, kind: AdmonitionKind, asked: Option<String>) -> Option<AdmonitionIcon> {
        let asked = asked.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        let has_pictures = self.scope.get("icons").is_some_and(|set| set != "font");
        let name = asked.as_deref().unwrap_or(kind.name());
        if asked.is_some() && is_picture(name) {
            return Some(AdmonitionIcon::Picture(self.icon_picture(name, asked.as_deref())));
        }
        if has_pictures {
            let file = format!("{name}.{}", self.scope.get("icontype").unwrap_or("png").trim_start_matches('.'));
            // A set may lack some, and many ask for icons without having any: then they are drawn.
            if self.has_icon(&file) {
                return Some(AdmonitionIcon::Picture(self.icon_picture(&file, asked.as_deref())));
            }
        }
        self.known_icon(Icon::named(asked?), self.place, "that of the kind stands").map(AdmonitionIcon::Drawn)
    }

    /// The folder of icons, as Asciidoctor has it.
    fn icons_folder(&self) -> String {
        let beside_pictures = || format!("{}/icons", self.scope.get("imagesdir").unwrap_or("./images"));
        self.scope.get("iconsdir").map_or_else(beside_pictures, str::to_owned)
    }

    fn has_icon(&self, file: &str) -> bool {
        let folder = self.icons_folder();
        let path = normalized(&self.folder.join(&folder).join(file));
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        !is_address(&folder) && self.world.names(path.parent().unwrap_or(Path::new(""))).binary_search(&name).is_ok()
    }

    fn icon_picture(&mut self, file: &str, asked: Option<&str>) -> Picture {
        let (id, folder) = (self.node(), self.icons_folder());
        let name = asked.map(|name| Picture::new(id, self.place, name).derived_alt);
        let parts = ImageParts {
            icon: None,
            target: file.to_owned(),
            // The picture of a kind says what its word says beside it.
            alt: Some(name.unwrap_or_default()),
            size: PictureSize::default(),
            link: None,
            align: None,
            float: None,
            title: None,
            roles: Vec::new(),
        };
        self.picture_in(id, &parts, self.place, &folder)
    }
}

fn is_picture(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("data:") || ENDINGS.iter().any(|ending| name.ends_with(ending))
}
