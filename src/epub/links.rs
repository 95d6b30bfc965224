//! Which addresses may stand in a link.

/// The address as it may stand in `href`; `None` where a reader could do nothing with it.
///
/// Relative addresses name files that are not in the book; schemes that nobody registered and
/// addresses without a host are refused by validators.
pub(super) fn outside(target: &str) -> Option<String> {
    let target = target.trim();
    let (scheme, rest) = target.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let is_sound = match scheme.as_str() {
        "http" | "https" | "ftp" => rest.strip_prefix("//").is_some_and(has_sound_host),
        "mailto" => rest.contains('@') && !rest.starts_with('@') && !rest.ends_with('@'),
        "tel" => rest.chars().any(|c| c.is_ascii_digit()),
        _ => false,
    };
    is_sound.then(|| format!("{scheme}:{}", encoded(rest)))
}

fn has_sound_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    let (name, port) = host.split_once(':').unwrap_or((host, "1"));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    // A host of digits and points has to be an IPv4 address.
    let is_number = name.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_name = !name.is_empty() && name.trim_end_matches('.').split('.').all(is_label);
    is_name && (!is_number || name.parse::<std::net::Ipv4Addr>().is_ok()) && port.parse::<u16>().is_ok()
}

/// What RFC 3986 allows stays; the rest is written in per cent; a lone `%` is one of the rest.
fn encoded(rest: &str) -> String {
    let mut encoded = String::with_capacity(rest.len());
    let mut has_fragment = false;
    for (at, c) in rest.char_indices() {
        let is_allowed = c.is_ascii_alphanumeric()
            || "-._~:/?@!$&'()*+,;=".contains(c)
            || (c == '#' && !std::mem::replace(&mut has_fragment, true))
            || (c == '%' && is_escape(rest.get(at + 1..at + 3)));
        if is_allowed {
            encoded.push(c);
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
        }
    }
    encoded
}

fn is_escape(digits: Option<&str>) -> bool {
    digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::outside;

    #[test]
    fn good_addresses_stay_and_odd_ones_are_mended() {
        assert_eq!(outside("https://a.fr/b#c").as_deref(), Some("https://a.fr/b#c"));
        assert_eq!(outside("HTTP://a.fr/é[1] 2%").as_deref(), Some("http://a.fr/%C3%A9%5B1%5D%202%25"));
        assert_eq!(outside("mailto:a@b.fr").as_deref(), Some("mailto:a@b.fr"));
        assert_eq!(outside("http://localhost:8080/a#b#c").as_deref(), Some("http://localhost:8080/a#b%23c"));
    }

    #[test]
    fn what_leads_nowhere_is_refused() {
        for target in
            ["notes.pdf", "http://", "http:///x", "http://<host>/", "foo:bar", "mailto:", "https://1.2.3.4.5/", "x"]
        {
            assert_eq!(outside(target), None, "{target}");
        }
    }
}
