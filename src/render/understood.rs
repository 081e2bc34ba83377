//! What was understood of a reply, before it is written down.

use super::style::Look;
use super::wrap::wrap;
use crate::model::Section;
use crate::talk::visible_lines;

const WIDEST: usize = 88;
const INDENT: &str = "          ";

/// A line a part, wrapped on a terminal only.
pub fn understood(section: &Section, left_out: &[String], look: Look) -> String {
    let dropped = section.balls().join(", ");
    let left_out = left_out.join("\n");
    let mut text = String::new();
    for (label, said, always) in [
        ("owned", &section.owned, true),
        ("dropped", &dropped, false),
        ("next", &section.next, true),
        ("left out", &left_out, false),
    ] {
        if said.is_empty() && !always {
            continue;
        }
        let said = if said.is_empty() {
            "(nothing found)".into()
        } else {
            visible_lines(said)
        };
        for (index, line) in said.split('\n').enumerate() {
            let label = if index == 0 { label } else { "" };
            let first = format!("{label:9} ");
            let line = match look.width {
                Some(width) => wrap(line, width.min(WIDEST), &first, INDENT),
                None => format!("{first}{line}"),
            };
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}
