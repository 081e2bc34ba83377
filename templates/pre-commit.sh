#!/bin/sh
# hirelog hook 4, written by `hirelog init --hook`: checks the post-mortems that are about to
# be committed. An error stops the commit; `git commit --no-verify` goes past it.
hirelog={program}
[ -x "$hirelog" ] || hirelog=$(command -v hirelog) || hirelog=
# The hook that was here before, as it was. It comes first: it may stage more.
before=$0.before-hirelog
case $0 in
*.before-hirelog | *.legacy) ;;
*) [ ! -x "$before" ] || "$before" "$@" || exit ;;
esac
# How git takes the paths of others is not how it takes these.
unset GIT_GLOB_PATHSPECS GIT_ICASE_PATHSPECS GIT_LITERAL_PATHSPECS GIT_NOGLOB_PATHSPECS
check() {
    place="./$1"
    # What is committed decides, also where the file is gone from the working tree.
    kept=$(git --literal-pathspecs ls-files -- "$place/hirelog.toml") || exit 1
    if [ -z "$kept" ] && [ ! -f "$1/hirelog.toml" ]; then
        # This log is not at its place: it may have moved, or goes with this commit.
        place=. logs=':(top,glob)**/hirelog.toml'
        kept=$(git ls-files -- "$logs") || exit 1
        [ -z "$kept" ] && git diff --cached --quiet -- "$logs" && return 0
    fi
    if [ -z "$hirelog" ]; then
        git --literal-pathspecs diff --cached --quiet -- "$place" && return 0
        echo 'hirelog was not found, so the post-mortems of this commit are not checked and it is refused: install hirelog, then run `hirelog init --hook` again; `git commit --no-verify` goes past it' >&2
        exit 1
    fi
    "$hirelog" -C "./$1" check --staged --quiet || exit
}
{checks}
