from training.classes.models.attendance import Leave, Mark, PresenceSpan, Ruling
from training.classes.models.classes import (
    ClassEvent,
    Lecturer,
    Session,
    TrainingClass,
    UnitQuota,
)
from training.classes.models.feedback import Feedback, FeedbackGiven
from training.classes.models.hours import Award, Confirmation, DayHours
from training.classes.models.materials import Material
from training.classes.models.places import Place, PlaceEvent
from training.classes.models.plans import PlannedClass, YearPlan

__all__ = [
    "Award",
    "ClassEvent",
    "Confirmation",
    "DayHours",
    "Feedback",
    "FeedbackGiven",
    "Leave",
    "Lecturer",
    "Mark",
    "Material",
    "Place",
    "PlaceEvent",
    "PlannedClass",
    "PresenceSpan",
    "Ruling",
    "Session",
    "TrainingClass",
    "UnitQuota",
    "YearPlan",
]
