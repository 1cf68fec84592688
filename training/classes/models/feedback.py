import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Feedback(models.Model):
    """What somebody thought of a class. Nothing leads back to who it was: no name, no time, and a
    key that tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training_class = models.ForeignKey(
        "classes.TrainingClass", models.CASCADE, related_name="feedback"
    )
    useful = models.PositiveSmallIntegerField(
        _("对工作的帮助"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    lecturing = models.PositiveSmallIntegerField(
        _("授课质量"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    organisation = models.PositiveSmallIntegerField(
        _("组织安排"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(_("意见和建议"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("培训评价")
        verbose_name_plural = _("培训评价")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__range=(1, 5), lecturing__range=(1, 5))
                & Q(organisation__range=(1, 5)),
                name="feedback_between_1_and_5",
            )
        ]

    def __str__(self):
        return str(self.pk)


class FeedbackGiven(models.Model):
    """That somebody has given feedback, so that nobody does twice; not which."""

    place = models.OneToOneField("classes.Place", models.CASCADE, related_name="feedback_given")

    class Meta:
        verbose_name = _("已作评价")
        verbose_name_plural = _("已作评价")

    def __str__(self):
        return str(self.place_id)
