"""Python's own parser opens the page as a message, with both its parts."""

import email
import email.policy
import subprocess
import sys


def hirelog(*arguments):
    command = [sys.argv[1], "-C", sys.argv[2], "report", *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout


message = email.message_from_bytes(hirelog("--format", "mail"), policy=email.policy.default)
assert not message.defects and message["To"] is None, message.items()
assert message["Subject"] and message["Date"].datetime, message.items()
assert message.get_content_type() == "multipart/alternative"
parts = list(message.iter_parts())
for part, (kind, form) in zip(parts, [("text/plain", "md"), ("text/html", "html")], strict=True):
    assert part.get_content_type() == kind and not part.defects, part.items()
    content = part.get_content().replace("\r\n", "\n")
    assert content.encode() == hirelog("--format", form), kind
