"""What the written forms of coded columns can mean."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from credits.imports.hours import ENUMS as HOURS_ENUMS
from people.enums import Vocabulary
from people.imports.vocabulary import ENUMS, UNIT_ENDINGS, official_labels, squeezed
from people.models import Unit

_ENUMS: Mapping[str, type[TextChoices]] = {**ENUMS, **HOURS_ENUMS}
YES_NO_WRITTEN = {"是": "yes", "否": "no"}


def meanings() -> dict[str, dict[str, str]]:
    """{vocabulary: {code: label in the reader's language}}. One query."""
    found = {name: {c.value: str(c.label) for c in choices} for name, choices in _ENUMS.items()}
    found[Vocabulary.YES_NO] = {"yes": _("是"), "no": _("否")}
    found[Vocabulary.UNIT] = {unit.code: unit.display_name for unit in Unit.objects.managing()}
    return {name: found[name] for name in Vocabulary.values}


def official_forms(vocabulary: str) -> dict[str, str]:
    """{the form to write in a workbook: code}, always Chinese. One query for units."""
    if vocabulary == Vocabulary.YES_NO:
        return dict(YES_NO_WRITTEN)
    if vocabulary == Vocabulary.UNIT:
        return dict(Unit.objects.managing().values_list("name", "code"))
    return official_labels(_ENUMS[vocabulary])


def official_code(vocabulary: str, written: str) -> str | None:
    """The code that `written` means without any synonym."""
    endings = UNIT_ENDINGS if vocabulary == Vocabulary.UNIT else [""]
    forms = official_forms(vocabulary).items()
    known = {squeezed(form + ending): code for form, code in forms for ending in endings}
    return known.get(squeezed(written))
