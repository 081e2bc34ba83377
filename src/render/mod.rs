//! Values -> text: tables and pages for people, JSON and CSV for programs. No
//! files, no clock, no printing; how it should look comes in as a value.

mod annotations;
mod brief;
mod changed;
mod check;
mod claims;
mod columns;
mod decisions;
mod diff;
mod findings;
mod json;
mod list;
mod markdown;
mod page;
mod patterns;
mod plan;
mod renamed;
mod report;
mod rows;
mod rules;
mod sarif;
mod settings;
mod stored;
mod style;
mod svg;
mod table;
mod understood;
mod unsorted;
mod vocabulary;
mod words;
mod wrap;

pub use annotations::annotations;
pub use brief::{brief_json, brief_markdown, brief_page};
pub use changed::{changed, changed_decision};
pub use check::{
    Examined, checked_in_a_hook, checked_json, checked_page, checked_short, checked_summary,
};
pub use claims::at_most;
pub use columns::Logs;
pub use decisions::{decision_json, decision_page, decisions_table};
pub use diff::diff;
pub use findings::{error, findings};
pub use json::{matches_json, questions_json, renamed_json, settings_json, vocabulary_json};
pub use list::list;
pub use page::page;
pub use patterns::{
    Extent, behind_json, behind_markdown, behind_page, grouped_json, grouped_markdown,
    grouped_page, patterns_json, patterns_markdown, patterns_page,
};
pub use plan::plan;
pub use renamed::{RenamedList, RenamedPage, renamed_page};
pub use report::{Flaw, Form, Meeting, OwnTemplate, heading, report, report_json};
pub use rows::{Layout, RowWriter, RowsOf, decision_rows, post_mortem_json};
pub use rules::{rule_page, rules_json, rules_page};
pub use sarif::sarif;
pub use settings::{Setting, settings_page};
pub use stored::stored;
pub use style::{Look, Tone};
pub use understood::{labelled, understood};
pub use unsorted::{Unsorted, unsorted_page};
pub use vocabulary::{matches_page, near_page, vocabulary_page};
pub use words::{plural, recurrences, times};
pub use wrap::{folded, overview, wrap};
