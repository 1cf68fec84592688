"""Coded columns: the official forms and the editable synonyms, to codes (I1)."""

from collections.abc import Callable, Mapping
from unicodedata import normalize

from django.db.models import TextChoices
from django.utils import translation

from common.cells import CellError, FaultyCell, clean_text
from people.enums import Ownership, PostKind, SchoolKind, Sex, Vocabulary
from people.models import Synonym, Unit

CHINESE = "zh-hans"
# Rosters name a unit with or without these.
UNIT_ENDINGS = ("", "教育局", "管委会")
ENUMS: dict[str, type[TextChoices]] = {
    Vocabulary.SCHOOL_KIND: SchoolKind,
    Vocabulary.OWNERSHIP: Ownership,
    Vocabulary.SEX: Sex,
    Vocabulary.POST_KIND: PostKind,
}


def squeezed(written: object) -> str:
    """A written form as it is compared: no spaces, one width, capitals folded."""
    return normalize("NFKC", clean_text(written)).replace(" ", "").casefold()


def official_labels(choices: type[TextChoices]) -> dict[str, str]:
    """{Chinese label: code}, whatever language is active."""
    with translation.override(CHINESE):
        return {str(label): code for code, label in choices.choices}


class Vocabularies:
    """All synonyms at the time of an import. One query."""

    def __init__(self, more_enums: Mapping[str, type[TextChoices]] | None = None):
        self.enums = {**ENUMS, **(more_enums or {})}
        self._forms: dict[str, dict[str, str]] = {}
        for vocabulary, written, code in Synonym.objects.values_list(
            "vocabulary", "written", "code"
        ):
            self._forms.setdefault(vocabulary, {})[squeezed(written)] = code

    def forms(self, vocabulary: str) -> dict[str, str]:
        """{squeezed written form: code}; official labels win over synonyms."""
        forms = dict(self._forms.get(vocabulary, {}))
        if vocabulary in self.enums:
            labels = official_labels(self.enums[vocabulary])
            forms |= {squeezed(label): code for label, code in labels.items()}
        return forms

    def parser(self, vocabulary: str, code: str = "unknown_value") -> Callable[[object], str]:
        """A cell parser that gives the code, or raises CellError(`code`) naming what may stand."""
        forms = self.forms(vocabulary)
        allowed = "、".join(official_labels(self.enums[vocabulary]))

        def parse(value: object) -> str:
            if isinstance(value, FaultyCell):
                raise value.error(code)
            found = forms.get(squeezed(value))
            if found is None:
                raise CellError(code, reason="allowed", allowed=allowed)
            return found

        return parse

    def yes_no(self, value: object) -> bool:
        """A cell parser for 是 and 否."""
        if isinstance(value, FaultyCell):
            raise value.error("unknown_value")
        found = self.forms(Vocabulary.YES_NO).get(squeezed(value))
        if found is None:
            raise CellError("unknown_value", reason="allowed", allowed="是、否")
        return found == "yes"

    def unit_names(self) -> dict[str, str]:
        """{squeezed name: unit code}, with the synonyms and the usual endings."""
        forms = self.forms(Vocabulary.UNIT)
        for name, code in Unit.objects.values_list("name", "code"):
            for ending in UNIT_ENDINGS:
                forms[squeezed(name + ending)] = code
        return forms
