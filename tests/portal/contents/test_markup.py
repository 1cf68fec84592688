import pytest

from portal.contents.markup import links, prose

PAGES = {"lessons/pause-button": 7}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("一段\n两行", "<p>一段两行</p>"),
        ("一段\n\n又一段", "<p>一段</p><p>又一段</p>"),
        ("- 甲\n- 乙", "<ul><li>甲</li><li>乙</li></ul>"),
        ("1. 先\n2. 后", "<ol><li>先</li><li>后</li></ol>"),
        ("**要紧**的话", "<p><b>要紧</b>的话</p>"),
        ("小于 < 与 &", "<p>小于 &lt; 与 &amp;</p>"),
        ("看[通知](#R18)", '<p>看<a href="#R18">通知</a></p>'),
        ("去[登录](/start/)", '<p>去<a href="/start/">登录</a></p>'),
        ("上[课](lessons/pause-button)", '<p>上<a linktype="page" id="7">课</a></p>'),
    ],
)
def test_prose_becomes_what_wagtail_keeps(text, html):
    assert prose(text, PAGES.__getitem__) == html


def test_prose_takes_the_indentation_of_a_module_away():
    assert (
        prose("\n        - 甲\n        - 乙\n    ", PAGES.get) == "<ul><li>甲</li><li>乙</li></ul>"
    )


def test_prose_when_a_page_is_missing_says_so():
    with pytest.raises(KeyError):
        prose("[课](lessons/none)", PAGES.__getitem__)


def test_links_names_each_target():
    assert links("[甲](a/b)和[乙](#R1)") == ["a/b", "#R1"]
