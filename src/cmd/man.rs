//! `hirelog man`: the manual, made of the table that parses the command line and
//! of the text that `--help` prints, so that it cannot say anything else.

use crate::cli::reference::{ENVIRONMENT, EXIT_CODES, FILES, OVERVIEW};
use crate::cli::{Cli, Man};
use crate::context::Answer;
use crate::diagnostic::nearest;
use crate::error::Error;
use crate::log::page_in;
use crate::render::wrap;
use crate::session::Session;
use clap::{Arg, Command, CommandFactory};
use clap_mangen::roff::{Roff, bold, italic, roman};
use std::io;

/// When a reader would last have noticed a change. A page has a date, and the
/// day on which it is printed would make every copy a different one.
const REVISED: &str = "2026-11-24";
/// What begins the paragraph of examples.
const EXAMPLES: &str = "Examples:\n";

/// Columns of the source of a page.
const WIDTH: usize = 66;
/// The same, where the name of a page stands before it.
const ABOUT_WIDTH: usize = 50;

/// Shows a page that it is given. The `man` of a Mac takes none.
const READER: &str = if cfg!(target_os = "macos") {
    "mandoc -a"
} else {
    "man -l -"
};

pub(super) fn run(args: &Man, session: &Session<'_>) -> Result<Answer, Error> {
    let pages = pages();
    let Some(folder) = &args.to else {
        return print(args.command.as_deref(), &pages, session);
    };
    let folder = session.context.working_folder.join(folder);
    let mut answer = Answer::default();
    for page in &pages {
        let file = page_in(&folder, &format!("{}.1", page.title))?;
        file.write(&page.text()?)?;
        answer.text += &format!("{}\n", session.shown(&file.path));
    }
    Ok(answer)
}

fn print(command: Option<&str>, pages: &[ManPage], session: &Session<'_>) -> Result<Answer, Error> {
    let title = match command {
        Some(command) => format!("hirelog-{command}"),
        None => "hirelog".to_owned(),
    };
    let Some(page) = pages.iter().find(|page| page.title == title) else {
        let command = command.unwrap_or_default();
        let names = pages
            .iter()
            .filter_map(|page| page.title.strip_prefix("hirelog-"));
        let near = nearest(command, names.clone()).map(|near| format!("did you mean {near}?"));
        let all = format!("commands: {}", names.collect::<Vec<_>>().join(", "));
        return Err(Error::usage(format!("there is no command `{command}`"))
            .maybe_hint(near)
            .hint(all));
    };
    // Where nothing shows it, it is printed as it is.
    let is_seen = session.context.terminals.output.is_terminal;
    Ok(Answer {
        text: page.text()?,
        pager: is_seen.then(|| READER.to_owned()),
        ..Answer::default()
    })
}

/// The page of one command.
struct ManPage {
    /// `hirelog`, `hirelog-new`.
    title: String,
    command: Command,
}

/// hirelog itself, then each command.
fn pages() -> Vec<ManPage> {
    let mut root = Cli::command().subcommand_help_heading("COMMANDS");
    root.build();
    let root = short(root.mut_subcommands(short));
    let commands = root.get_subcommands();
    let commands = commands.filter(|command| !command.is_hide_set());
    let commands: Vec<_> = commands.cloned().collect();
    let page = |mut command: Command| {
        let usage = command.render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ").to_owned();
        let title = command.get_display_name().unwrap_or("hirelog").to_owned();
        ManPage {
            title,
            command: command.override_usage(usage).mut_args(plain),
        }
    };
    [root].into_iter().chain(commands).map(page).collect()
}

