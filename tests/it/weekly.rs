//! The workflow that `init --ci` writes for the page of each Friday: its steps as they are,
//! with real git and a `gh` that keeps issues and comments as GitHub does.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::look_back::{has_jq, run_step, scripts};
use crate::support::{HIRELOG, Ran, Sandbox};
use serde_json::{Value, json};

/// Keeps `issues` and `comments`, in pages of one; a request becomes a change of them.
const GH: &str = r#"
echo "$*" >> "$HOME/gh"
[ "$1" != auth ] || exit 0
if [ "$1" = pr ]; then [ "$2" != list ] || cat "$HOME/open"; exit 0; fi
shift; method=GET filter=. data='{}'
while [ $# -gt 0 ]; do
  case $1 in
    --paginate|--silent) ;;
    --method) method=$2; shift ;;
    --jq) filter=$2; shift ;;
    -f|-F)
      [ "$method" = PATCH ] || method=POST
      printf %s "${2#*=}" > "$HOME/value"
      case "$1 $2" in "-F "*=@*) cp "${2#*=@}" "$HOME/value" ;; esac
      data=$(printf %s "$data" | jq --arg key "${2%%=*}" --rawfile value "$HOME/value" '. + {($key): $value}')
      shift ;;
    *) path=${1#repos/team/log} ;;
  esac
  shift
done
change() { # FILE FILTER: the file anew; its last one is printed
  printf %s "$data" > "$HOME/data"
  jq --slurpfile data "$HOME/data" --arg id "${path##*/}" "$2" "$HOME/$1" > "$HOME/new" && mv "$HOME/new" "$HOME/$1"
  jq '.[-1]' "$HOME/$1" | jq -r "$filter"
}
me='user: {login: "github-actions[bot]"}'
case "$method $path" in
  "GET ") jq -nr --arg visibility "$(cat "$HOME/visibility")" '{visibility: $visibility}' | jq -r "$filter" ;;
  "GET /issues?"*) jq '.[:1], .[1:]' "$HOME/issues" ;;
  "GET /issues/7/comments?"*) jq '.[:1], .[1:]' "$HOME/comments" ;;
  "POST /issues") change issues ". + [\$data[0] + {number: 7, state: \"open\", $me}]" ;;
  "POST /issues/7/comments") change comments ". + [\$data[0] + {id: (length + 40), $me}]" ;;
  "PATCH /issues/7") change issues 'map(if .number == 7 then . + $data[0] else . end)' ;;
  "PATCH /issues/comments/"*) change comments 'map(if .id == ($id | tonumber) then . + $data[0] else . end)' ;;
  *) echo "no such request: $method $path" >&2; exit 1 ;;
esac
"#;

/// A shell would take it for more than a name.
const LOG: &str = "a 'log'; $(touch pwned)";
const ALL: [&[&str]; 4] = [
    &[],
    &["--weekly", "pull-request"],
    &["--weekly", "artifact"],
    &["--pages"],
];

/// A team's repository with a log in a folder of its own.
struct Team {
    sandbox: Sandbox,
}

impl Team {
    /// `None` where a program is missing that the workflow needs beside git.
    fn new(flags: &[&str]) -> Option<Self> {
        if !has_jq() {
            return None;
        }
        let team = Self {
            sandbox: Sandbox::new(),
        };
        let sandbox = &team.sandbox;
        team.git(&["init", "-q", "-b", "main"]);
        let mut command = sandbox.command(HIRELOG);
        command.args(["init", "--ci", "-q", LOG]).args(flags);
        sandbox.run(&mut command).ok();
        team.lose("2026-11-13", "b7k2m", "Backend");
        team.git(&["add", "-A"]);
        team.git(&["commit", "-q", "-m", "A log"]);
        let origin = sandbox.path("origin.git");
        team.git(&["clone", "-q", "--bare", ".", origin.to_str().unwrap()]);
        team.git(&["remote", "add", "origin", origin.to_str().unwrap()]);
        sandbox.script("bin/gh", GH);
        sandbox.script("bin/date", "cat \"$HOME/week\"");
        for (name, text) in [
            ("visibility", "private\n"),
            ("week", "2026-W47\n"),
            ("issues", "[]"),
            ("comments", "[]"),
            ("open", ""),
        ] {
            sandbox.put(&format!("home/{name}"), text);
        }
        Some(team)
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut command = self.sandbox.command("git");
        self.sandbox.run(command.args(arguments)).ok()
    }

