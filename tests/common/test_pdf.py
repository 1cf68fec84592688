import re
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from django.template import engines
from pypdf import PdfReader

from common.line_breaks import CANNOT_END, CANNOT_START
from common.pdf import (
    PdfColumn,
    PdfError,
    PdfFontError,
    PdfTable,
    html_to_pdf,
    render_pdf,
)

LONG_SCHOOL = "华中师范大学附属武汉经济技术开发区第一初级中学（南太子湖校区）"
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd">',
    '<img src="http://127.0.0.1:9/x.png">',
    "{{7*7}} {% now 'Y' %}",
    '<font color="red">红</font>',
    '<pdf:insertpdf src="/etc/passwd">',
    "&lt;b&gt; &amp; ]]>",
)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """All text of the document without the breaks that lines and pages put in."""
    return "".join(pages(pdf)).replace("\n", "")


def document(content: str, **context) -> bytes:
    """An official document with this markup as its content."""
    source = '{% extends "pdf/base.html" %}{% block content %}' + content + "{% endblock %}"
    return html_to_pdf(engines["django"].from_string(source).render({"title": "证明", **context}))


def teachers(count: int) -> PdfTable:
    columns = [PdfColumn("教师编号", 2), PdfColumn("学校", 3), PdfColumn("学时", 1, "right")]
    rows = [[f"T{number:05d}", LONG_SCHOOL, "30.0"] for number in range(count)]
    return PdfTable("教师明细", columns, rows)


def fonts_of(pdf: bytes) -> dict:
    """Descriptor of each font that any page names, by the font's name."""
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            found[font["/BaseFont"]] = font.get("/FontDescriptor", {})
    return found


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        pytest.fail("the renderer opened a connection")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize(
    "text",
    [
        "王堃",
        "陈𬭎",
        "迪丽热巴·迪力木拉提",
        "《心理健康教育》（2025年，第1—3期）：“合格”；30.5学时、100%！",
        LONG_SCHOOL * 6,
    ],
)
@pytest.mark.parametrize("markup", ["<p>{{ text }}</p>", "<b>{{ text }}</b>"])
def test_text_when_read_back_is_what_was_put_in(text, markup):
    assert text in text_of(document(markup, text=text))


def test_title_and_meta_when_read_back_are_what_was_put_in():
    meta = [("签发日期", "2026年1月8日"), ("规则版本", "武汉2019"), ("基准日", "2025年12月31日")]
    pdf = render_pdf("pdf/base.html", {"title": "王堃培训学时证明", "meta": meta})
    assert PdfReader(BytesIO(pdf)).metadata.title == "王堃培训学时证明"
    for part in ("王堃培训学时证明", *sum(meta, ())):
        assert part in text_of(pdf)


def test_table_cells_when_read_back_are_what_was_put_in():
    names = ["王堃", "陈𬭎", "张　三", "阿卜杜热依木·阿卜杜外力·买买提明", "线 一\n线 二"]
    table = PdfTable("名单", [PdfColumn("姓名", 1)], [[name] for name in names])
    text = text_of(render_pdf("pdf/base.html", {"title": "名单"}, [table]))
    assert "姓名王堃陈𬭎张　三阿卜杜热依木·阿卜杜外力·买买提明线 一 线 二" in text


def test_fonts_when_document_has_every_kind_of_text_are_embedded_subsets():
    pdf = render_pdf("pdf/base.html", {"title": "堃", "meta": [("甲", "")]}, [teachers(1)])
    fonts = fonts_of(pdf)
    assert {name.partition("+")[2] for name in fonts} == {"NotoSansSC-Regular", "NotoSansSC-Bold"}
    assert all("/FontFile2" in descriptor for descriptor in fonts.values())


def test_fonts_when_markup_names_a_standard_family_are_embedded():
    fonts = fonts_of(html_to_pdf('<p style="font-family: Helvetica, sans-serif">A 甲</p>'))
    assert all("/FontFile2" in descriptor for descriptor in fonts.values())


def test_paragraph_when_its_last_line_alone_goes_to_the_next_page_is_whole():
    long = "一二三四五六七八九十，" * 14
    found = [pages(document("<p>行</p>" * before + f"<p>{long}</p>")) for before in range(20, 34)]
    assert any(len(page) == 2 and "一" in page[0] and page[1].count("一") == 1 for page in found)
    assert all("".join(page).count("，") == 14 for page in found)


def test_total_when_given_is_the_last_row_in_bold():
    table = replace(teachers(60), total=["合计", "堃", "1800.0"])
    pdf = render_pdf("pdf/base.html", {"title": "名单"}, [table])
    assert "T00059" + LONG_SCHOOL + "30.0合计堃1800.0" in text_of(pdf)


def test_total_when_it_has_a_character_without_glyph_is_refused():
    table = replace(teachers(1), total=["合计", "\U0001f600", ""])
    with pytest.raises(PdfFontError):
        render_pdf("pdf/base.html", {"title": "名单"}, [table])


def test_long_table_when_over_many_pages_repeats_heading_and_keeps_each_row_once():
    found = pages(render_pdf("pdf/base.html", {"title": "核查报告"}, [teachers(200)]))
    assert len(found) > 3
    assert all("教师编号" in page for page in found)
    assert re.findall(r"T\d{5}", "".join(found)) == [f"T{number:05d}" for number in range(200)]


def test_page_numbers_when_several_pages_count_the_whole_document():
    found = pages(render_pdf("pdf/base.html", {"title": "核查报告"}, [teachers(100)]))
    numbers = [re.search(r"第 (\d+) 页 / 共 (\d+) 页", page).groups() for page in found]
    assert numbers == [(str(index), str(len(found))) for index in range(1, len(found) + 1)]


