"""What stands in the way of a page.

Those that are also PermissionDenied can reach Wagtail's administration, which knows what to say then;
our own screens catch them and say why.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class IncompleteLessonError(PermissionDenied):
    """Something is missing that a lesson must have before others see it; `missing` says what."""

    def __init__(self, missing):
        super().__init__(" ".join(item.sentence for item in missing))
        self.missing = missing


class AlreadyDecidedError(PermissionDenied):
    """It does not wait for this decision any more: somebody else decided, or it was withdrawn."""


class NotYoursToDecideError(PermissionDenied):
    """It lies elsewhere, or one wrote it or changed it last oneself."""


class ReasonMissingError(PermissionDenied):
    """Nothing is returned without a reason."""


class LessonLockedError(Exception):
    """The lesson is being checked, or waits for its day: it is withdrawn before it is changed."""


class StaleDraftError(Exception):
    """The draft was changed elsewhere since this form was opened."""


class FileNotTakenError(Exception):
    """The file is not taken in; `reason` is a sentence for whoever sent it."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason

    @classmethod
    def too_many(cls, most: int) -> "FileNotTakenError":
        return cls(_("一个课例至多 %(most)s 个文件。请合并后再上传。") % {"most": most})
