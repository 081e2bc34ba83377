#!/bin/sh
# hirelog hook 3, written by `hirelog init --hook`: checks the post-mortems that are about to
# be committed. An error stops the commit; `git commit --no-verify` goes past it.
hirelog={program}
[ -x "$hirelog" ] || hirelog=$(command -v hirelog) || hirelog=
# How git takes the paths of others is not how it takes these.
unset GIT_GLOB_PATHSPECS GIT_ICASE_PATHSPECS GIT_NOGLOB_PATHSPECS
check() {
    # What is committed decides, also where the file is gone from the working tree.
    kept=$(git --literal-pathspecs ls-files -- "./$1/hirelog.toml") || exit 1
    [ -n "$kept" ] || [ -f "$1/hirelog.toml" ] || return 0
    if [ -z "$hirelog" ]; then
        git --literal-pathspecs diff --cached --quiet -- "./$1" && return 0
        echo 'hirelog was not found, so the post-mortems of this commit are not checked and it is refused: install hirelog, then run `hirelog init --hook` again; `git commit --no-verify` goes past it' >&2
        exit 1
    fi
    "$hirelog" -C "./$1" check --staged --quiet || exit
}
{checks}
# The hook that was here before, as it was.
before=$0.before-hirelog
case $0 in
*.before-hirelog | *.legacy) ;;
*) [ ! -x "$before" ] || exec "$before" "$@" ;;
esac
