"""What holds for the repository as a whole."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
LONGEST_MODULE = 450
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z, ]+\])?==(\S+)(?: ; .+?)? \\$", re.MULTILINE)
IGNORED = re.compile(r"#\s*(?:noqa|nosec|type: ignore)")
REASON = re.compile(r"#\s*noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*  # \w")
OURS = ("common", "courses", "credits", "people", "site", "tests", "tools", "training")


def modules():
    return sorted(path for folder in OURS for path in (ROOT / folder).rglob("*.py"))


def pins(name):
    return dict(PINNED.findall((ROOT / name).read_text(encoding="utf-8")))


def test_site_is_a_plain_folder():
    """A package of this name would stand before Python's own module `site`."""
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_its_hash(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    requirements = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).split("\n")
    starts = [line for line in requirements if line and not line.startswith(" ")]
    assert len(starts) == len(PINNED.findall(text)) > 50
    for block in re.split(r"\n(?=\S)", "\n".join(requirements).strip()):
        assert "--hash=sha256:" in block, block


def test_development_runs_on_the_same_libraries_as_the_site():
    development = pins("requirements-dev.txt")
    site = pins("requirements.txt")
    assert {name: development.get(name) for name in site} == site


def test_no_module_is_longer_than_one_subject():
    lengths = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n")
        for path in modules()
        if "migrations" not in path.parts
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_imports_run_one_way_and_rules_import_no_django():
    """The contracts of pyproject.toml, as `make lint` holds them."""
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_every_ignored_finding_has_its_reason():
    """`# noqa: S608  # our own names`: what a check finds is mended, or the line says why not."""
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if IGNORED.search(line) and not REASON.search(line)
    ]
    assert bare == []
