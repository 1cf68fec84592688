"""The certificate on paper: text read back, QR code read off the page, everybody once."""

import shutil
import subprocess
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4, landscape

from common.pdf import PdfFontError
from credits.certificates.codes import link_of
from credits.certificates.documents import draw_certificates, single_pages, undrawable
from credits.certificates.drawing import INNER, QR_SIDE, QR_X, QR_Y
from credits.certificates.images import stored_image
from credits.certificates.words import span_in_words
from tests.credits.certificates.codes import codes_on, text_boxes_on
from tests.factories.certificates import CertificateFactory, CertificateTemplateFactory
from tests.people.activation.sheets import Box, pages_of, text_of

pytestmark = pytest.mark.django_db
NOT_IN_ANY_FONT = "\u0f40"
LONGEST = {
    "teacher__name": "张" * 60,
    "name_en": "W" * 80,
    "title": "心" * 120,
    "class_no": "H" * 40,
    "level": "province",
    "hours": {"ethics": 45, "knowledge": 85, "skill": 125, "supervision": 65, "other": 5},
    "starts_on": date(2025, 12, 29),
    "ends_on": date(2026, 1, 5),
}


def fonts_of(pdf: bytes) -> list[tuple[str, bool]]:
    """(name, is embedded) of every font."""
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            name = font.get_object()["/BaseFont"]
            found[name] = "/FontFile2" in font.get_object().get("/FontDescriptor", {})
    return sorted(found.items())


def picture() -> BytesIO:
    made = BytesIO()
    Image.new("RGBA", (200, 200), (200, 0, 0, 90)).save(made, "PNG")
    return made


def test_certificate_when_drawn_then_says_who_did_what_when_and_how_much():
    certificate = CertificateFactory(teacher__name="张晓梅", class_no="JA-03", level="district")

    text = "".join(text_of(draw_certificates([certificate])).split())

    for part in (
        "结业证书",
        "CertificateofCompletion",
        "张晓梅",
        "于2026年3月1日至3月5日参加“心理健康教育骨干教师研修班”（区级，编号JA-03）",
        "共16学时（专业伦理4·专业技能12）",
        "江岸区教育局",
        certificate.number,
        "/certificates/check/",
    ):
        assert part in text


def test_certificate_when_drawn_then_its_fonts_are_embedded():
    fonts = fonts_of(draw_certificates([CertificateFactory()]))

    assert fonts
    assert [name for name, is_embedded in fonts if not is_embedded] == []


def test_certificate_when_drawn_then_its_code_is_read_off_the_page():
    certificate = CertificateFactory()

    assert codes_on(draw_certificates([certificate])) == [link_of(certificate)]


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg is not installed")
@pytest.mark.parametrize("facts", [{}, LONGEST], ids=["usual", "longest"])
def test_certificate_when_printed_as_a_picture_then_zbar_reads_the_code(tmp_path, facts):
    certificate = CertificateFactory(**facts)
    (tmp_path / "c.pdf").write_bytes(draw_certificates([certificate]))
    subprocess.run(
        ["pdftoppm", "-r", "200", "-png", "-singlefile", "c.pdf", "c"], cwd=tmp_path, check=True
    )  # noqa: S607  # found on the path

    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "c.png"],  # noqa: S607  # as above
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )

    assert read.stdout.strip() == link_of(certificate)


def test_certificate_when_everything_is_as_long_as_can_be_then_stays_on_one_page_without_overlap():
    template = CertificateTemplateFactory(
        title="中小学心理健康教育教师专题培训结业证", issuer="局" * 60, issuer_en="Bureau " * 17
    )

    pdf = draw_certificates([CertificateFactory(template=template, **LONGEST)])

    boxes = [*text_boxes_on(pdf), Box("QR", QR_X, QR_X + QR_SIDE, QR_Y, QR_Y + QR_SIDE)]
    assert [
        (a.what[:20], b.what[:20]) for a in boxes for b in boxes if a is not b and a.meets(b)
    ] == []
    width, height = landscape(A4)
    assert all(box.left > INNER and box.right < width - INNER for box in boxes)
    assert all(box.bottom > INNER and box.top < height - INNER for box in boxes)


@pytest.mark.abuse("T12")
@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="file:///etc/passwd">',
        "{{7*7}} {% now 'Y' %}",
        '<font color="red">红</font>',
        "&lt;b&gt; &amp;",
        "<pdf:nextpage></pdf:nextpage>",
        '<pdf:drawing number="0"></pdf:drawing>',
    ],
)
def test_certificate_when_a_title_holds_markup_then_shows_it_as_it_is(hostile):
    certificate = CertificateFactory(title=hostile, teacher__name=hostile[:60])

    text = text_of(draw_certificates([certificate]))

    assert text.replace(" ", "").count(hostile.replace(" ", "")) >= 3


def test_certificates_when_many_then_each_has_a_page_in_the_order_given():
    certificates = [CertificateFactory(teacher__name=f"教师{n}号") for n in range(7)]

    pdf = draw_certificates(certificates)

    singles = list(single_pages(pdf))
    assert len(pages_of(pdf)) == len(singles) == 7
    for certificate, single in zip(certificates, singles, strict=True):
        (page,) = pages_of(single)
        assert certificate.name in page.extract_text()
        assert certificate.number in page.extract_text()
        assert codes_on(single) == [link_of(certificate)]


def test_certificates_when_drawn_with_seal_and_signatures_then_pictures_are_in_the_file_once():
    names = {name: stored_image(picture(), 100) for name in ("seal", "signature_1", "signature_2")}
    template = CertificateTemplateFactory(**names)

    pdf = draw_certificates([CertificateFactory(template=template) for _one in range(3)])

    for page in pages_of(pdf):
        assert len(page.images) == 1  # the same picture three times
    assert pdf.count(b"/Subtype /Image") == 2  # its colours, and what shines through


def test_certificate_when_a_character_is_in_no_font_then_is_refused_by_name_of_it():
    certificate = CertificateFactory(teacher__name=f"张{NOT_IN_ANY_FONT}")

    assert undrawable(certificate) == NOT_IN_ANY_FONT
    with pytest.raises(PdfFontError) as error:
        draw_certificates([CertificateFactory(), certificate])
    assert error.value.characters == NOT_IN_ANY_FONT


def test_certificate_when_the_name_is_rare_but_drawable_then_is_drawn():
    certificate = CertificateFactory(teacher__name="𬭎堃")

    assert undrawable(certificate) == ""
    assert "𬭎堃" in text_of(draw_certificates([certificate]))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), "2026年3月1日"),
        (date(2026, 3, 1), date(2026, 4, 5), "2026年3月1日至4月5日"),
        (date(2025, 12, 29), date(2026, 1, 5), "2025年12月29日至2026年1月5日"),
    ],
)
def test_span_when_written_then_names_the_year_once(first, last, words):
    assert span_in_words(first, last) == words
