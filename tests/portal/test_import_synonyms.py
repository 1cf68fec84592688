"""The table of written forms: listed, added, changed, deleted, and read one way only."""

import pytest

from credits.services.importing import rehearse
from people.models import Synonym
from portal.imports.views import synonyms
from tests.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.rule("I1")]


def saved(desk, address="/imports/synonyms/new/", **fields):
    return desk.post(address, fields, follow=True)


def refusal(desk, **fields) -> str:
    before = Synonym.objects.count()
    response = saved(desk, **fields)
    assert response.status_code == 422
    assert Synonym.objects.count() == before
    return response.content.decode()


def test_list_when_filtered_then_holds_that_column_with_its_meaning(desk):
    response = desk.get("/imports/synonyms/", {"vocabulary": "mode", "q": "线上"})

    rows = [row.record for row in response.context["table"].paginated_rows]
    assert {row.written: row.code for row in rows} == {"线上": "online", "线上线下结合": "blended"}
    assert "网络研修" in response.content.decode()


@pytest.mark.parametrize("query", [{"page": "x"}, {"vocabulary": "nonsense"}, {"q": "\x00"}])
def test_list_when_address_holds_nonsense_then_shows_all(desk, query):
    assert desk.get("/imports/synonyms/", query).status_code == 200


def test_synonym_when_added_then_imports_read_it(desk, registers):
    data = workbook("hours", {"培训形式": "云课堂"})
    assert rehearse("hours", data, "a.xlsx").accepted == 0

    page = saved(desk, written=" 云 课堂 ", meaning="mode:online").content.decode()

    assert "已保存“云 课堂”" in page
    assert rehearse("hours", data, "a.xlsx").accepted == 1


@pytest.mark.parametrize(
    ("written", "meaning", "sentence"),
    [
        ("", "mode:online", "请填写写法。"),
        ("\u200b \u3000", "mode:online", "请填写写法。"),
        ("长" * 61, "mode:online", "写法至多 60 个字符。"),
        ("云课堂", "", "请选择这种写法读作什么。"),
        ("云课堂", "mode:flying", "这个栏目没有这一项"),
        ("云课堂", "nonsense", "这个栏目没有这一项"),
        ("云课堂", "mode:ethics", "这个栏目没有这一项"),
        ("线 上", "mode:blended", "“线上”已经登记，读作“网络研修”。"),
        ("ｙ", "yes_no:no", "已经登记，读作“是”。"),
        ("网络研修", "mode:online", "“网络研修”是“网络研修”的正式写法，不必另加。"),
        ("江岸区 教育局", "unit:420103", "是“江岸区”的正式写法"),
    ],
)
def test_synonym_when_it_cannot_be_read_one_way_then_says_why(desk, written, meaning, sentence):
    assert sentence in refusal(desk, written=written, meaning=meaning)


def test_synonym_when_two_add_it_at_once_then_the_second_is_told(desk, monkeypatch):
    Synonym.objects.create(vocabulary="mode", written="云课堂", code="online")
    form = synonyms.SynonymForm
    monkeypatch.setattr(form, "_refuse_second_reading", lambda self, written: None)

    page = refusal(desk, written="云课堂", meaning="mode:blended")

    assert "刚刚已由他人登记" in page


def test_synonym_when_changed_then_is_read_the_new_way(desk):
    synonym = Synonym.objects.get(vocabulary="mode", written="直播")

    saved(desk, f"/imports/synonyms/{synonym.pk}/", written="直播课", meaning="mode:blended")

    synonym.refresh_from_db()
    assert (synonym.written, synonym.code) == ("直播课", "blended")


def test_synonym_when_deleted_then_is_gone_after_a_question(desk):
    synonym = Synonym.objects.get(vocabulary="mode", written="直播")
    address = f"/imports/synonyms/{synonym.pk}/delete/"

    assert "不再读作“网络研修”" in desk.get(address).content.decode()
    assert Synonym.objects.filter(pk=synonym.pk).exists()

    desk.post(address)
    assert not Synonym.objects.filter(pk=synonym.pk).exists()
    assert desk.post(address).status_code == 404


@pytest.mark.parametrize("name", ["category", "unit", "yes_no", "school_kind"])
def test_form_when_opened_from_a_filtered_list_then_offers_that_column_only(desk, name):
    form = desk.get("/imports/synonyms/new/", {"vocabulary": name}).context["form"]

    [_empty, (_label, options)] = form.fields["meaning"].choices
    assert options
    assert all(value.startswith(f"{name}:") for value, _words in options)
