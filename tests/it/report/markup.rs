//! Reading a page strictly: every `<` must begin an element that our template
//! has, with the attributes it has, and every `&` an entity.

const ELEMENTS: [&str; 52] = [
    "!DOCTYPE",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "footer",
    "section",
    "div",
    "span",
    "p",
    "h1",
    "h2",
    "h3",
    "b",
    "strong",
    "small",
    "br",
    "cite",
    "blockquote",
    "ol",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "svg",
    "rect",
    "line",
    "circle",
    "text",
    "desc",
    "em",
    "i",
    "hr",
    "a",
    "g",
    "path",
];
const ATTRIBUTES: [&str; 32] = [
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "scope",
    "colspan",
    "role",
    "tabindex",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "focusable",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "html",
    "viewBox",
    "fill",
    "stroke",
    "d",
    "transform",
];

/// Panics at the first thing that our template would not write. Gives the text
/// that a reader sees, entities resolved.
pub fn check(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    let mut open: Vec<&str> = Vec::new();
    while let Some(start) = rest.find('<') {
        text.push_str(&resolved(&rest[..start]));
        let (tag, after) = tag(&rest[start + 1..]);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed in another order: {tag}");
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap();
        assert!(ELEMENTS.contains(&name), "<{tag}>");
        attributes(&tag[name.len()..]);
        if name == "style" {
            rest = &rest[rest.find("</style>").unwrap()..];
        }
        if !tag.ends_with('/') && !matches!(name, "!DOCTYPE" | "meta" | "br") {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?}");
    text
}

/// What stands between `<` and the `>` that is not in quotes.
fn tag(rest: &str) -> (&str, &str) {
    let mut quoted = false;
    for (place, byte) in rest.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'<' => panic!("a `<` that nobody escaped: {}", &rest[..place]),
            b'>' if !quoted => return (&rest[..place], &rest[place + 1..]),
            _ => {}
        }
    }
    panic!("not closed: {rest}");
}

/// ` name="value"`, as often as there are any.
fn attributes(text: &str) {
    let mut rest = text.trim_end_matches('/').trim();
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once('=').filter(|(name, _)| !name.contains(' '))
        else {
            assert_eq!(rest, "html", "an attribute without a value");
            return;
        };
        assert!(ATTRIBUTES.contains(&name), "the attribute {name} in {text}");
        let after = after
            .strip_prefix('"')
            .unwrap_or_else(|| panic!("no quotes: {text}"));
        let (value, after) = after.split_once('"').unwrap();
        resolved(value);
        rest = after.trim_start();
    }
}

fn resolved(text: &str) -> String {
    let mut found = String::new();
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        found.push_str(&rest[..place]);
        let (name, after) = rest[place + 1..].split_once(';').unwrap();
        found.push_str(match name {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" | "#34" => "\"",
            "#39" | "#x27" => "'",
            "#x2f" => "/",
            other => panic!("no entity of ours: &{other};"),
        });
        rest = after;
    }
    found + rest
}
