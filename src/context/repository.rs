//! The git repository that a folder is in, where a command asks for it, and the names in it
//! under which nothing is any more.

use super::Context;
use super::git::{Git, os_string, real};
use crate::error::Error;
use crate::model::path_text;
use crate::talk::CommandLine;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Its working tree.
    pub top: PathBuf,
    /// The folder of git, which the working trees of one repository share.
    folder: PathBuf,
    /// Where git looks for hooks: in its own folder, or where `core.hooksPath` says.
    hooks: PathBuf,
    /// `core.hooksPath` stands in settings that are not this repository's alone,
    /// and means one folder for all.
    is_for_all: bool,
}

impl Context {
    /// The top of the repository that a file or folder lies in, without starting git.
    pub fn repository_top(&self, path: &Path) -> Option<PathBuf> {
        Git::of(path).map(|git| git.top)
    }

    /// `None` where the folder is in no working tree.
    ///
    /// # Errors
    /// Where git cannot be started, or does not take the repository for one.
    pub fn repository(&self, folder: &Path) -> Result<Option<Repository>, Error> {
        let Some(git) = Git::of(folder).filter(|git| git.below(folder).is_some()) else {
            return Ok(None);
        };
        let mut hooks = git.path(&["rev-parse", "--git-path", "hooks"])?;
        let own = git.path(&["rev-parse", "--git-common-dir"])?;
        let named = git.output(&[
            "config",
            "--show-scope",
            "--type=path",
            "--get",
            "core.hooksPath",
        ])?;
        // `global`, a tab, and the path; `None` where it is not set.
        let mut named = named.stdout.splitn(2, |byte| *byte == b'\t');
        let scope = named.next().unwrap_or_default();
        let is_own = matches!(scope, b"local" | b"worktree" | b"");
        let path = named.next().map(<[u8]>::trim_ascii_end);
        if path.is_some_and(<[u8]>::is_empty) {
            // git then looks in the root of all folders, whatever it answers.
            hooks = PathBuf::from("/");
        }
        let path = path.map(<[u8]>::to_owned).map(os_string);
        Ok(Some(Repository {
            hooks,
            folder: real(&own),
            is_for_all: !is_own && path.is_some_and(|path| Path::new(&path).is_absolute()),
            top: git.top,
        }))
    }

    /// The page in a browser of the repository that a folder lies in, as `origin` names it.
    pub fn repository_page(&self, folder: &Path) -> Option<String> {
        let origin = Git::of(folder)?
            .answer(&["remote", "get-url", "origin"])
            .ok()?;
        page(str::from_utf8(&origin).ok()?.trim())
    }

    /// The names below a folder, from the top of its repository, that the index has and
    /// under which nothing is any more.
    pub fn gone(&self, folder: &Path) -> Vec<PathBuf> {
        let gone = || {
            let git = Git::of(folder)?;
            let below = git.below(folder)?;
            let listed = git.answer(&["ls-files", "--deleted", "-z"]).ok()?;
            let listed = listed.split(|byte| *byte == 0).map(<[u8]>::to_vec);
            let listed = listed.map(|name| PathBuf::from(os_string(name)));
            Some(listed.filter(|name| name.starts_with(&below)).collect())
        };
        gone().unwrap_or_default()
    }
}

/// `https://github.com/team/log` of any address of it; nobody's name or password is in it.
fn page(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let is_web = scheme.starts_with("http");
    let (host, path) = match scheme {
        // `git@github.com:team/log.git`
        "" => rest.split_once(':')?,
        _ => rest.split_once('/')?,
    };
    let host = host.rsplit('@').next()?;
    let host = if is_web {
        host
    } else {
        host.split(':').next()?
    };
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let is_plain = |text: &str, signs: &str| {
        let mut all = text.chars();
        !text.is_empty() && all.all(|one| one.is_ascii_alphanumeric() || signs.contains(one))
    };
    let is_page =
        scheme != "file" && host.contains('.') && is_plain(host, ".-:") && is_plain(path, "._-/");
    is_page.then(|| format!("https://{host}/{path}"))
}

impl Repository {
    /// Where a hook runs in this repository and in no other.
    ///
    /// # Errors
    /// Where git looks for hooks elsewhere.
    pub fn hooks(&self) -> Result<&Path, Error> {
        let hooks = path_text(&self.hooks);
        let what = if self.is_for_all {
            format!(
                "core.hooksPath names {hooks} for all of your repositories, and a hook there would run in each of them"
            )
        } else if !self.is_inside(&self.hooks) {
            format!("git looks for hooks in {hooks}, which does not belong to this repository")
        } else {
            return Ok(&self.hooks);
        };
        let own = CommandLine::new("git config core.hooksPath").word(self.folder.join("hooks"));
        let way = format!("for hooks of its own here: {own}");
        Err(Error::usage(what).hint(way))
    }

    /// Whether the hooks are files that everybody has, and not of this clone alone.
    pub fn shares_hooks(&self) -> bool {
        !real(&self.hooks).starts_with(&self.folder)
    }

    fn is_inside(&self, path: &Path) -> bool {
        let path = real(path);
        path.starts_with(&self.folder) || path.starts_with(&self.top)
    }
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn the_page_of_a_repository_names_no_person() {
        for (address, expected) in [
            (
                "git@github.com:team/log.git",
                Some("https://github.com/team/log"),
            ),
            (
                "https://me:secret@github.com/team/log.git/",
                Some("https://github.com/team/log"),
            ),
            (
                "ssh://git@git.example.com:2222/team/a/log",
                Some("https://git.example.com/team/a/log"),
            ),
            (
                "https://git.example.com:8443/team/log",
                Some("https://git.example.com:8443/team/log"),
            ),
            ("/srv/git/log.git", None),
            ("file:///srv/git.d/log.git", None),
            ("C:/git/log", None),
            ("git@github.com:team/<log>", None),
        ] {
            assert_eq!(page(address).as_deref(), expected, "{address}");
        }
    }
}
