"""Draw a cover for each page of the first contents that shows one.

    python tools/draw_covers.py [--out site/portal/contents/files/covers]

A topic of lessons and a section of the site has a style of its own; within it the page's address
decides how the shapes fall, so that the same page gets the same picture again. Covers of pages
that are gone are deleted.
"""

import argparse
import os
import shutil
import sys
from functools import partial
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
OUT = ROOT / "site" / "portal" / "contents" / "files" / "covers"


def style_of(section: str, entry):
    """What draws the entry's cover from a source of chance, or None for pages without."""
    from covers import sections, topics

    match section:
        case "lessons":
            return {
                "self": topics.self_rings,
                "learning": topics.learning_shelf,
                "relations": topics.relation_circles,
                "emotion": topics.emotion_waves,
                "career": topics.career_paths,
                "adaptation": topics.adaptation_tiles,
            }[entry.topic]
        case "courses":
            return partial(sections.course_arcs, category=entry.category)
        case "activities":
            return partial(sections.activity_flags, kind=entry.kind)
        case "themes":
            return partial(sections.theme_hills, season=entry.season)
        case "family":
            return sections.family_windows
        case "research":
            return sections.research_dots
        case "partners":
            return sections.partner_scales
    return None


def draw(out: Path) -> None:
    from portal.contents.sections import SECTIONS

    shutil.rmtree(out, ignore_errors=True)
    for section in SECTIONS:
        for entry in section.entries:
            if style := style_of(section.path, entry):
                chance = Random(f"{section.path}/{entry.slug}")  # noqa: S311  # a drawing
                path = out / section.path / f"{entry.slug}.webp"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(style(chance).webp())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    folder = parser.parse_args().out
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    draw(folder)


if __name__ == "__main__":
    main()
