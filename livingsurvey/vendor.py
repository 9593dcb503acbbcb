"""Third-party browser code and fonts: from node_modules at build time, never from git or another origin."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FILES = {
    "assets/vendor/plotly-basic.min.js": "plotly.js-basic-dist-min/plotly-basic.min.js",
}
FONTS = (
    "@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf",
    "@expo-google-fonts/ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf",
)
"""What the cards are set in, regular and bold: read by the build, not served."""


class VendorError(Exception):
    """Third-party files are not installed; the message says how to install them."""


def vendor_files(root: Path) -> list[tuple[str, Path]]:
    """Address in the site and file on disk of each. Raises VendorError naming all that are missing."""
    return list(zip(FILES, _installed(root, FILES.values()), strict=True))


def card_fonts(root: Path) -> list[Path]:
    """The files of `FONTS` on disk. Raises VendorError naming all that are missing."""
    return _installed(root, FONTS)


def _installed(root: Path, sources: Iterable[str]) -> list[Path]:
    found = [root / "node_modules" / source for source in sources]
    missing = [str(path.relative_to(root)) for path in found if not path.is_file()]
    if missing:
        raise VendorError(
            f"missing {', '.join(missing)}: run `npm ci --ignore-scripts` in {root.name}/ first"
        )
    return found
