#!/bin/sh
# Checks the post-mortems that are about to be committed; written by `hirelog init --hook`.
# An error stops the commit; `git commit --no-verify` goes past it.
if ! command -v hirelog >/dev/null 2>&1; then
    echo 'hirelog is not on the PATH, so the post-mortems of this commit are not checked' >&2
    exit 0
fi
exec {line}
