"""BibTeX for others to use: capitals that no style may lower, accents that every program reads.

`references.bib` is plain Unicode. Styles lower the case of titles, and classic BibTeX cuts a letter of two
bytes in half; so what leaves the site is braced and spelt in LaTeX. No field is added but the address of a
preprint and, as a note, where the work was accepted.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from livingsurvey.bibfile import latex_letter, write_bib
from livingsurvey.model import Reference

_PART = re.compile(
    r"(?P<math>\$[^$]*\$)"
    r"|(?P<kept>\{[^{}]*\}|\\[A-Za-z]+|\\.)"
    r"|(?P<word>[^\W_]+[A-Z][^\W_]*|[^\W_]*[A-Z][0-9][^\W_]*|\b[B-HJ-Z]\b)"
    r"|(?P<special>[&%#_])"
)
_BARE = re.compile(r"(?<!\\)[&%#_]")
_SPECIAL = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_"}
    | {"{": r"{\textbraceleft}", "}": r"{\textbraceright}", "\\": r"{\textbackslash}"}
    | {"^": r"{\textasciicircum}", "~": r"{\textasciitilde}"}
)
"""A brace after a backslash still counts as a brace in BibTeX, so braces are spelt out."""


@functools.lru_cache(maxsize=4096)
def bibtex(reference: Reference, accepted: str = "") -> str:
    """BibTeX of one work, to be pasted into anybody's bibliography."""
    fields = dict(reference.raw)
    fields["title"] = _ascii(_PART.sub(_protected, fields["title"]))
    fields["author"] = _ascii(_BARE.sub(r"\\\g<0>", fields["author"]))
    if reference.eprint:
        fields.setdefault("archiveprefix", "arXiv")
        fields.setdefault("url", reference.link)
    if accepted:
        fields["note"] = _ascii(f"Accepted at {accepted}".translate(_SPECIAL))
    return write_bib([replace(reference, raw=tuple(fields.items()))])


def from_text(reference: Reference, note: str = "") -> Reference:
    """A reference that was never BibTeX with its fields in LaTeX, so that `bibtex` can write it."""
    names = " and ".join(
        f"{p.family}, {p.given}" if p.given else f"{{{p.family}}}" for p in reference.authors
    )
    title = reference.title.translate(_SPECIAL)
    fields = [("author", names), ("title", title), ("year", str(reference.year))]
    if reference.eprint:
        fields += [("eprint", reference.eprint), ("archiveprefix", "arXiv")]
    fields += [("doi", reference.doi)] if reference.doi else []
    fields += [("url", reference.url)] if reference.url else []
    fields += [("note", note.translate(_SPECIAL))] if note else []
    return replace(reference, raw=tuple(fields))


def _protected(found: re.Match[str]) -> str:
    if word := found["word"]:
        return f"{{{word}}}"
    return f"\\{found['special']}" if found["special"] else found[0]


def _ascii(text: str) -> str:
    """Letters beyond ASCII as LaTeX, in math and out of it; a letter LaTeX has no command for stays."""
    pieces = text.split("$")
    return "$".join(
        "".join(c if c.isascii() else latex_letter(c, math=n % 2 == 1) for c in piece)
        for n, piece in enumerate(pieces)
    )
