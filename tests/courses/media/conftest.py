import pytest
from django.core.cache import caches

from tests.factories.lessons import DocumentFactory, add_lesson, attach
from tests.pdfs import pdf


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def nobody_seen():
    """Who was counted in another test is forgotten: its pages had the same keys."""
    caches["visits"].clear()


@pytest.fixture
def lesson(db):
    return add_lesson()


@pytest.fixture
def plan(lesson):
    """The lesson's plan, a PDF of two pages; nothing is drawn yet."""
    document = DocumentFactory(title="教学设计稿", name="plan.pdf", content=pdf(2))
    attach(lesson, document)
    return document
