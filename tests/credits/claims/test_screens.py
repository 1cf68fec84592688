"""A claim from the teacher's phone to the ledger, through the screens (C1 to C3)."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from credits.claims.enums import ClaimState, Stage
from credits.claims.models import Claim, ClaimKind
from credits.models import Entry
from people.access_log.enums import Action
from people.access_log.models import AccessSubject
from tests.credits.claims.pictures import photo
from tests.factories.claims import ClaimFactory, EvidenceFactory, claimant, handed_in
from tests.factories.people import RoleGrantFactory

pytestmark = pytest.mark.django_db

FILLED = {
    "title": "沙盘游戏治疗培训",
    "organiser": "示范大学",
    "category": "skill",
    "level": "province",
    "mode": "onsite",
    "starts_on": "2026-03-07",
    "ends_on": "2026-03-08",
    "hours": "16",
}


def url_of(name, *args) -> str:
    return reverse(name, args=[getattr(arg, "pk", arg) for arg in args])


def filled(**changes) -> dict:
    kind = ClaimKind.objects.get(code="training").pk
    return {
        **FILLED,
        "kind": kind,
        "version": Claim.objects.latest("created_at").version,
        **changes,
    }


def picture(name="证书.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo())


@pytest.fixture
def teacher(client):
    found = claimant()
    client.force_login(found.user)
    return found


@pytest.fixture
def draft(client, teacher) -> Claim:
    """Begun by the teacher, who is signed in."""
    client.post(url_of("claim-new"), {"kind": "training"})
    return Claim.objects.get()


def test_claim_when_gone_through_then_the_teachers_year_has_the_hours(client, draft, teacher):
    url = url_of("claim", draft)
    assert client.get(url).status_code == 200
    answer = client.post(url, {**filled(), "file": picture(), "action": "upload"})
    assert answer.url == f"{url}#evidence"
    answer = client.post(url, filled(action="check"))
    assert answer.url == url_of("claim-check", draft)
    check = client.get(answer.url)
    assert "计入 2026 年度 <strong>16.0</strong> 学时" in check.text
    assert "待我审核" not in check.text
    client.post(answer.url)

    school = draft.teacher.posts.get().school
    admin = RoleGrantFactory(school_admin=True, school=school).user
    officer = RoleGrantFactory(unit_officer=True, unit=school.unit).user
    for reviewer in (admin, officer):
        client.force_login(reviewer)
        assert draft.teacher.name in client.get(url_of("claim-queue")).text
        page = client.get(url_of("claim-review", draft))
        assert "沙盘游戏治疗培训" in page.text
        version = page.context["claim"].version
        client.post(url_of("claim-review", draft), {"decision": "approve", "version": version})

    assert Entry.objects.get().hours == 16
    client.force_login(teacher.user)
    assert "学时已入账" in client.get(url).text
    assert "16.0" in client.get(reverse("my-year", args=[2026])).text


def test_draft_when_typed_then_kept_field_by_field_and_wrong_ones_left(client, draft):
    url = url_of("claim-autosave", draft)
    answer = client.post(url, filled(title="写到一半", hours="七", starts_on="2026-13-01"))
    assert "有的地方填写有误" in answer.text
    kept = Claim.objects.get()
    assert (kept.title, kept.hours, kept.starts_on) == ("写到一半", None, None)
    assert f'name="version" value="{kept.version}"' in answer.text


def test_draft_when_changed_on_another_device_then_not_written_over_without_a_word(client, draft):
    old = draft.version
    client.post(url_of("claim", draft), filled(title="电脑上写的"))
    answer = client.post(url_of("claim", draft), filled(title="手机上写的", version=old))
    assert (answer.status_code, Claim.objects.get().title) == (409, "电脑上写的")
    assert "手机上写的" in answer.text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "请填写项目名称。"),
        ({"hours": "16.3"}, "学时按 0.5 填写"),
        ({"hours": "-2"}, "学时须大于 0"),
        ({"hours": "NaN"}, "学时填写有误"),
        ({"hours": "99999999"}, "学时过多"),
        ({"hours": "17"}, "学时超过这些天能有的最大值 16.0"),
        ({"ends_on": "2026-03-01"}, "结束日期早于开始日期"),
        ({"ends_on": "2096-03-01"}, "培训还没有结束"),
        ({"starts_on": "昨天"}, "日期有误"),
        ({"category": "nonsense"}, "请从列表中选择培训内容"),
        ({}, "请上传证书或证明的照片。"),
        ({"title": "长" * 201}, "200"),
    ],
)
def test_claim_when_something_is_wrong_then_a_sentence_beside_it_and_nothing_is_handed_in(
    client, draft, changed, words
):
    answer = client.post(url_of("claim", draft), filled(action="check", **changed))
    assert (answer.status_code, words in answer.text) == (422, True)
    assert Claim.objects.get().state == ClaimState.DRAFT


def test_evidence_when_it_is_no_picture_then_says_so_and_keeps_what_was_typed(client, draft):
    bad = SimpleUploadedFile("证书.jpg", b"<html>")
    answer = client.post(url_of("claim", draft), {**filled(), "file": bad})
    assert "只接受 JPEG、PNG、HEIC 照片和 PDF 文件" in answer.text
    assert (Claim.objects.get().title, draft.evidence.count()) == ("沙盘游戏治疗培训", 0)


def test_evidence_when_removed_then_its_files_go_too(client, draft, private_root):
    client.post(url_of("claim", draft), {**filled(), "file": picture()})
    piece = draft.evidence.get()
    assert len([path for path in private_root.rglob("*") if path.is_file()]) == 3
    client.post(url_of("claim", draft), filled(remove=str(piece.pk)))
    assert not draft.evidence.exists()
    assert not [path for path in private_root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("key", ["", "nonsense", "0" * 36, "-" * 36])
def test_evidence_when_the_key_is_nonsense_then_nothing_is_removed(client, draft, key):
    client.post(url_of("claim", draft), {**filled(), "file": picture()})
    client.post(url_of("claim", draft), filled(remove=key))
    assert draft.evidence.count() == 1


def test_double_when_typed_then_told_with_a_link_to_the_first(client, teacher):
    first = handed_in(teacher, certificate_no="ZJ-1")
    client.post(url_of("claim-new"), {"kind": "training"})
    draft = Claim.objects.latest("created_at")
    answer = client.post(url_of("claim-autosave", draft), filled(certificate_no="ZJ-1"))
    assert "证书编号相同" in answer.text
    assert f'href="{url_of("claim", first)}"' in answer.text
    EvidenceFactory(claim=draft)
    done = client.post(url_of("claim-check", draft), follow=True)
    assert "这次培训已有记录，不能重复认定" in done.text
    assert Claim.objects.get(pk=draft.pk).state == ClaimState.DRAFT


def test_photos_when_several_then_a_draft_each_and_the_bad_one_named(client, teacher):
    files = [picture("甲.jpg"), SimpleUploadedFile("乙.jpg", b"no"), picture("丙.jpg")]
    answer = client.post(url_of("claim-photos"), {"files": files}, follow=True)
    assert "已建立 2 份草稿" in answer.text
    assert "乙.jpg" in answer.text
    assert Claim.objects.filter(evidence__isnull=False).count() == 2
    assert Claim.objects.count() == 2


def test_teachers_see_their_own_claims_and_no_others(client, teacher):
    other = handed_in()
    for name in ("claim", "claim-check", "claim-appeal"):
        assert client.get(url_of(name, other)).status_code == 404
    for name in ("claim-withdraw", "claim-copy", "claim-discard", "claim-autosave"):
        assert client.post(url_of(name, other)).status_code == 404
    assert client.get(url_of("claims")).context["found"] == 0


def reviewers(claim) -> dict:
    return {
        "own": claim.teacher.user,
        "school": RoleGrantFactory(school_admin=True, school=claim.school).user,
        "unit": RoleGrantFactory(unit_officer=True, unit=claim.unit).user,
        "city": RoleGrantFactory().user,
        "auditor": RoleGrantFactory(auditor=True).user,
        "other school": RoleGrantFactory(school_admin=True).user,
        "other unit": RoleGrantFactory(unit_officer=True).user,
        "trainer": RoleGrantFactory(trainer=True, unit=claim.unit).user,
        "colleague": claimant(school=claim.school).user,
        "site": RoleGrantFactory(site_admin=True).user,
    }


SEES = ("own", "school", "unit", "city", "auditor")


def test_evidence_is_opened_by_those_whom_it_concerns_and_every_opening_is_logged(client, draft):
    client.post(url_of("claim", draft), {**filled(), "file": picture()})
    client.post(url_of("claim-check", draft))
    claim = Claim.objects.get()
    piece = claim.evidence.get()
    for name, user in reviewers(claim).items():
        client.force_login(user)
        for part in ("claim-evidence", "claim-evidence-preview", "claim-evidence-thumbnail"):
            wanted = 200 if name in SEES else 404
            assert (name, client.get(url_of(part, piece)).status_code) == (name, wanted)
    opened = AccessSubject.objects.filter(teacher=claim.teacher, record__action=Action.OPENED)
    assert opened.count() == len(SEES) - 1
    client.logout()
    assert client.get(url_of("claim-evidence", piece)).status_code == 302


def test_draft_is_nobodys_but_the_teachers(client, draft):
    client.post(url_of("claim", draft), {**filled(), "file": picture()})
    school = draft.teacher.posts.get().school
    client.force_login(RoleGrantFactory(school_admin=True, school=school).user)
    assert client.get(url_of("claim-evidence", draft.evidence.get())).status_code == 404
    assert client.get(url_of("claim-review", draft)).status_code == 404


def test_file_of_evidence_is_handed_over_and_never_shown_by_itself(client, draft):
    client.post(url_of("claim", draft), {**filled(), "file": picture()})
    answer = client.get(url_of("claim-evidence", draft.evidence.get()))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "image/jpeg"


def test_queue_when_ticked_then_those_without_a_hint_are_passed_together(client):
    first = handed_in()
    second = handed_in(claimant(school=first.school))
    client.force_login(RoleGrantFactory(school_admin=True, school=first.school).user)
    ticked = [f"{claim.pk}:{claim.version}" for claim in (first, second)]
    answer = client.post(url_of("claim-queue"), {"claim": [*ticked, "nonsense:1"]}, follow=True)
    assert "已通过 2 项" in answer.text
    assert Claim.objects.filter(stage=Stage.UNIT).count() == 2


def test_review_when_decided_then_on_to_the_next_oldest(client):
    first = handed_in()
    second = handed_in(claimant(school=first.school))
    client.force_login(RoleGrantFactory(school_admin=True, school=first.school).user)
    url = url_of("claim-review", first)
    data = {"decision": "return", "reason": "看不清", "version": first.version}
    assert client.post(url, data).url == url_of("claim-review", second)
    late = client.post(url, data, follow=True)
    assert "刚才有变动" in late.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"decision": "return", "reason": " "}, "请填写理由"),
        ({"decision": "reject"}, "请填写理由"),
        ({"decision": "approve", "version": "0"}, "刚才有变动"),
        ({"decision": "approve", "version": "x" * 30}, "刚才有变动"),
    ],
)
def test_review_when_the_answer_is_not_whole_then_says_so(client, data, words):
    claim = handed_in()
    client.force_login(RoleGrantFactory(school_admin=True, school=claim.school).user)
    posted = {"version": claim.version, **data}
    assert words in client.post(url_of("claim-review", claim), posted, follow=True).text
    assert Claim.objects.get().stage == Stage.SCHOOL


def test_skip_goes_round(client):
    first = handed_in()
    second = handed_in(claimant(school=first.school))
    client.force_login(RoleGrantFactory(school_admin=True, school=first.school).user)
    for here, there in ((first, second), (second, first)):
        assert client.get(url_of("claim-skip", here)).url == url_of("claim-review", there)


def test_queue_when_exported_then_holds_what_the_screen_shows_and_is_logged(client):
    claim = handed_in()
    handed_in()
    client.force_login(RoleGrantFactory(unit_officer=True, unit=claim.unit).user)
    answer = client.get(url_of("claim-queue-export"), {"all": "1"})
    cells = [
        cell.value
        for row in openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows()
        for cell in row
    ]
    assert claim.teacher.number in cells
    assert sum(cell == "学校审核" for cell in cells) == 1
    assert AccessSubject.objects.filter(record__action=Action.EXPORTED).count() == 1


@pytest.mark.parametrize("name", ["claim-queue", "claims"])
def test_list_when_rows_grow_then_costs_the_same(client, name):
    first = handed_in()
    user = first.teacher.user
    if name == "claim-queue":
        user = RoleGrantFactory(school_admin=True, school=first.school).user
    client.force_login(user)
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of(name))
        counts.append(len(queries))
        for number in range(3):
            handed_in(claimant(school=first.school))
            ClaimFactory(teacher=first.teacher, title=f"第{number}项")
    assert counts[0] == counts[1]


def test_kinds_when_the_city_adds_one_then_teachers_may_choose_it(client, teacher):
    client.force_login(RoleGrantFactory().user)
    data = {"name": "读书会", "code": "reading", "mode": "onsite", "order": 5, "is_active": "on"}
    assert client.post(url_of("claim-kind-new"), data).status_code == 302
    client.force_login(teacher.user)
    assert "读书会" in client.get(url_of("claim-new")).text
    assert client.get(url_of("claim-kinds")).status_code == 404
