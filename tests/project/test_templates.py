"""Templates are written in Chinese; every other language comes from a catalogue."""

import re

import pytest
from django.conf import settings

FOLDER = settings.SITE_DIR / "templates"
# What is not text that somebody reads: first the template's own tags, which may hold a > that ends
# no element, then styles and HTML markup.
TAGS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}", re.DOTALL)
MARKUP = re.compile(r"<style.*?</style>|<script.*?</script>|<!--.*?-->|<[^>]*>|&\w+;", re.DOTALL)
WORD = re.compile(r"[A-Za-z]{3,}")
KNOWN = {"landscape", "xlsx", "csv", "PDF", "JPEG", "PNG", "HEIC", "CSV", "Excel", "WPS", "JSON"}


@pytest.mark.parametrize(
    "template", sorted(FOLDER.rglob("*.html")), ids=lambda path: str(path.relative_to(FOLDER))
)
def test_template_holds_no_text_in_another_language(template):
    text = MARKUP.sub(" ", TAGS.sub(" ", template.read_text(encoding="utf-8")))
    assert [word for word in WORD.findall(text) if word not in KNOWN] == []
