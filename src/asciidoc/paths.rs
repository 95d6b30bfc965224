//! Paths of pictures and includes, joined as Asciidoctor joins them.

/// Whether a target is an address rather than a path.
pub(super) fn is_address(target: &str) -> bool {
    let Some((scheme, _)) = target.split_once(':') else { return false };
    let mut characters = scheme.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && scheme.len() > 1
        && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-'))
}

/// The web path of `target` below `folder`, as Asciidoctor's `image_uri` gives it.
pub(super) fn web_path(target: &str, folder: &str) -> String {
    if is_address(target) {
        return target.replace(' ', "%20");
    }
    let target = target.replace('\\', "/");
    let joined = match folder.replace('\\', "/") {
        folder if folder.is_empty() || target.starts_with('/') => target,
        folder if folder.ends_with('/') => folder + &target,
        folder => format!("{folder}/{target}"),
    };
    let (prefix, path) = match joined.find("://").filter(|_| is_address(&joined)) {
        Some(at) => joined.split_at(at + 3),
        None => ("", joined.as_str()),
    };
    let (root, path) = match path.strip_prefix("./") {
        Some(path) => ("./", path),
        None => path.strip_prefix('/').map_or(("", path), |path| ("/", path)),
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/').filter(|segment| !matches!(*segment, "." | "")) {
        match (segment, segments.last()) {
            ("..", None) if root == "/" => {}
            ("..", Some(last)) if *last != ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    format!("{prefix}{root}{}", segments.join("/")).replace(' ', "%20")
}

/// The name of an included file: `target` in the folder of the file that includes it.
pub(super) fn include_name(container: Option<&str>, target: &str) -> String {
    if is_address(target) || target.starts_with(['/', '\\']) {
        return target.to_owned();
    }
    let folder = container.and_then(|name| name.rsplit_once(['/', '\\'])).map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split(['/', '\\']).chain(target.split(['/', '\\'])) {
        match (segment, segments.last()) {
            ("" | ".", _) => {}
            ("..", Some(last)) if *last != ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_lie_below_their_folder() {
        assert_eq!(web_path("x.jpg", "./images"), "./images/x.jpg");
        assert_eq!(web_path("../x y.jpg", "images/a"), "images/x%20y.jpg");
        assert_eq!(web_path("https://e.org/x.jpg", "images"), "https://e.org/x.jpg");
        assert_eq!(web_path("x.jpg", "https://e.org/a"), "https://e.org/a/x.jpg");
        assert_eq!(web_path("/x.jpg", "images"), "/x.jpg");
    }

    #[test]
    fn includes_lie_beside_the_including_file() {
        assert_eq!(include_name(None, "./a/b.adoc"), "a/b.adoc");
        assert_eq!(include_name(Some("a/b.adoc"), "../c.adoc"), "c.adoc");
        assert_eq!(include_name(Some("b.adoc"), "../c.adoc"), "../c.adoc");
    }
}
