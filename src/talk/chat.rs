//! Text for a chat, in which nothing that people wrote calls anybody or links anywhere.

/// Slack's three signs are escaped, and behind an `@` stands no name.
pub fn for_chat(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('@', "@\u{2060}")
}
