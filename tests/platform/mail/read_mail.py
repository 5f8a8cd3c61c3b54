#!/usr/bin/python3
"""Reads a letter as a mail program would and prints what it says, for compose_test.cc. Exits 1 with
a sentence when the letter breaks a rule of the wire."""
import email
import email.policy
import sys

raw = open(sys.argv[1], "rb").read()
if b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""):
    sys.exit("a line ends in something else than CRLF")
if not raw.isascii() or b"\0" in raw:
    sys.exit("a byte is outside ASCII")
if max(map(len, raw.split(b"\r\n"))) > 998:
    sys.exit("a line is too long")
if not raw.endswith(b"\r\n"):
    sys.exit("the last line does not end")
letter = email.message_from_bytes(raw, policy=email.policy.default)
for part in letter.walk():
    if part.defects:
        sys.exit(f"defects: {part.defects}")
for name in ("From", "To"):
    for address in letter[name].addresses:
        # Python before 3.13 puts a blank between two encoded words that has no place there.
        shown = address.display_name.replace("  ", " ")
        print(f"{name}: {shown!r} {address.addr_spec}")
for name in ("Subject", "Message-ID", "Auto-Submitted", "List-Unsubscribe"):
    print(f"{name}: {letter[name]}")
print("Date:", letter["Date"].datetime.isoformat())
print("Headers:", " ".join(sorted(letter.keys())))


def show(part, depth):
    print("  " * depth + part.get_content_type(), part.get("Content-ID", ""))
    if part.is_multipart():
        for inner in part.iter_parts():
            show(inner, depth + 1)
    elif part.get_content_maintype() == "text":
        print("  " * depth + "  " + repr(part.get_content().replace("\r\n", "\n")))
    else:
        print("  " * depth + "  " + repr(part.get_content()[:4]))


show(letter, 0)
