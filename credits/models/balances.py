from django.db import models

from common.fields import HoursField
from credits.querysets import OfTeacherQuerySet


class YearSum(models.Model):
    """Recognised 学时 of one teacher, year and category: the ledger summed, kept for speed.

    Written with the entries in one transaction by services/posting.py; `verify_ledger` proves it.
    """

    pk = models.CompositePrimaryKey("year", "teacher_id", "category")
    teacher = models.ForeignKey(
        "people.Teacher",
        models.PROTECT,
        related_name="year_sums",
        db_index=False,
        db_constraint=False,  # the entries it sums carry the key
    )
    year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=16)
    hours = HoursField()
    entries = models.PositiveIntegerField()

    objects = OfTeacherQuerySet.as_manager()

    def __str__(self):
        return f"{self.year} {self.category} {self.hours}"


class Chain(models.Model):
    """The end of a teacher's hash chain: how many entries there are and the last one's hash (L5).

    It is also the row that a posting locks, so that two postings for one teacher queue.
    """

    teacher = models.OneToOneField("people.Teacher", models.PROTECT, primary_key=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)

    def __str__(self):
        return f"{self.teacher_id}: {self.length}"
