"""What using a lesson refuses."""


class NotAdaptableError(Exception):
    """The lesson's licence allows no derived works; carries the lesson."""

    def __init__(self, lesson):
        super().__init__(lesson.pk)
        self.lesson = lesson


class NotTeachingError(Exception):
    """Who notes a use has no post today, and so no class to have used it in."""


class OwnLessonError(Exception):
    """Nobody thanks themselves."""


class ReflectionDecidedError(Exception):
    """Somebody else has decided meanwhile; carries the use as it stands."""

    def __init__(self, use):
        super().__init__(use.pk)
        self.use = use
