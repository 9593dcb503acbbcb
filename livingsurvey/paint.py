"""SVG -> PNG in locked fonts alone; each picture is painted once, the next build takes it from a cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from livingsurvey.vendor import VendorError


def paint(
    drawings: Iterable[tuple[str, bytes]], fonts: Sequence[Path], cache: Path, say: Callable[[str], object]
) -> Iterator[tuple[str, bytes]]:
    """Each drawing with its path as a picture, `x.svg` as `x.png`.

    A picture is known by its drawing, the fonts and the painter's version. `say` is told before work that
    takes time. Raises VendorError without the library that paints.
    """
    try:
        import resvg_py
    except ImportError:
        raise VendorError(
            "CARDS=1 needs resvg_py: run `make build CARDS=1` or `pip install resvg_py`"
        ) from None
    tools = hashlib.sha256(f"{resvg_py.__version__}/{resvg_py.__resvg_version__}".encode())
    for font in fonts:
        tools.update(font.read_bytes())
    cache.mkdir(parents=True, exist_ok=True)
    places = []
    for path, svg in drawings:
        key = tools.copy()
        key.update(svg)
        places.append((path.removesuffix("svg") + "png", svg, cache / f"{key.hexdigest()}.png"))
    if new := sum(not place.is_file() for *_, place in places):
        say(f"Painting {new} of {len(places)} cards, the others are in {cache.parent.name}/{cache.name}")
    for path, svg, place in places:
        if not place.is_file():
            picture = resvg_py.svg_to_bytes(
                svg_string=svg.decode(), skip_system_fonts=True, font_files=[str(f) for f in fonts]
            )
            beside = place.with_name(f".{place.name}.new")
            beside.write_bytes(picture)
            beside.replace(place)
        yield path, place.read_bytes()
