"""The code speaks Chinese, the catalogue says all of it in English, and nothing slips past both."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import conf
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils.translation.trans_real import DjangoTranslation

from tests.catalogues import Message, compiled, read_mo, read_po

ROOT = settings.BASE_DIR
LOCALE = settings.SITE_DIR / "locale"
ENGLISH = LOCALE / "en/LC_MESSAGES/django.po"
CATALOGUES = sorted(LOCALE.rglob("*.po"))
OURS = ("common", "courses", "credits", "people", "site", "training")

HAN = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
CHINESE = re.compile(HAN.pattern[:-1] + r"\u3000-\u303f\uff00-\uffef]")  # punctuation too
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w+\}|</?[a-z:]+")
# What an English sentence must quote as it stands in Chinese workbooks, and a printers' sign.
COLUMNS = (
    "教师编号",
    "学校名称",
    "考核结果",
    "成绩",
    "入会时间",
    "离会时间",
    "签到时间",
    "姓名",
    "昵称",
    "序号",
    "出勤",
    "时长",
)
QUOTED = (*COLUMNS, "心育学时", "“专职”", "“线上”", "“可选项”", "是 (yes)", "否 (no)", "〓")

# The Chinese that is no text for people, by file or folder, with the reason.
FORMS = "written forms that people use in workbooks, read and never shown"
HEADINGS = "the fixed names of sheets and columns, the same in every language"
PRINTED = "what stands on a certificate, which is in Chinese with its English beside it"
SAMPLES = "made-up data of the sample city and the sample workbooks"
CHINESE_CODE = {
    "common/cells.py": FORMS,
    "common/fields.py": "the name of a column type in a migration",
    "common/sheets/closing.py": FORMS,
    "common/sheets/grids.py": FORMS,
    "common/spreadsheets.py": "the name of a font",
    "common/workbook_safety/text.py": "a range of characters",
    "credits/certificates/models.py": PRINTED,
    "credits/certificates/number_rules.py": "a range of characters",
    "credits/certificates/words.py": PRINTED,
    "training/classes/attendance_cells.py": FORMS,
    "training/classes/attendance_files.py": HEADINGS,
    "training/classes/attendance_names.py": FORMS,
    "training/classes/people_files.py": HEADINGS,
    "courses/blocks": "examples in the editor's list of blocks",
    "courses/finding/words.py": FORMS,
    "courses/search/bigrams.py": "a range of characters",
    "credits/claims/services/drafting.py": "who did it, kept as written",
    "credits/imports/hours.py": HEADINGS,
    "credits/services/posting.py": "who posted, kept in the ledger as written",
    "people/imports/schools.py": HEADINGS,
    "people/imports/teachers.py": HEADINGS,
    "people/imports/vocabulary.py": FORMS,
    "site/portal/bench": "made-up data of the benches",
    "site/portal/contents": "the texts of the first pages, which editors go on writing in Chinese",
    "site/portal/handbook/pictures.py": "the words on the Chinese screens that are photographed",
    "site/portal/load/classes.py": "made-up data of the load test",
    "site/portal/imports/meanings.py": "the official forms of yes and no, as written in cells",
    "site/portal/imports/workbooks/blank.py": HEADINGS,
    "site/portal/imports/workbooks/guide.py": "examples of what to write in a cell",
    "site/portal/sample_city": SAMPLES,
    "site/portal/sample_files": SAMPLES,
    "site/portal/settings/base.py": "a language and the site, each by its own name",
    "site/portal/settings/needed.py": "said while settings are made: no catalogue can be read yet",
}
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext"}

COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<style.*?</style>", re.DOTALL)
MARKED = re.compile(
    r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%\s*translate\s+(\"[^\"]*\"|'[^']*').*?%}",
    re.DOTALL,
)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
READ_ALOUD = re.compile(r"\b(?:alt|aria-label|placeholder|title|content)=\"([^\"]*)\"")
WORD = re.compile(r"[A-Za-z]{3,}")
NO_WORDS = {
    "width=device-width, initial-scale=1",
    "telephone=no",
    "light dark",
    "summary_large_image",
    "summary",
    "websitearticle",
    "noindex",
    "noindex, nofollow",
    "0; url=",
}
TEMPLATES = sorted((settings.SITE_DIR / "templates").rglob("*.html"))


def told(message: Message) -> str:
    """How a failing test names an entry."""
    return message.key[:60]


def in_english() -> list[Message]:
    return read_po(ENGLISH)


@pytest.fixture
def collected(tmp_path, settings, monkeypatch) -> list[Message]:
    """What makemessages finds in a copy of the sources: it leaves traces beside templates."""
    if not shutil.which("xgettext"):
        pytest.skip("xgettext (gettext) is not here to collect the messages")
    texts = shutil.ignore_patterns("static", "locale", "__pycache__")
    for folder in OURS:
        shutil.copytree(ROOT / folder, tmp_path / "copy" / folder, ignore=texts)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.chdir(tmp_path / "copy")
    call_command("makemessages", locale=["en"], extensions=["py,html,txt"], verbosity=0)
    return read_po(tmp_path / "locale/en/LC_MESSAGES/django.po")


def test_every_message_of_the_code_is_in_the_english_catalogue(collected):
    english = {message.key: message for message in in_english()}
    lacking = [
        told(message)
        for message in collected
        if message.key not in english
        or not english[message.key].translated
        or english[message.key].plural != message.plural
    ]
    assert len(collected) > 500
    assert lacking == []


def test_every_message_of_the_english_catalogue_is_in_the_code(collected):
    assert {message.key for message in in_english()} - {
        message.key for message in collected
    } == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALE)))
def test_catalogue_is_complete_and_compiled(path):
    messages = read_po(path)
    assert [told(message) for message in messages if not message.translated] == []
    assert len({message.key for message in messages}) == len(messages)
    assert read_mo(path.with_suffix(".mo")) == compiled(messages)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALE)))
def test_translations_keep_the_placeholders(path):
    def placeholders(text):
        return set(PLACEHOLDER.findall(text))

    strange = [
        told(message)
        for message in read_po(path)
        for text in message.strings.values()
        if placeholders(text) != placeholders(message.plural or message.msgid)
    ]
    assert strange == []


def test_english_has_no_chinese_but_what_it_quotes():
    def rest(text):
        for quoted in QUOTED:
            text = text.replace(quoted, "")
        return text

    found = [
        text
        for message in in_english()
        for text in message.strings.values()
        if CHINESE.search(rest(text))
    ]
    assert found == []


def test_messages_of_the_code_are_chinese():
    found = [message.msgid for message in in_english() if not CHINESE.search(message.msgid)]
    assert found == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_wagtail_is_wholly_in_chinese(domain):
    """What its own catalogue leaves in English stands in ours."""
    chinese = DjangoTranslation("zh-hans", domain=domain)._catalog
    parts = [app.path for app in apps.get_app_configs() if app.name.startswith("wagtail")]
    sources = [Path(part, f"locale/en/LC_MESSAGES/{domain}.po") for part in parts]
    messages = [message for path in sources if path.exists() for message in read_po(path)]
    lacking = [
        told(message)
        for message in messages
        if ((message.key, 0) if message.plural else message.key) not in chinese
    ]
    assert len(messages) > 50
    assert lacking == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_message_of_the_chinese_catalogue_is_one_of_a_library(domain):
    """Else a new edition of the library says it in other words, and nobody needs ours any more."""
    ours = read_po(LOCALE / f"zh_Hans/LC_MESSAGES/{domain}.po")
    parts = [Path(conf.__file__).parent, *(Path(app.path) for app in apps.get_app_configs())]
    catalogues = f"locale/[ez][nh]*/LC_MESSAGES/{domain}.po"
    sources = [path for part in parts for path in part.glob(catalogues)]
    known = {message.key for path in sources for message in read_po(path)}
    assert [told(message) for message in ours if message.key not in known] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_marks_all_its_words(template):
    """Words between the tags of HTML are held by test_templates.py."""
    text = COMMENT.sub("", template.read_text(encoding="utf-8"))
    text = MARKED.sub("", text)
    assert [line.strip() for line in text.split("\n") if HAN.search(line)] == []
    spoken = [TAG.sub("", value) for value in READ_ALOUD.findall(text)]
    assert [value for value in spoken if value not in NO_WORDS and WORD.search(value)] == []


def chinese_literals(path: Path) -> list[str]:
    """Line and text of each Chinese string that is neither a message nor a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [f"{path.relative_to(ROOT)}:{node.lineno} {node.value[:30]}" for node in _unmarked(tree)]


def _unmarked(node: ast.AST) -> Iterator[ast.Constant]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and _name(child.func) in CALLS:
            continue
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a docstring
        if isinstance(child, ast.Constant):
            if isinstance(child.value, str) and HAN.search(child.value):
                yield child
            continue
        yield from _unmarked(child)


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def sources() -> list[Path]:
    paths = [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in paths if "migrations" not in path.parts)


def reason_for(path: Path) -> str | None:
    """The entry of CHINESE_CODE that lets this file hold Chinese, if any."""
    name = path.relative_to(ROOT).as_posix()
    return next((key for key in CHINESE_CODE if f"{name}/".startswith(f"{key}/")), None)


def test_chinese_in_code_is_marked_for_translation():
    bare = [text for path in sources() if not reason_for(path) for text in chinese_literals(path)]
    assert bare == []


def test_every_exception_is_still_needed():
    used = {reason_for(path) for path in sources() if chinese_literals(path)}
    assert CHINESE_CODE.keys() - used == set()
