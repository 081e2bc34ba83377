//! Findings as commands of a GitHub workflow, which shows them beside the lines
//! of a pull request.

use super::check::Examined;
use crate::diagnostic::{Counter, Severity};
use crate::talk::visible_lines;

/// One `::error file=…::…` a finding. What would end or split the command is
/// escaped, so that a file cannot give commands of its own.
pub fn annotations(files: &[&Examined]) -> String {
    let mut text = String::new();
    for file in files {
        let mut counter = file.findings.source.as_deref().map(Counter::new);
        for one in &file.findings.diagnostics {
            let command = match one.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "notice",
            };
            let mut properties = format!("file={}", property(&file.findings.path));
            if let (Some(counter), Some(place)) = (&mut counter, &one.place) {
                let ((line, column), (end_line, end_column)) = counter.span(place);
                properties += &format!(",line={line},col={column},endLine={end_line}");
                // A column of another line would be taken for one of this.
                if end_line == line {
                    properties += &format!(",endColumn={end_column}");
                }
            }
            let title = format!("{} {}", one.code, one.code.family().as_str());
            let mut message = one.sentence().into_owned();
            for more in [&one.help, &one.question].into_iter().flatten() {
                message += &format!("\n{more}");
            }
            text += &format!(
                "::{command} {properties},title={}::{}\n",
                property(&title),
                data(&message)
            );
        }
    }
    text
}

fn data(text: &str) -> String {
    visible_lines(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
