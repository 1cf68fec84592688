"""The printed sheet, read back from the PDF."""

from datetime import date

import pytest
from django.utils import translation
from reportlab.lib.pagesizes import A4

from people.activation.codes import grouped, link_to, new_code
from people.activation.slips import COLUMNS, HEIGHT, ROWS, WIDTH, Slip, draw_sheet
from tests.people.activation.sheets import lines_on, module_of, pages_of, qr_codes_on, text_of

LONG_SCHOOL = "湖北省武汉市东湖新技术开发区光谷第二十一小学（花山校区）暨教育部基础教育课程教材发展中心实验学校"
LONG_NAME = "买买提江·阿卜杜热合曼·玉素甫·伊敏江·托合提·艾合买提"
LAST_DAY = date(2026, 12, 25)


def slip(**changed) -> Slip:
    facts = {
        "place": "育才小学",
        "place_code": "2142000001",
        "name": "李明",
        "number": "420106000001",
        "phone": "13907130001",
        "code": new_code(),
    }
    return Slip(**(facts | changed))


@pytest.fixture
def draw(tmp_path):
    """`draw(*slips)` gives the file; how far it got is told to `draw.told`."""

    def drawn(*slips) -> bytes:
        path = tmp_path / "sheet.pdf"
        with translation.override("zh-hans"):
            draw_sheet(path, slips, last_day=LAST_DAY, on_drawn=drawn.told.append)
        return path.read_bytes()

    drawn.told = []
    return drawn


def test_slip_when_printed_then_says_all_that_is_needed(draw, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://xinyu.example.cn"
    one = slip()

    text = text_of(draw(one))

    assert text.startswith("心育学时账号激活单有效期至2026年12月25日，限用一次育才小学李明")
    assert "教师编号（登录用户名）：420106000001" in text
    assert grouped(one.code) in text
    assert "打开 xinyu.example.cn/activate/ 输入激活码" in text
    assert "填写姓名和登记的手机号末四位。" in text
    assert one.phone not in text


def test_slip_when_there_is_no_phone_then_asks_for_the_teacher_number(draw):
    text = text_of(draw(slip(phone="")))

    assert "填写姓名和教师编号末四位（花名册中没有您的手机号）。" in text


def test_qr_code_when_read_by_a_phone_then_is_the_link_of_its_own_slip(draw, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://xinyu.jyj.wuhan.example.gov.cn/peixun/"
    slips = [slip(name=f"李{number}") for number in range(11)]

    pages = pages_of(draw(*slips))

    read = [code.what for page in pages for code in qr_codes_on(page)]
    assert read == [link_to(one.code) for one in slips]
    for page, of_page in zip(pages, (slips[:8], slips[8:]), strict=True):
        for place, one in enumerate(of_page):
            assert _cell_of(qr_codes_on(page)[place]) == place
            assert grouped(one.code) in [x.what for x in lines_on(page) if _cell_of(x) == place]


def test_sheet_when_of_several_schools_then_each_begins_a_page(draw):
    slips = [slip(place=f"第{n}小学", place_code=str(n)) for n in (1, 1, 2)]
    slips += [slip(place="第3小学", place_code="3") for _one in range(9)]

    pages = pages_of(draw(*slips))

    assert [len(qr_codes_on(page)) for page in pages] == [2, 1, 8, 1]
    assert "第1小学" not in pages[1].extract_text()


def test_sheet_when_printed_then_is_a4_with_its_fonts_inside(draw):
    (page,) = pages_of(draw(slip(name="喆"), slip(name="Ann O'Neill")))

    assert [float(length) for length in page.mediabox[2:]] == pytest.approx(A4, abs=0.1)
    for font in page["/Resources"]["/Font"].values():
        if font["/Subtype"] == "/TrueType":
            assert "/FontFile2" in font["/FontDescriptor"]
        assert "STSong" not in font["/BaseFont"]


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"name": LONG_NAME}, "艾合买提"),
        ({"name": "Ann Marie Featherstonehaugh-O'Neill"}, "Featherstonehaugh-O'Neill"),
        ({"name": "王" * 60}, "王"),
        ({"place": LONG_SCHOOL}, "实验学校"),
        ({"place": LONG_SCHOOL * 3}, "湖北省武汉市"),
        ({"place": "A" * 200}, "AAAA"),
        ({"number": "WH-2026/心理健康-0000000000000001"}, "0001"),
        ({"number": "W" * 32}, "WWWW"),
        ({"code": "W" * 12, "name": "W" * 60, "number": "W" * 32, "place": "W" * 200}, "WWWW-WWWW"),
        ({"place": "", "place_code": ""}, "李明"),
    ],
)
@pytest.mark.parametrize("site", ["https://x.cn", f"https://{'xinyu-' * 9}jyj.wuhan.gov.cn:8443"])
def test_slip_when_words_are_long_then_nothing_runs_over(draw, settings, changed, shown, site):
    settings.WAGTAILADMIN_BASE_URL = site
    pdf = draw(*[slip(**changed, phone="") for _place in range(COLUMNS * ROWS)])

    (page,) = pages_of(pdf)
    lines, codes = lines_on(page), qr_codes_on(page)
    assert shown in text_of(pdf)
    assert [line.what for line in lines if not _inside_its_cell(line)] == []
    assert [line.what for line in lines if _meets_another(line, lines)] == []
    quiet = 4 * module_of(page)
    assert [x.what for x in lines if any(x.meets(code, apart=quiet) for code in codes)] == []
    assert {code.what[: len(site)] for code in codes} == {site}


def test_character_when_no_font_has_it_then_a_stand_in_is_printed_and_explained(draw):
    text = text_of(draw(slip(name="\U0002b820明")))

    assert "〓明" in text
    assert "“〓”代替字库中没有的字" in text
    assert "“〓”" not in text_of(draw(slip()))


@pytest.mark.abuse("T12")
def test_name_when_it_looks_like_markup_then_is_printed_as_written(draw):
    hostile = '<font color="red">{{7*7}}'

    assert hostile in text_of(draw(slip(name=hostile)))


def test_progress_when_many_are_drawn_then_is_told_now_and_then(draw):
    draw(*[slip() for _one in range(120)])

    assert draw.told == [50, 100]


def _cell_of(box) -> int:
    return int((A4[1] - box.top) // HEIGHT) * COLUMNS + int(box.left // WIDTH)


def _inside_its_cell(box) -> bool:
    left, top = box.left // WIDTH * WIDTH, A4[1] - (A4[1] - box.top) // HEIGHT * HEIGHT
    edge = 10  # points that a printer leaves white
    return (
        left + edge <= box.left
        and box.right <= left + WIDTH - edge
        and box.bottom >= top - HEIGHT + edge
    )


def _meets_another(line, lines) -> bool:
    return any(line.meets(other, apart=-0.5) for other in lines if other is not line)
