"""A document opens to whoever may read a published page that leads to it, and to editors (A02)."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from courses.models import CourseIndexPage, CoursePage
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory
from tests.portal.documents.office import PAGE, PDF

pytestmark = [pytest.mark.django_db, pytest.mark.abuse("A02")]


@pytest.fixture
def document(db):
    return kept("讲义.pdf", PDF)


def kept(name: str, data: bytes):
    return get_document_model().objects.create(title="讲义", file=ContentFile(data, name))


def leading_to(document) -> str:
    return f'<p><a linktype="document" id="{document.pk}">讲义</a></p>'


def page_with(body: str, *, live: bool = True) -> CoursePage:
    page = CoursePage(title="情绪识别", summary="简介", body=[("text", body)], live=live)
    return CourseIndexPage.objects.get().add_child(instance=page)


def status(client, document) -> int:
    return client.get(document.url).status_code


def test_document_when_no_page_leads_to_it_then_is_not_there(client, document):
    assert status(client, document) == 404
    client.force_login(PostFactory(teacher__user=UserFactory()).teacher.user)
    assert status(client, document) == 404
    assert AccessRecord.objects.filter(action=Action.REFUSED, status=404).count() == 2


@pytest.mark.parametrize(
    "traits", [{}, {"school_admin": True}, {"unit_officer": True}, {"auditor": True}]
)
def test_document_when_no_page_leads_to_it_then_no_role_outside_the_desk_opens_it(
    client, document, traits
):
    client.force_login(RoleGrantFactory(**traits).user)

    assert status(client, document) == 404


def test_document_when_no_page_leads_to_it_then_editors_open_it(client, document, trainer):
    client.force_login(trainer)

    assert status(client, document) == 200


def test_document_when_a_published_page_leads_to_it_then_comes_as_a_file_to_anybody(
    client, document
):
    page = page_with(leading_to(document))
    assert f'href="{document.url}"' in client.get(page.url).content.decode()

    response = client.get(document.url)

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"


def test_document_when_it_is_a_page_by_some_mishap_then_is_not_shown_as_one(client, db):
    document = kept("页.html", PAGE)
    page_with(leading_to(document))

    response = client.get(document.url)

    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_document_when_its_page_is_a_draft_then_is_not_there(client, document):
    page_with(leading_to(document), live=False)

    assert status(client, document) == 404


def test_document_when_only_a_draft_of_a_published_page_leads_to_it_then_is_not_there(
    client, document
):
    page = page_with("<p>没有</p>")
    page.body = [("text", leading_to(document))]
    page.save_revision()

    assert status(client, document) == 404


def test_document_when_its_page_is_taken_down_then_is_not_there_any_more(client, document):
    page = page_with(leading_to(document))
    assert status(client, document) == 200
    page.unpublish()

    assert status(client, document) == 404


def test_document_when_its_page_no_longer_leads_to_it_then_is_not_there_any_more(client, document):
    page = page_with(leading_to(document))
    page.body = [("text", "<p>没有</p>")]
    page.save_revision().publish()

    assert status(client, document) == 404


def test_document_when_its_page_is_for_people_signed_in_then_opens_to_them_only(client, document):
    page = page_with(leading_to(document))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert status(client, document) == 404
    client.force_login(UserFactory())
    assert status(client, document) == 200


def test_document_when_all_above_its_page_is_for_people_signed_in_then_is_not_there(
    client, document
):
    page = page_with(leading_to(document))
    PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )

    assert status(client, document) == 404


def test_document_when_one_of_its_pages_is_for_all_then_is_open(client, document):
    hidden, _open = page_with(leading_to(document)), page_with(leading_to(document))
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

    assert status(client, document) == 200


@pytest.mark.parametrize("where", ["/media/{name}", "/documents/{pk}/other.pdf", "/static/{name}"])
def test_document_when_tried_by_another_address_then_is_not_there(client, document, where):
    page_with(leading_to(document))

    address = where.format(pk=document.pk, name=document.file.name)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_document_when_many_pages_lead_to_it_then_the_first_open_one_is_enough(
    client, document, count
):
    for _number in range(count):
        page_with(leading_to(document))
    status(client, document)  # what is kept of sites and types for the process

    with CaptureQueriesContext(connection) as queries:
        assert status(client, document) == 200

    assert len(queries) == 8
