"""Make the fonts in site/static/fonts from the full Noto Sans SC files.

    python tools/subset_fonts.py SOURCE [--out site/static/fonts]

SOURCE is a folder that holds, at any depth, NotoSansSC_400Regular.ttf and
NotoSansSC_700Bold.ttf: site/static/fonts/README.md says where they come from. Needs fontTools,
which the site itself does not. The same source files give the same bytes again.
"""

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parents[1] / "site" / "static" / "fonts"
REGULAR = ("NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf")
BOLD = ("NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf")

# Blocks that official documents set in bold beside the Han of GB2312: ASCII and Latin-1, dashes
# and quotation marks, CJK punctuation, full-width forms.
BOLD_BLOCKS = ((0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x3000, 0x303F), (0xFF00, 0xFFEF))


def gb2312() -> set[int]:
    """Code points of the 7,445 characters of GB2312, 6,763 of them Han."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", "ignore"))}


def bold_characters() -> set[int]:
    blocks = (range(first, last + 1) for first, last in BOLD_BLOCKS)
    return gb2312().union(*blocks)


def subset_options() -> subset.Options:
    """No hinting and no layout tables: the PDF writer reads neither."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "BASE", "VORG", "vhea", "vmtx"]
    options.name_IDs = ["*"]  # the licence and copyright lines stay in the file
    options.notdef_outline = True
    options.recalc_timestamp = False
    return options


def make(source: Path, target: Path, characters: set[int] | None) -> None:
    """Write the subset; `characters` None keeps every one the source has."""
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(subset_options())
    subsetter.populate(unicodes=characters or font.getBestCmap().keys())
    subsetter.subset(font)
    font.save(target)
    kept, size = len(font.getBestCmap()), target.stat().st_size
    print(f"{target.name}: {kept} characters, {size / 1e6:.1f} MB")  # noqa: T201  # a tool for the console


def find(folder: Path, name: str) -> Path:
    found = sorted(folder.rglob(name))
    if not found:
        raise SystemExit(f"{name} is not below {folder}")
    return found[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="folder with the full Noto Sans SC files")
    parser.add_argument("--out", type=Path, default=OUT, help="where the subsets go")
    arguments = parser.parse_args()
    for (source, target), characters in ((REGULAR, None), (BOLD, bold_characters())):
        make(find(arguments.source, source), arguments.out / target, characters)


if __name__ == "__main__":
    main()