    fn lose(&self, day: &str, id: &str, role: &str) {
        let head = "schema = 1\noutcome = \"withdrew\"\nstage = \"offer\"";
        let text = format!("{head}\ndate = {day}\nrole = \"{role}\"\n");
        let path = format!("work/{LOG}/logs/2026/{day}-{id}.toml");
        self.sandbox.put(&path, text);
    }

    fn workflow(&self) -> String {
        self.sandbox.read("work/.github/workflows/weekly-page.yml")
    }

    /// Runs a script of the workflow: the first is the door, the second makes the page.
    fn step(&self, index: usize) -> Ran {
        let script = &scripts(&self.workflow())[index];
        run_step(&self.sandbox, script, &[("HIRELOG_DIR", LOG)])
    }

    fn kept(&self, what: &str) -> Vec<Value> {
        serde_json::from_str(&self.sandbox.read(format!("home/{what}"))).unwrap()
    }
}

#[test]
fn nothing_is_made_where_everybody_reads_or_nobody_says_who() {
    for flags in ALL {
        let Some(team) = Team::new(flags) else { return };
        for (visibility, is_open) in [
            ("private", true),
            ("internal", true),
            ("public", false),
            ("", false),
            ("null", false),
            ("PRIVATE", false),
        ] {
            team.sandbox.put("home/visibility", visibility);
            assert_eq!(team.step(0).code == Some(0), is_open, "{visibility}");
        }
        team.sandbox.script("bin/gh", "echo private; exit 1");
        assert_ne!(team.step(0).code, Some(0));
    }
}

#[test]
fn one_issue_has_one_comment_a_week_however_often_it_runs() {
    let Some(team) = Team::new(&[]) else { return };
    // Neither a person's issue nor a pull request is ours, whatever it says.
    let mark = "<!-- hirelog: weekly page -->";
    let week = "<!-- hirelog: 2026-W47 -->";
    let (bot, robin) = ("github-actions[bot]", "robin");
    let issues = json!([
        { "number": 1, "body": mark, "user": { "login": robin } },
        { "number": 2, "body": mark, "user": { "login": bot }, "pull_request": {} },
        { "number": 3, "body": null, "user": { "login": bot } },
    ]);
    team.sandbox.put("home/issues", issues.to_string());
    let comments = json!([{ "id": 1, "body": week, "user": { "login": robin } }]);
    team.sandbox.put("home/comments", comments.to_string());
    team.step(1).ok();
    team.step(1).ok();
    let comments = team.kept("comments");
    assert_eq!((team.kept("issues").len(), comments.len()), (4, 2));
    let page = team
        .sandbox
        .hirelog(["-C", LOG, "report", "--since-last", "week"]);
    let body = comments[1]["body"].as_str().unwrap();
    assert_eq!(body.trim_end(), format!("{week}\n\n{}", page.ok()));

    // What was added since is in the comment of this week.
    let role = "Frontend $(touch pwned) `touch pwned` @team";
    team.lose("2026-11-19", "c8m3n", role);
    let mut issues = team.kept("issues");
    issues[3]["state"] = json!("closed");
    team.sandbox.put("home/issues", json!(issues).to_string());
    team.step(1).ok();
    let comments = team.kept("comments");
    assert_eq!(comments.len(), 2);
    let body = comments[1]["body"].as_str().unwrap();
    assert!(
        body.contains("Frontend") && !body.contains("@team"),
        "{body}"
    );
    assert!(!team.sandbox.path("work/pwned").exists());
    assert_eq!(team.kept("issues")[3]["state"], "closed");

    // The next week has one of its own, and the issue is open again.
    team.sandbox.put("home/week", "2026-W48\n");
    team.step(1).ok();
    let comments = team.kept("comments");
    assert_eq!((comments.len(), &comments[0]["body"]), (3, &json!(week)));
    assert_eq!(team.kept("issues")[3]["state"], "open");
}