def test_long_table_when_text_precedes_begins_on_the_same_page():
    table = teachers(100)
    first = pages(render_pdf("pdf/base.html", {"title": "核查报告"}, [table]))[0]
    assert table.title in first
    assert "T00000" in first


def test_heading_when_nothing_of_its_table_fits_goes_to_the_next_page_with_it():
    source = (
        "<style>@page { size: a4; @frame { left: 2cm; top: 2cm; width: 17cm; height: 25cm } }"
        "h2 { -pdf-keep-with-next: true }</style>"
        '<div style="height: 23.5cm"></div><h2>附表</h2><pdf:rows table="0"></pdf:rows>'
    )
    found = pages(html_to_pdf(source, [teachers(90)]))
    assert "附表" not in found[0]
    assert "附表" in found[1]


def test_empty_table_when_placed_says_that_there_are_no_records():
    assert "无记录" in text_of(render_pdf("pdf/base.html", {"title": "报告"}, [teachers(0)]))


def test_landscape_when_asked_turns_every_page():
    source = '{% extends "pdf/base.html" %}{% block orientation %}landscape{% endblock %}'
    html = engines["django"].from_string(source).render({"title": "报告"})
    box = PdfReader(BytesIO(html_to_pdf(html))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)


def cell_lines(text: str) -> list[str]:
    table = PdfTable("", [PdfColumn("甲", 1), PdfColumn("乙", 6)], [[text, ""]])
    lines = pages(html_to_pdf('<pdf:rows table="0"></pdf:rows>', [table]))[0].splitlines()
    return lines[2:]


def test_cell_when_wrapped_keeps_punctuation_and_numbers_whole():
    text = "心理健康教育，专业伦理；《纲要（2012年修订）》：30.5学时、1,024人。“合格”" * 5
    lines = cell_lines(text)
    assert "".join(lines) == text
    assert len(lines) > 5
    assert not any(line[0] in CANNOT_START or line[-1] in CANNOT_END for line in lines)
    assert not any(
        before[-1].isdigit() and after[0].isdigit()
        for before, after in zip(lines, lines[1:], strict=False)
    )


def test_cell_when_one_word_is_wider_than_the_column_is_cut():
    digest = "0123456789abcdef" * 8
    lines = cell_lines(digest)
    assert "".join(lines) == digest
    assert len(lines) > 1


def test_paragraph_when_markup_breaks_the_line_breaks_there():
    assert pages(html_to_pdf("<p>武汉市教育局<br>2026年<br><br>完<br></p>"))[0].splitlines() == [
        "武汉市教育局",
        "2026年",
        "完",
    ]


@pytest.mark.abuse("T12")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_when_in_template_is_printed_literally(name, no_network):
    pdf = document("<p>{{ name }}</p><table><tr><td>{{ name }}</td></tr></table>", name=name)
    assert text_of(pdf).count(name) == 2
    assert "/XObject" not in PdfReader(BytesIO(pdf)).pages[0]["/Resources"]


def test_hostile_name_when_in_long_table_is_printed_literally(no_network):
    table = PdfTable(HOSTILE[0], [PdfColumn(HOSTILE[1], 1)], [[name] for name in HOSTILE])
    text = text_of(render_pdf("pdf/base.html", {"title": HOSTILE[4]}, [table]))
    for name in HOSTILE:
        assert name in text


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="https://169.254.169.254/latest/meta-data/">',
        '<img src="file:///etc/passwd">',
        '<img src="/etc/passwd">',
        '<img src="../../manage.py">',
        '<img src="img/missing.png">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<style>@import url("http://127.0.0.1:9/x.css");</style>',
        "<style>p { background-image: url(http://127.0.0.1:9/x.png) }</style>",
        "<style>@font-face { font-family: X; src: url(http://127.0.0.1:9/x.ttf) }</style>",
        '<pdf:insertpdf src="/etc/passwd"></pdf:insertpdf>',
    ],
)
def test_outside_file_when_markup_asks_for_it_refuses_the_document(markup, no_network):
    with pytest.raises(PdfError):
        html_to_pdf(f"{markup}<p>甲</p>")


@pytest.mark.parametrize("markup", ["<p>甲\u0f40</p>", "<b>甲\u0f40</b>"])
def test_missing_glyph_when_in_markup_refuses_the_document(markup):
    with pytest.raises(PdfFontError, match=r"U\+0F40") as refusal:
        html_to_pdf(markup)
    assert refusal.value.characters == "\u0f40"


def test_missing_glyph_when_in_long_table_refuses_the_document():
    table = PdfTable("名单", [PdfColumn("姓名", 1)], [["王堃"], ["\U0001f600"], ["\u0f40"]])
    with pytest.raises(PdfFontError) as refusal:
        render_pdf("pdf/base.html", {"title": "名单"}, [table])
    assert refusal.value.characters == "\u0f40\U0001f600"


def test_row_when_taller_than_a_page_refuses_the_document():
    with pytest.raises(PdfError):
        cell_lines("长" * 2000)


def test_unknown_font_family_when_named_refuses_the_document():
    with pytest.raises(PdfError):
        html_to_pdf('<p style="font-family: SimSun">甲</p>')


def test_documents_when_made_at_once_keep_their_own_text():
    names = [f"教师{number}" for number in range(12)]

    def make(name: str) -> bytes:
        table = PdfTable("名单", [PdfColumn("姓名", 1)], [[name]])
        return html_to_pdf('<pdf:rows table="0"></pdf:rows>', [table])

    with ThreadPoolExecutor(4) as pool:
        texts = [text_of(pdf) for pdf in pool.map(make, names)]
    assert texts == [f"姓名{name}" for name in names]
