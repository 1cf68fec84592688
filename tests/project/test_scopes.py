"""Every table says whose rows a person may see, or says here why it does not."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from simple_history.models import HistoricalChanges
from wagtail.models import Page, Task

OURS = ("common", "courses", "credits", "people", "portal", "training")

# Kinds of models, with the reason.
KINDS = {
    HistoricalChanges: "what was on record when: read through the model that it keeps",
    Page: "published pages; drafts are kept by Wagtail's own permissions",
    Task: "a step of the review, the same for every page; who may take it is its own to say",
}
REFERENCE = "reference data, the same for everyone"
OF_A_CLASS = "part of a class: reached only from the classes that somebody runs or may see"
OF_A_PLACE = "part of somebody's place in a class: reached only from the places one may see"
UNSCOPED = {
    "credits.Policy": REFERENCE,
    "credits.PolicyLimit": REFERENCE,
    "training.StaffingStandard": REFERENCE,
    "people.Synonym": REFERENCE,
    "credits.Chain": "the ledger's mechanism: locked by postings and proved, never listed",
    "certificates.NumberCounter": "how many numbers were drawn: locked by issuing, never listed",
    "sign_in.FailedAttempt": "wrong guesses, by digest: counted to slow the next, never listed",
    "claims.ClaimKind": REFERENCE,
    "claims.ClaimEvent": "part of a claim, and read with it",
    "classes.PlannedClass": "a line of a plan, and read with it",
    "classes.Session": OF_A_CLASS,
    "classes.Lecturer": OF_A_CLASS,
    "classes.UnitQuota": OF_A_CLASS,
    "classes.ClassEvent": OF_A_CLASS,
    "classes.Material": OF_A_CLASS,
    "classes.Confirmation": OF_A_CLASS,
    "classes.Feedback": "nobody's: shown as means of a class, from five answers on",
    "classes.FeedbackGiven": OF_A_PLACE,
    "classes.PlaceEvent": OF_A_PLACE,
    "classes.Mark": OF_A_PLACE,
    "classes.PresenceSpan": OF_A_PLACE,
    "classes.Ruling": OF_A_PLACE,
    "classes.Leave": OF_A_PLACE,
    "classes.Award": OF_A_PLACE,
    "classes.DayHours": OF_A_PLACE,
    "courses.Video": "part of pages; at the desk VideoPolicy says who changes which",
    "courses.PolicyClause": "part of a page, and read with it",
    "courses.LessonFile": "part of a lesson, and read with it",
    "courses.DocumentPreview": "pictures of a document, sent only with a page that may be read",
    "courses.PageCount": "how often, never who: shown with the page",
    "courses.SearchEntry": "words of published pages, of which `public` gives those open to anybody",
    "people.User": "an account: found by logging in, by its grants or by the teacher's record",
}
MODELS = [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def scoped(model) -> bool:
    return any(hasattr(manager.all(), "visible_to") for manager in model._meta.managers)


SCOPED = [model for model in MODELS if scoped(model)]


def label(model) -> str:
    return model._meta.label


def reason_for(model) -> str | None:
    of_kind = next((why for kind, why in KINDS.items() if issubclass(model, kind)), None)
    return UNSCOPED.get(label(model), of_kind)


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_model_is_scoped_or_says_why_not(model):
    assert model in SCOPED or reason_for(model)


def test_every_exception_is_still_needed():
    bare = {label(model) for model in MODELS if model not in SCOPED}
    assert UNSCOPED.keys() - bare == set()
    used = {kind for kind in KINDS for model in MODELS if issubclass(model, kind)}
    assert KINDS.keys() - used == set()


@pytest.mark.django_db
@pytest.mark.parametrize("model", SCOPED, ids=label)
def test_scope_of_somebody_not_signed_in_is_empty(model):
    assert not model.objects.visible_to(AnonymousUser()).exists()


def test_roles_document_lists_the_reference_data():
    text = (settings.BASE_DIR / "docs/roles.md").read_text(encoding="utf-8")
    tables = text.partition("## Tables without a scope")[2]
    names = [name.split(".")[1] for name, why in UNSCOPED.items() if why == REFERENCE]
    assert [name for name in names if f"`{name}`" not in tables] == []
