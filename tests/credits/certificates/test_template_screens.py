"""Templates: whose one may change, what a form refuses, how a specimen looks."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from credits.certificates.models import CertificateTemplate
from credits.certificates.services.templating import default_template, save_template
from tests.credits.certificates.codes import codes_on
from tests.factories.certificates import CertificateTemplateFactory
from tests.factories.people import RoleGrantFactory, UnitFactory
from tests.people.activation.sheets import text_of

pytestmark = pytest.mark.django_db
LIST, NEW = "/certificates/templates/", "/certificates/templates/new/"


@pytest.fixture
def desk(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def page_of(template) -> str:
    return reverse("certificate-template", args=[template.pk])


def filled(unit, **changes) -> dict:
    return {
        "unit": unit.pk,
        "name": "骨干教师班",
        "title": "结业证书",
        "title_en": "Certificate",
        "issuer": "江岸区教育局",
        "issuer_en": "",
        "number_rule": "{unit}-{year}-{seq:05d}",
        "is_active": "on",
        **changes,
    }


def picture(kind="PNG") -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (100, 100), "red").save(made, kind)
    return SimpleUploadedFile("seal.png", made.getvalue(), "image/png")


def test_template_when_made_then_is_the_units_and_has_its_seal(desk, unit, private_root, officer):
    response = desk.post(NEW, filled(unit, seal_file=picture()))

    template = CertificateTemplate.objects.get()
    assert response["Location"] == page_of(template)
    assert (template.unit, template.changed_by_name) == (unit, officer.get_full_name())
    assert (private_root / template.seal).is_file()
    assert template.signature_1 == ""


def test_template_when_saved_again_without_a_file_then_keeps_its_seal(desk, unit):
    desk.post(NEW, filled(unit, seal_file=picture()))
    template = CertificateTemplate.objects.get()

    desk.post(page_of(template), filled(unit, name="另一个名称"))

    changed = CertificateTemplate.objects.get()
    assert (changed.name, changed.seal) == ("另一个名称", template.seal)
    desk.post(page_of(template), filled(unit, seal_removed="on"))
    assert CertificateTemplate.objects.get().seal == ""


@pytest.mark.abuse("T08")
def test_template_when_the_seal_is_no_picture_then_nothing_is_saved(desk, unit):
    page = SimpleUploadedFile("seal.png", b"<script>alert(1)</script>", "image/png")

    response = desk.post(NEW, filled(unit, seal_file=page))

    assert response.status_code == 200
    assert "只能上传 PNG 或 JPEG" in response.text
    assert not CertificateTemplate.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number_rule": "{unit}-{year}"}, "须有且只有一个 {seq}"),
        ({"number_rule": "{name}-{seq}"}, "“name”无法识别"),
        ({"issuer": "局\u0f40"}, "字库中没有“\u0f40”"),
        ({"name": ""}, "field-error"),
    ],
)
def test_template_when_the_form_is_wrong_then_says_what(desk, unit, changes, said):
    response = desk.post(NEW, filled(unit, **changes))

    assert said in response.text
    assert not CertificateTemplate.objects.exists()


def test_template_when_the_name_is_taken_then_says_so(desk, unit):
    CertificateTemplateFactory(unit=unit, name="骨干教师班")

    assert desk.post(NEW, filled(unit)).status_code == 200
    assert CertificateTemplate.objects.count() == 1


@pytest.mark.abuse("T04")
def test_template_when_another_unit_is_sent_along_then_is_refused(desk, unit, template):
    other = UnitFactory()

    assert desk.post(NEW, filled(other)).status_code == 200
    desk.post(page_of(template), filled(other))

    assert [found.unit for found in CertificateTemplate.objects.all()] == [unit]


@pytest.mark.abuse("D01")
def test_template_when_it_is_of_another_unit_then_is_not_there(desk):
    other = CertificateTemplateFactory()

    assert other.name not in desk.get(LIST).text
    assert desk.get(page_of(other)).status_code == 404
    assert desk.post(page_of(other), filled(other.unit)).status_code == 404
    assert desk.get(f"{page_of(other)}preview.pdf").status_code == 404


def test_template_when_saved_outside_the_area_then_the_service_refuses_as_well(officer):
    with pytest.raises(PermissionDenied):
        save_template(CertificateTemplateFactory(), by=officer, pictures={})


@pytest.mark.parametrize("role", ["trainer", "editor", "site_admin", "auditor", "school_admin"])
def test_templates_when_the_role_has_nothing_to_do_with_them_then_are_not_there(role):
    client = Client()
    client.force_login(RoleGrantFactory(**{role: True}).user)

    assert client.get(LIST).status_code == 404
    assert client.get(NEW).status_code == 404


def test_preview_when_opened_then_is_a_specimen_whose_code_proves_nothing(desk, template):
    response = desk.get(f"{page_of(template)}preview.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert "样张" in text_of(response.content)
    assert codes_on(response.content) == ["http://127.0.0.1:8000/certificates/check/"]


def test_default_template_when_asked_twice_then_is_one(officer, unit):
    first = default_template(unit, by=officer)

    assert default_template(unit, by=officer) == first
    assert (first.issuer, first.seal) == (unit.name, "")


@pytest.mark.parametrize("count", [1, 3])
def test_list_when_it_grows_then_asks_no_more(desk, unit, count, django_assert_max_num_queries):
    for _one in range(count):
        CertificateTemplateFactory(unit=unit)

    with django_assert_max_num_queries(14):
        assert desk.get(LIST).status_code == 200
