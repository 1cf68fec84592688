"""What a lesson must have before others see it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.enums import Licence
from courses.publishing.exceptions import IncompleteLessonError


@dataclass(frozen=True, slots=True)
class Missing:
    """`field` is the name of the lesson's field or, for its plan, `aims` or `steps`."""

    field: str
    sentence: str


def missing_in(lesson) -> list[Missing]:
    """In the order of the form; empty for a lesson that may be handed in and published."""
    steps = [block.value for block in lesson.body if block.block_type == "step"]
    found = []
    if not lesson.title.strip():
        found.append(Missing("title", _("请填写标题。")))
    if not lesson.summary.strip():
        found.append(Missing("summary", _("请填写摘要。")))
    if not lesson.topic:
        found.append(Missing("topic", _("请选择内容领域。")))
    if not _has_aims(lesson.body):
        found.append(Missing("aims", _("请至少写一条教学目标。")))
    if not steps:
        found.append(Missing("steps", _("请至少写一个教学环节。")))
    elif not all(map(_is_whole, steps)):
        found.append(Missing("steps", _("每个教学环节都要写明名称、分钟数和过程。")))
    if lesson.licence not in Licence.values:
        found.append(Missing("licence", _("请选择使用许可。")))
    if not lesson.consent:
        found.append(Missing("consent", _("请确认权利与隐私声明。")))
    return found


def refuse_incomplete(lesson) -> None:
    """Raises IncompleteLessonError. Pages of other types have nothing to lack."""
    if hasattr(lesson, "consent") and (missing := missing_in(lesson)):
        raise IncompleteLessonError(missing)


def _has_aims(body) -> bool:
    return any(
        str(aim).strip() for block in body if block.block_type == "aims" for aim in block.value
    )


def _is_whole(step) -> bool:
    return bool(step["title"] and step["minutes"] and step["text"] and step["text"].source.strip())
