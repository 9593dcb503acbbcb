"""How wide text is in a TrueType font, and which letters the font has.

Reads the tables `head`, `hhea`, `hmtx` and `cmap` (format 4: the letters below U+10000) as the OpenType
specification lays them out. Kerning is left out: it moves a line by less than a letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from struct import unpack_from


@dataclass(frozen=True)
class Typeface:
    """Letter -> its advance as a share of the font's size."""

    advances: Mapping[str, float] = field(repr=False)

    def has(self, text: str) -> bool:
        """Whether every letter of a text can be drawn."""
        return all(letter in self.advances for letter in text)

    def width(self, text: str, size: float) -> float:
        """Pixels that a text takes at a size in pixels. The font must have its letters."""
        return size * sum(self.advances[letter] for letter in text)

    def lines(self, text: str, size: float, width: float, most: int) -> tuple[str, ...]:
        """The text in lines of at most `width` pixels; what `most` of them cannot hold is cut, with `…`."""
        found: list[str] = []
        for word in filter(None, text.split(" ")):
            joined = f"{found[-1]} {word}" if found else word
            if found and self.width(joined, size) <= width:
                found[-1] = joined
            else:
                found += self._pieces(word, size, width)
        if len(found) > most:
            found[most - 1] = self._cut(found[most - 1], size, width)
        return tuple(found[:most])

    def _pieces(self, word: str, size: float, width: float) -> Iterator[str]:
        """A word, broken where it is wider than a line."""
        piece = ""
        for letter in word:
            if piece and self.width(piece + letter, size) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece

    def _cut(self, line: str, size: float, width: float) -> str:
        """A line that ends in `…`, without the words that leave it no room."""
        while " " in line and self.width(f"{line} …", size) > width:
            line = line.rpartition(" ")[0]
        while line and self.width(f"{line} …", size) > width:
            line = line[:-1]
        return f"{line} …"


def read_typeface(path: Path) -> Typeface:
    """The typeface of a font file. Raises ValueError where the file is no such font."""
    data = path.read_bytes()
    tables = {
        data[at : at + 4]: unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
    }
    if not {b"head", b"hhea", b"hmtx", b"cmap"} <= tables.keys():
        raise ValueError(f"{path.name} is no TrueType font")
    units: int = unpack_from(">H", data, tables[b"head"] + 18)[0]
    measured: int = unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    advances = unpack_from(">" + "Hh" * measured, data, tables[b"hmtx"])[::2]
    # glyphs beyond the last measured one are as wide as it
    return Typeface(
        {
            letter: advances[min(glyph, measured - 1)] / units
            for letter, glyph in _glyphs(data, tables[b"cmap"])
        }
    )


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[str, int]]:
    """Each letter below U+10000 with the number of its glyph."""
    for n in range(unpack_from(">H", data, cmap + 2)[0]):
        platform, encoding, offset = unpack_from(">HHI", data, cmap + 4 + 8 * n)
        if (platform, encoding) == (3, 1) and unpack_from(">H", data, cmap + offset)[0] == 4:
            yield from _segments(data, cmap + offset)


def _segments(data: bytes, table: int) -> Iterator[tuple[str, int]]:
    """A subtable of format 4: runs of letters, each with a shift or a list of its own glyphs."""
    count = unpack_from(">H", data, table + 6)[0] // 2
    ends, starts, shifts, offsets = (
        unpack_from(f">{count}H", data, table + start)
        for start in (14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count)
    )
    for n, (first, last, shift, offset) in enumerate(zip(starts, ends, shifts, offsets, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offset:
                at = table + 16 + 6 * count + 2 * n + offset + 2 * (code - first)
                glyph = unpack_from(">H", data, at)[0]
            if glyph and (number := (glyph + shift) % 65536):
                yield chr(code), number
