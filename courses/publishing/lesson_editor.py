"""The form of a lesson with its steps, filled from the draft and read back into it."""

from courses.models import LessonPage
from courses.publishing.forms import LessonForm, StepForm
from courses.publishing.plans import USUAL_MINUTES, Plan, Step, plan_of
from courses.publishing.requirements import Missing
from courses.publishing.services.drafts import WRITTEN

MOST_STEPS = 30


class LessonEditor:
    """`form` and `steps` as they are shown: one empty step more than there are."""

    def __init__(self, draft: LessonPage, data=None):
        self._plan = plan_of(draft.body)
        self._bound = data is not None
        if self._bound:
            self.form = LessonForm(data)
            self.steps = [StepForm(data, prefix=f"step-{n}") for n in range(_count(data))]
        else:
            self.form = LessonForm(initial=_head_of(draft, self._plan))
            self.steps = [_step_form(n, step) for n, step in enumerate(self._plan.steps)]
            if len(self.steps) < MOST_STEPS:
                self.steps.append(_step_form(len(self.steps), None))

    @property
    def values(self) -> dict:
        """What is valid of the lesson's own fields: the rest stays as it was."""
        return {name: value for name, value in self.form.values.items() if name in WRITTEN}

    def plan(self, *, without: int | None = None, up: int | None = None) -> Plan:
        """What is valid of the plan; a step without any word is none.

        `without` and `up` name a step by its place in the form: one that goes, one that moves up.
        """
        filled = self.form.values
        placed = [(place, self._step(form)) for place, form in enumerate(self.steps)]
        placed = [(place, step) for place, step in placed if step and place != without]
        at = next((at for at, (place, _step) in enumerate(placed) if place == up), 0)
        if at:
            placed[at - 1], placed[at] = placed[at], placed[at - 1]
        return Plan(
            aims=filled.get("aims", self._plan.aims),
            steps=[step for _place, step in placed],
            reflection=filled.get("reflection", self._plan.reflection),
        )

    def _step(self, form: StepForm) -> Step | None:
        form.is_valid()
        filled = form.cleaned_data
        words = [filled.get(name) or "" for name in ("title", "text", "purpose")]
        if not any(words) and not form.errors:
            return None
        former = next((s for s in self._plan.steps if s.key and s.key == filled.get("key")), None)
        title, text, purpose = (
            filled.get(name, getattr(former, name, "")) for name in ("title", "text", "purpose")
        )
        minutes = filled.get("minutes") or getattr(former, "minutes", USUAL_MINUTES)
        return Step(title, minutes, text, purpose, key=former.key if former else "")

    def say_what_is_missing(self, missing: list[Missing]) -> None:
        for item in missing:
            self.form.add_error(
                item.field if item.field in self.form.fields else None, item.sentence
            )

    @property
    def has_errors(self) -> bool:
        return bool(self.form.errors or any(step.errors for step in self.steps))


def _count(data) -> int:
    written = data.get("steps", "")
    return min(int(written), MOST_STEPS) if written.isdecimal() and len(written) < 4 else 0


def _head_of(draft: LessonPage, plan: Plan) -> dict:
    fields = {name: getattr(draft, name) for name in WRITTEN}
    return {**fields, "aims": "\n".join(plan.aims), "reflection": plan.reflection}


def _step_form(index: int, step: Step | None) -> StepForm:
    names = ("key", "title", "minutes", "text", "purpose")
    initial = {name: getattr(step, name) for name in names} if step else {}
    return StepForm(initial=initial, prefix=f"step-{index}")