#[test]
fn a_page_that_no_comment_holds_is_cut_at_a_line() {
    let Some(team) = Team::new(&[]) else { return };
    let long = "while [ $# -gt 1 ]; do shift; done; seq -f 'Größe %g' 9000 > \"$1\"";
    team.sandbox.script("bin/hirelog", long);
    team.step(1).ok();
    let comments = team.kept("comments");
    let body = comments[0]["body"].as_str().unwrap();
    assert!(body.len() < 65_536 && body.len() > 59_000);
    let end = "\n\nThe page is longer: `hirelog report`\n";
    let last = body.strip_suffix(end).unwrap().lines().last().unwrap();
    assert_eq!(last.len(), "Größe 1234".len(), "{last}");
}

#[test]
fn a_pull_request_a_week_keeps_what_people_add_to_it() {
    let Some(team) = Team::new(ALL[1]) else {
        return;
    };
    let again = || {
        let ran = team.step(1);
        team.git(&["switch", "-q", "-f", "main"]);
        team.git(&["branch", "-q", "-D", "weekly-page/2026-W47"]);
        ran.ok()
    };
    let subjects = || {
        team.git(&["fetch", "-q", "origin", "weekly-page/2026-W47"]);
        team.git(&["log", "--format=%s", "main..FETCH_HEAD"])
    };
    again();
    assert!(again().contains("is there as it is"));
    let page = "Page of the weekly meeting, 2026-W47";
    assert_eq!(subjects(), page);
    let file = format!("FETCH_HEAD:{LOG}/pages/2026-W47.md");
    assert!(team.git(&["show", &file]).starts_with("# "));
    let create = "pr create --head weekly-page/2026-W47 --title";
    let created = || team.sandbox.read("home/gh").matches(create).count();
    assert_eq!(created(), 1);

    // A person commits a decision there; then the log changes.
    team.git(&["switch", "-q", "-c", "mine", "FETCH_HEAD"]);
    team.git(&["commit", "-q", "--allow-empty", "-m", "Decide"]);
    team.git(&["push", "-q", "origin", "mine:weekly-page/2026-W47"]);
    team.git(&["switch", "-q", "main"]);
    team.sandbox.put("home/open", "12\n");
    team.lose("2026-11-19", "c8m3n", "Frontend");
    again();
    assert_eq!(subjects(), format!("{page}\nDecide\n{page}"));
    assert!(team.git(&["show", &file]).contains("Frontend"));
    assert_eq!(created(), 1);
    assert!(!team.sandbox.path("work/pwned").exists());
}

#[test]
fn the_other_places_get_the_page_with_its_charts() {
    for (flags, file) in [(ALL[2], "report.html"), (ALL[3], "site/index.html")] {
        let Some(team) = Team::new(flags) else { return };
        team.step(1).ok();
        let page = team.sandbox.read(format!("state/{file}"));
        assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
        assert!(!team.sandbox.path("work/pwned").exists());
    }
}

/// The conditions that no step can show.
#[test]
fn each_may_do_no_more_than_its_place_needs() {
    let may: [&[&str]; 4] = [
        &["contents: read", "issues: write"],
        &["contents: write", "pull-requests: write"],
        &["contents: read"],
        &["contents: read", "pages: write", "id-token: write"],
    ];
    for (flags, may) in ALL.into_iter().zip(may) {
        let Some(team) = Team::new(flags) else { return };
        let workflow = team.workflow();
        let given: Vec<_> = workflow
            .lines()
            .filter_map(|line| line.trim().split_once(" # ").map(|(given, _)| given))
            .filter(|given| given.ends_with(": read") || given.ends_with(": write"))
            .collect();
        assert_eq!(given, may, "{workflow}");
        assert!(workflow.contains("\npermissions: {}\n"), "{workflow}");
        let scripts = scripts(&workflow);
        assert!(scripts.iter().all(|script| !script.contains("${{")));
        for line in workflow.lines().filter(|line| line.contains("uses:")) {
            let digest = line.split_once('@').unwrap().1.split(' ').next().unwrap();
            assert_eq!(digest.len(), 40, "{line}");
        }
        let is_public = flags.contains(&"--pages");
        assert_eq!(workflow.contains("GitHub Pages are public"), is_public);
        assert_eq!(workflow.contains("deploy-pages"), is_public);
    }
}
