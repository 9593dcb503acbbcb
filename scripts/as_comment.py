"""Prints a file of an archive that strangers' code made, fit for a comment of ours: ARCHIVE, then FILE.

Bounded, and without links, pictures, HTML, mentions or references; headings, lists and bold stay.
"""

from __future__ import annotations

import html
import re
import sys
import zipfile
import zlib

LONGEST = 60_000
GAP = "\u200b"
"""Has no width; parts what GitHub would make live."""

LIVE = re.compile(r"@|#(?=\d)|:(?=/)|www(?=\.)|\bGH(?=-\d)|\](?=[\[(:])|!(?=\[)", re.IGNORECASE)


def as_comment(raw: bytes) -> str:
    """The text, plain; entities are read first, so that none hides a sign."""
    text = html.unescape(raw[:LONGEST].decode("utf-8", "ignore"))
    text = "".join(c for c in text if c.isprintable() or c == "\n")
    text = LIVE.sub(rf"\g<0>{GAP}", text)
    return text.replace("&", "&amp;").replace("<", "&lt;")[:LONGEST]


def main(archive: str, name: str) -> None:
    """Print the file; nothing where there is none. No more is unpacked than is printed, nothing to disk."""
    try:
        with zipfile.ZipFile(archive) as found, found.open(name) as file:
            raw = file.read(LONGEST)
    except (OSError, EOFError, LookupError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return
    sys.stdout.buffer.write(as_comment(raw).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