impl ManPage {
    fn text(&self) -> Result<String, Error> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)
            .map_err(|error| Error::io("make", self.title.as_ref(), error))?;
        let page = String::from_utf8_lossy(&bytes);
        // Each section repeats how an apostrophe is printed.
        let (first, _) = page.split_at(page.find(".TH").unwrap_or(0));
        Ok(format!("{first}{}", page.replace(first, "")))
    }

    fn write(&self, page: &mut Vec<u8>) -> io::Result<()> {
        let manual = clap_mangen::Man::new(self.command.clone())
            .title(self.title.to_uppercase())
            .date(REVISED)
            .source(concat!("hirelog ", env!("CARGO_PKG_VERSION")))
            .manual("hirelog");
        manual.render_title(page)?;
        manual.render_name_section(page)?;
        manual.render_synopsis_section(page)?;
        let is_root = self.command.has_subcommands();
        let about = match is_root {
            true => OVERVIEW.split("\n\n").next().unwrap_or_default().to_owned(),
            false => {
                let about = self.command.get_about().map(ToString::to_string);
                format!("{}.", about.unwrap_or_default())
            }
        };
        // What `--help` prints below the flags.
        let below = [
            self.command.get_after_long_help(),
            self.command.get_after_help(),
        ];
        let below = below.map(|text| text.map(ToString::to_string).unwrap_or_default());
        let below = below.iter().flat_map(|text| text.split("\n\n"));
        let (examples, told): (Vec<&str>, Vec<&str>) =
            below.partition(|paragraph| paragraph.starts_with(EXAMPLES));
        let told = told.into_iter().filter(|_| !is_root);
        section("DESCRIPTION", [about.as_str()].into_iter().chain(told)).to_writer(page)?;
        manual.render_options_section(page)?;
        if is_root {
            manual.render_subcommands_section(page)?;
        }
        for (heading, table) in [
            ("ENVIRONMENT", &ENVIRONMENT[..]),
            ("FILES", &FILES),
            ("EXIT STATUS", &EXIT_CODES),
        ] {
            list(heading, table).to_writer(page)?;
        }
        if !examples.is_empty() {
            let examples = examples.iter().map(|one| &one[EXAMPLES.len()..]);
            section("EXAMPLES", examples).to_writer(page)?;
        }
        if !is_root {
            let mut also = Roff::new();
            also.control("SH", ["SEE ALSO"]);
            also.text([italic("hirelog"), roman("(1)")]);
            also.to_writer(page)?;
        }
        Ok(())
    }
}

/// Paragraphs, in which indented lines stay as they are.
fn section<'t>(heading: &str, paragraphs: impl Iterator<Item = &'t str>) -> Roff {
    let mut section = Roff::new();
    section.control("SH", [heading]);
    let mut is_first = true;
    for paragraph in paragraphs {
        let lines: Vec<&str> = paragraph.lines().filter(|line| !line.is_empty()).collect();
        for block in lines.chunk_by(|one, next| one.starts_with("  ") == next.starts_with("  ")) {
            if !std::mem::take(&mut is_first) {
                section.control("PP", []);
            }
            if !block[0].starts_with("  ") {
                text(&block.join(" "), &mut section);
                continue;
            }
            section.control("nf", []);
            for line in block {
                section.text([roman(&line[2..])]);
            }
            section.control("fi", []);
        }
    }
    section
}

fn list(heading: &str, table: &[(&str, &str)]) -> Roff {
    let mut list = Roff::new();
    list.control("SH", [heading]);
    for (name, meaning) in table {
        list.control("TP", []);
        list.text([bold(*name)]);
        text(meaning, &mut list);
    }
    list
}

/// Sentences; the lines of a page are short for those who compare two of them.
fn text(text: &str, roff: &mut Roff) {
    for line in wrap(text, WIDTH, "", "").lines() {
        roff.text([roman(line)]);
    }
}

/// What it is for, in short lines.
fn short(command: Command) -> Command {
    let about = command.get_about().map(ToString::to_string);
    command.about(wrap(&about.unwrap_or_default(), ABOUT_WIDTH, "", ""))
}

/// A flag with the values it takes in its own sentence, in short lines.
fn plain(argument: Arg) -> Arg {
    let values: Vec<_> = argument
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| value.get_name().to_owned())
        .collect();
    let help = argument
        .get_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    let help = if argument.get_action().takes_values() && !values.is_empty() {
        format!("{help}: {}", values.join(", "))
    } else {
        help
    };
    let argument = argument.hide_possible_values(true);
    argument.help(wrap(&help, WIDTH, "", ""))
}
