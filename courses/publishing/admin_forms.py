"""Wagtail's forms for pages and decisions, with what we ask besides."""

import json
import re

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.models import Page

from courses.publishing.reach import reach_of
from courses.publishing.requirements import missing_in
from people.models import School, Unit

LONGEST_REASON = 1000
# As it stands in JSON.
PARAGRAPH_KEY = re.compile(r' data-block-key=\\"[^"\\]*\\"')


class ReasonForm(forms.Form):
    """Why a page goes back to its author."""

    comment = forms.CharField(
        label=_("退回原因"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明要改什么，作者会看到。"),
        error_messages={
            "required": _("请写明退回的原因。"),
            "max_length": _("退回的原因至多 1000 字。"),
        },
    )


class ReviewedPageForm(WagtailAdminPageForm):
    """Units and schools are offered as far as the person's own reach goes.

    Who hands in or approves a lesson is told here what it lacks; the tasks refuse it in any case.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reach = reach_of(self.for_user) if self.for_user else None
        if reach and reach.area.unit_paths and not reach.city:
            self._keep_within(reach)
        elif reach and not reach.everything and not reach.city:
            self._keep_as_it_is(reach)

    def _keep_within(self, reach) -> None:
        """An editor's own units and their schools, and what stands there."""
        if unit := self.fields.get("unit"):
            keys = {*reach.unit_ids, self.instance.unit_id} - {None}
            unit.queryset = Unit.objects.filter(pk__in=keys)
            unit.required = not self.instance.pk
        if school := self.fields.get("school"):
            keys = {*reach.school_ids, self.instance.school_id} - {None}
            school.queryset = School.objects.filter(pk__in=keys)

    def _keep_as_it_is(self, reach) -> None:
        """A trainer writes for their own unit."""
        for name in ("unit", "school"):
            self.fields.pop(name, None)
        if not self.instance.pk and hasattr(self.instance, "unit_id"):
            self.instance.unit = reach.home_unit

    @cached_property
    def changed_data(self):
        """Without what reads the same: Wagtail's editor gives every paragraph a key of its own.

        Else whoever approves a page in its form would be the last to have changed it.
        """
        return [name for name in super().changed_data if not self._reads_the_same(name)]

    def _reads_the_same(self, name: str) -> bool:
        before, after = self.initial.get(name), getattr(self, "cleaned_data", {}).get(name)
        if not isinstance(before, StreamValue) or not isinstance(after, StreamValue):
            return False
        return _words_of(before) == _words_of(after)

    def clean(self):
        cleaned = super().clean()
        if self._leaves_the_desk() and hasattr(self.instance, "consent"):
            for missing in missing_in(self._as_filled_in(cleaned)):
                field = missing.field if missing.field in self.fields else None
                if field is None or field not in self.errors:
                    self.add_error(field, missing.sentence)
        return cleaned

    def _leaves_the_desk(self) -> bool:
        return bool(
            self.data.get("action-submit")
            or self.data.get("action-restart-workflow")
            or self.data.get("workflow-action-name") == "approve"
        )

    def _as_filled_in(self, cleaned) -> Page:
        """The lesson with what the form holds; a field with an error keeps its former value."""
        filled = type(self.instance)()
        for name in ("title", "summary", "topic", "licence", "consent", "body"):
            setattr(filled, name, cleaned.get(name, getattr(self.instance, name)))
        return filled


def _words_of(body: StreamValue) -> str:
    text = json.dumps(body.get_prep_value(), sort_keys=True, cls=DjangoJSONEncoder)  # 学时 too
    words = PARAGRAPH_KEY.sub("", text)
    return words.replace(": null", ': ""')  # an optional field that the form shows empty
