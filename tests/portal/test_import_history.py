"""The list of what was handed in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.enums import BatchKind, BatchState
from tests.factories.people import ImportBatchFactory

pytestmark = pytest.mark.django_db


def names(desk, **query):
    table = desk.get("/imports/", query).context["table"]
    return [row.record.file_name for row in table.paginated_rows]


def test_history_when_nothing_was_imported_then_says_how_to_begin(desk):
    assert "还没有导入过文件" in desk.get("/imports/").content.decode()


def test_history_when_there_are_batches_then_newest_comes_first(desk):
    ImportBatchFactory(file_name="旧.xlsx")
    ImportBatchFactory(file_name="新.xlsx")

    assert names(desk) == ["新.xlsx", "旧.xlsx"]


def test_history_when_filtered_then_holds_what_fits(desk):
    ImportBatchFactory(file_name="甲.xlsx", kind=BatchKind.SCHOOLS, state=BatchState.UNDONE)
    ImportBatchFactory(file_name="乙.xlsx", kind=BatchKind.SCHOOLS)
    ImportBatchFactory(file_name="丙.xlsx")

    assert names(desk, kind="schools", state="undone") == ["甲.xlsx"]
    assert names(desk, q="乙") == ["乙.xlsx"]
    assert "没有符合条件的导入记录" in desk.get("/imports/", {"q": "丁"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"page": "abc"},
        {"page": "-1"},
        {"page": "9" * 40},
        {"sort": "nonsense"},
        {"sort": "-"},
        {"kind": "x", "state": "'\"<script>"},
        {"q": "%00\x00"},
        {"q": "长" * 5000},
    ],
)
def test_history_when_address_holds_nonsense_then_shows_the_list(desk, query):
    ImportBatchFactory()

    assert desk.get("/imports/", query).status_code == 200


def test_history_when_longer_than_a_page_then_pages(desk):
    ImportBatchFactory.create_batch(51)

    assert len(names(desk)) == 50
    assert len(names(desk, page=2)) == 1


def test_history_when_file_name_holds_markup_then_shows_it_literally(desk):
    ImportBatchFactory(file_name="<script>alert(1)</script>.xlsx")

    page = desk.get("/imports/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("count", [1, 3])
def test_history_when_opened_then_takes_a_fixed_number_of_queries(desk, count):
    ImportBatchFactory.create_batch(count)

    with CaptureQueriesContext(connection) as queries:
        assert len(names(desk)) == count

    # Session, user, grants, teacher record, unread notices; count and page of the list.
    assert len(queries) == 7


def test_history_when_opened_then_leaves_the_reports_in_the_database(desk):
    ImportBatchFactory()

    with CaptureQueriesContext(connection) as queries:
        names(desk)

    asked = " ".join(query["sql"] for query in queries)
    assert "file_name" in asked
    assert '"report"' not in asked
    assert '"effects"' not in asked
