"""The words of published pages in a plain form, for finding them. Derived: `reindex_pages` makes it anew."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.enums import Award, CourseCategory, LessonKind, PageKind, Topic
from courses.finding.querysets import SearchEntryQuerySet
from people.enums import Stage


class SearchEntry(models.Model):
    """One published page. `title`, `lead` and `text` are folded; `summary` and `body` as written.

    `text` is all of them, one to a line, so that a term needs one look and no term runs across two.
    What a page's kind has no use for is empty.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", models.CASCADE, primary_key=True, related_name="search_entry"
    )
    kind = models.CharField(_("类型"), max_length=12, choices=PageKind)
    published_at = models.DateTimeField(_("发布时间"))
    stage = models.CharField(_("学段"), max_length=8, choices=Stage, blank=True)
    grade_from = models.PositiveSmallIntegerField(_("适用年级（起）"), null=True)
    grade_to = models.PositiveSmallIntegerField(_("适用年级（止）"), null=True)
    topic = models.CharField(_("内容领域"), max_length=16, choices=Topic, blank=True)
    lesson_kind = models.CharField(_("课型"), max_length=16, choices=LessonKind, blank=True)
    award = models.CharField(_("获奖"), max_length=16, choices=Award, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"), null=True)
    category = models.CharField(_("培训内容"), max_length=16, choices=CourseCategory, blank=True)
    audience = models.CharField(_("适用对象"), max_length=100, blank=True)
    title = models.CharField(_("标题"), max_length=255)
    initials = models.CharField(_("标题的拼音首字母"), max_length=255, blank=True)
    lead = models.TextField(_("摘要与关键词"), blank=True)
    text = models.TextField(_("全部文字"))
    summary = models.CharField(_("摘要"), max_length=200, blank=True)
    body = models.TextField(_("正文"), blank=True)

    objects = SearchEntryQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("检索条目")
        verbose_name_plural = _("检索条目")
        indexes = [
            models.Index(fields=["kind", "-published_at", "-page"], name="search_newest"),
            # Holds all that the facets of lessons count, so that a catalogue reads no words.
            models.Index(
                fields=["kind", "topic", "lesson_kind", "award", "year", "grade_from", "grade_to"],
                name="search_lesson_facets",
            ),
        ]
        # On PostgreSQL a migration adds a trigram index over `text`.

    def __str__(self):
        return self.title
