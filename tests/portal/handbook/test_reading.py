"""The reader of the handbook, on texts of a few lines."""

import pytest

from portal.handbook.reading import Places, Shown, anchor_of, read_handbook

PLACES = Places(
    picture=lambda path: Shown(f"/static/{path}", 390, 820),
    section=lambda number: f"/handbook/{number}/",
)
TEXT = """
# 手册

写给**编辑**，见[维护](operations.md)。

## 一、栏目

见[许可和声明](#许可和声明)和[官网](https://example.org/)。

| 栏目 | 内容 |
|---|---|
| 课例 | <b>教学</b> |

## 二、分享

### 步骤

1. 登录。

![手机上的“我的课例”](img/a.webp "各篇的状态")

### 许可和声明

选一种。
"""


@pytest.fixture
def book():
    return read_handbook(TEXT, PLACES)


def test_handbook_when_read_then_has_a_section_for_each_second_heading(book):
    assert book.title == "手册"
    assert [(one.number, one.title) for one in book.sections] == [(1, "一、栏目"), (2, "二、分享")]
    assert [part.title for part in book.sections[1].parts] == ["步骤", "许可和声明"]
    assert book.section(3) is None


def test_headings_when_shown_then_stand_one_step_higher(book):
    html = book.sections[1].html

    assert '<h2 id="步骤">步骤</h2>' in html
    assert "<h1" not in html
    assert "<h3" not in html


def test_link_when_to_another_heading_then_leads_to_its_page(book):
    html = book.sections[0].html

    assert '<a href="/handbook/2/#许可和声明">许可和声明</a>' in html
    assert '<a href="https://example.org/">官网</a>' in html


def test_link_when_to_another_document_then_is_plain_words(book):
    assert "见维护。" in book.lead


def test_link_when_its_heading_is_not_there_then_refused():
    with pytest.raises(KeyError):
        read_handbook(TEXT.replace("(#许可和声明)", "(#许可)"), PLACES)


def test_markup_when_written_in_the_text_then_is_shown_as_written(book):
    assert "&lt;b&gt;教学&lt;/b&gt;" in book.sections[0].html


def test_picture_when_alone_then_is_a_figure_with_its_size(book):
    html = book.sections[1].html

    assert '<figure class="shot shot-narrow"><a href="/static/img/a.webp">' in html
    assert 'alt="手机上的“我的课例”" width="390" height="820" loading="lazy"' in html
    assert "<figcaption>各篇的状态</figcaption>" in html
    assert "<p><figure" not in html


def test_table_when_shown_then_scrolls_within_a_named_region(book):
    assert 'role="region" aria-label="一、栏目" tabindex="0"' in book.sections[0].html


@pytest.mark.parametrize(
    ("heading", "anchor"), [("十一、图片、视频和文件", "十一图片视频和文件"), ("A b (c)", "a-b-c")]
)
def test_anchor_when_made_then_is_that_of_repository_browsers(heading, anchor):
    assert anchor_of(heading) == anchor
