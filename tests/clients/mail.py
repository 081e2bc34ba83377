"""Python's own parser opens the page as a message, with both its parts."""

import email
import email.policy
import re
import subprocess
import sys


def hirelog(*arguments):
    command = [sys.argv[1], "-C", sys.argv[2], "report", *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout


def words_of(page):
    return re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL).split()


message = email.message_from_bytes(hirelog("--format", "mail"), policy=email.policy.default)
assert not message.defects and message["To"] is None, message.items()
assert message["Subject"] and message["Date"].datetime, message.items()
assert message.get_content_type() == "multipart/alternative"
parts = list(message.iter_parts())
for part, (kind, form) in zip(parts, [("text/plain", "md"), ("text/html", "html")], strict=True):
    assert part.get_content_type() == kind and not part.defects, part.items()
    content = part.get_content().replace("\r\n", "\n")
    page = hirelog("--format", form).decode()
    if kind == "text/plain":
        assert content == page
    else:
        # The page without its pictures, which few mail programs show.
        assert "<svg" not in content and "<svg" in page
        words, there = words_of(content), iter(words_of(page))
        assert len(words) > 300 and all(word in there for word in words)
