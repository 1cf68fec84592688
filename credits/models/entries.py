from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import HoursField
from common.ids import uuid7
from credits.enums import Category, Level, Mode, Source
from credits.exceptions import LedgerIsAppendOnlyError
from credits.querysets import EntryQuerySet


class Entry(models.Model):
    """One movement of hours: the ledger (L1). Written by services/posting.py and nothing else.

    Never changed or deleted: a correction is a reversal and a new entry. `fact` names the source
    fact, `round` its postings after reversals, so that a fact is on the books at most once (L2).
    `seq`, `hash` chain a teacher's entries (L5). A trigger in the database stands behind `save`
    and `delete`.

    `teacher`, `school`, `unit` and `batch` carry no foreign key in this table: checking four keys
    a row costs PostgreSQL as much as writing the rows. The teacher's Chain holds the key that
    keeps the teacher there; `verify_ledger` finds an entry that has lost one of the others.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    teacher = models.ForeignKey(
        "people.Teacher",
        models.PROTECT,
        related_name="entries",
        db_index=False,
        db_constraint=False,
    )
    school = models.ForeignKey(
        "people.School", models.PROTECT, null=True, db_index=False, db_constraint=False
    )
    unit = models.ForeignKey("people.Unit", models.PROTECT, db_index=False, db_constraint=False)
    year = models.PositiveSmallIntegerField(_("年度"))
    category = models.CharField(_("培训内容"), max_length=16, choices=Category)
    level = models.CharField(_("培训级别"), max_length=16, choices=Level)
    mode = models.CharField(_("培训形式"), max_length=16, choices=Mode)
    hours = HoursField(_("学时"))
    title = models.CharField(_("培训项目"), max_length=200)
    organiser = models.CharField(_("主办单位"), max_length=120, blank=True)
    certificate_no = models.CharField(_("证书编号"), max_length=60, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    source = models.CharField(_("来源"), max_length=12, choices=Source)
    fact = models.CharField(max_length=64)
    round = models.PositiveSmallIntegerField(default=1)
    batch = models.ForeignKey(
        "people.ImportBatch",
        models.PROTECT,
        null=True,
        related_name="entries",
        db_constraint=False,
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("冲销")
    )
    reason = models.CharField(_("事由"), max_length=200, blank=True)
    posted_at = models.DateTimeField(_("入账时间"))
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    posted_by_name = models.CharField(_("入账人"), max_length=150)
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["teacher", "seq"]
        verbose_name = _("学时记录")
        verbose_name_plural = _("学时记录")
        constraints = [
            models.UniqueConstraint(fields=["fact", "round"], name="entry_fact_posted_once"),
            models.UniqueConstraint(fields=["teacher", "seq"], name="entry_chain_unbroken"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="entry_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(hours=0), name="entry_moves_hours"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, hours__gt=0)
                | (Q(reverses__isnull=False, hours__lt=0) & ~Q(reason="")),
                name="entry_negative_only_as_reversal_with_reason",
            ),
        ]
        indexes = [
            # A teacher's own entries are found by (teacher, seq); every index slows an import.
            models.Index(fields=["year", "unit", "teacher"], name="entry_year_unit_teacher"),
            models.Index(
                fields=["certificate_no"],
                name="entry_certificate",
                condition=~Q(certificate_no=""),
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.hours}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise LedgerIsAppendOnlyError(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise LedgerIsAppendOnlyError(self.pk)
