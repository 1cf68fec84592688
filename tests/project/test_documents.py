"""The documents speak of the code as it is."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from common.workbook_safety.limits import LIMITS, MB
from people.enums import Role
from people.roles import ABILITIES

ROOT = settings.BASE_DIR
DOCS = ROOT / "docs"
OURS = ("common", "courses", "credits", "people", "portal", "training")
SETTINGS = ("base", "local", "production")

IN_FORCE = "已实现"
NOTICE_ROW = re.compile(r"^\| (R\d+) \|.*\| (\S+) \|[^|]*\|$", re.MULTILINE)
RULE = re.compile(r"^- \*\*([A-Z]\d+)\*\*", re.MULTILINE)
CITED_CLAUSE = re.compile(r"mark\.clause\(\"(\w+)\"\)")
CITED_RULE = re.compile(r"mark\.rule\(\"(\w+)\"\)")
SPOKEN_RULE = re.compile(r"[(（]((?:[TPHVLSCI]\d(?!\d)(?:[–,，、 ]+(?=[TPHVLSCI]))?)+)[)）]")
ENVIRONMENT = re.compile(r"env\.\w+\(\"(\w+)\"")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def sources(*folders):
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def cited(pattern):
    return {
        found for path in sources("tests") for found in pattern.findall(path.read_text("utf-8"))
    }


def clauses():
    """{clause: state} as docs/notice.md has it."""
    return dict(NOTICE_ROW.findall(read("docs/notice.md")))


def rules():
    return set(RULE.findall(read("docs/rules.md")))


def test_notice_lists_every_clause_once():
    listed = [clause for clause, _state in NOTICE_ROW.findall(read("docs/notice.md"))]
    assert listed == [f"R{number}" for number in range(1, 70)]


def test_clauses_cited_by_tests_are_in_the_notice():
    assert cited(CITED_CLAUSE) <= clauses().keys()


def test_every_clause_in_force_has_a_test():
    in_force = {clause for clause, state in clauses().items() if state == IN_FORCE}
    assert in_force - cited(CITED_CLAUSE) == set()


def test_rules_cited_by_tests_and_code_are_in_the_rules():
    spoken = {
        rule
        for path in sources("common", "courses", "credits", "people", "training", "site")
        for group in SPOKEN_RULE.findall(path.read_text(encoding="utf-8"))
        for rule in re.findall(r"[TPHVLSCI]\d+", group)
    }
    assert (cited(CITED_RULE) | spoken) - rules() == set()


def test_every_command_of_ours_is_in_the_handbook_of_operations():
    handbook = read("docs/operations.md")
    ours = {name for name, app in get_commands().items() if app.split(".")[0] in OURS}
    assert {name for name in ours if f"`{name}" not in handbook} == set()


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_from_the_environment_is_in_the_handbook(name):
    text = read(f"site/portal/settings/{name}.py")
    handbook = read("docs/operations.md")
    asked = set(ENVIRONMENT.findall(text))
    assert {variable for variable in asked if f"`{variable}`" not in handbook} == set()


def test_roles_document_has_every_role_with_its_abilities():
    text = read("docs/roles.md")
    for role in Role:
        row = next(line for line in text.splitlines() if line.startswith(f"| {role.label} |"))
        for ability in set().union(*ABILITIES.values()):
            assert (f"`{ability}`" in row) is (ability in ABILITIES[role]), (role, ability)


@pytest.mark.parametrize(
    "document",
    [*DOCS.rglob("*.md"), *ROOT.glob("*.md")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_links_of_documents_lead_to_files(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_handbook_of_operations_names_the_limits_of_files():
    handbook = read("docs/operations.md")
    megabytes = (LIMITS.file_bytes // MB, LIMITS.unpacked_bytes // MB)
    cells = [f"| {size} MB |" for size in megabytes]
    cells += [f"| {LIMITS.sheets} 张 |", f"| {LIMITS.rows:,} 行 |", f"| {LIMITS.columns} 列 |"]
    cells += [f"| {LIMITS.cells:,} |", f"| {LIMITS.merges:,} 处 |"]
    assert [cell for cell in cells if cell not in handbook] == []


@pytest.mark.parametrize("document", ["docs/asvs.md", "docs/abuse.md"])
def test_files_named_as_proof_are_there(document):
    named = re.findall(
        r"`((?:docs|tests|site|people|common|credits|training)/[\w./-]+)`", read(document)
    )
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_abuse_case_is_held_or_says_why_not():
    cases = dict(
        re.findall(r"^\| ([A-Z]\d+) \|[^|]*\| (.+) \|$", read("docs/abuse.md"), re.MULTILINE)
    )
    marked = {
        case
        for path in (ROOT / "tests").rglob("test_*.py")
        for case in re.findall(r"mark\.abuse\(\"(\w+)\"\)", path.read_text(encoding="utf-8"))
    }
    assert marked - cases.keys() == set()
    assert [case for case, held in cases.items() if "`tests/" not in held and len(held) < 12] == []
    for case in marked:
        assert "tests/" in cases[case], case
