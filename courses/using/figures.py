"""How much lessons are used: for their authors, and for a bureau's report (R4)."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from courses.models import LessonPage, LessonUse, PageCount, SavedLesson, Thanks
from people.scopes import Area


@dataclass(frozen=True, slots=True)
class Adoption:
    """Lessons shared and taken up within a year. `schools` counts those that used one, once each."""

    published: int
    views: int
    downloads: int
    uses: int
    schools: int
    adapted: int


def with_use(lessons: QuerySet[LessonPage]) -> QuerySet[LessonPage]:
    """Lessons with `views`, `downloads`, `used`, `saved_by`, `thanked` and `adapted`. One query.

    Subqueries, not joins: several joined counts would multiply one another.
    """

    def counted(rows, what="pk"):
        return Coalesce(_one(rows, Count(what, distinct=True)), 0)

    def summed(field):
        return Coalesce(_one(PageCount.objects.all(), Sum(field), link="page"), 0)

    return lessons.annotate(
        views=summed("views"),
        downloads=summed("downloads"),
        used=counted(LessonUse.objects.all()),
        saved_by=counted(SavedLesson.objects.all(), "user"),
        thanked=counted(Thanks.objects.all()),
        adapted=Coalesce(_one(LessonPage.objects.live(), Count("pk"), link="adapted_from"), 0),
    )


def adoption_in(year: int, *, area: Area) -> Adoption:
    """The figures of R4 for these schools and units. Four queries.

    Published are lessons of these schools; uses are by teachers of these schools, of any lesson.
    """
    own = LessonPage.objects.live().filter(area.schools("school__"))
    counts = PageCount.objects.filter(day__year=year, page__in=own.values("pk")).aggregate(
        views=Coalesce(Sum("views"), 0), downloads=Coalesce(Sum("downloads"), 0)
    )
    uses = LessonUse.objects.in_year(year).filter(area.schools("school__") | area.units("unit__"))
    used = uses.aggregate(uses=Count("pk"), schools=Count("school", distinct=True))
    published = own.filter(first_published_at__year=year)
    return Adoption(
        published=published.count(),
        adapted=published.filter(adapted_from__isnull=False).count(),
        **counts,
        **used,
    )


def _one(rows: QuerySet, what, link: str = "lesson") -> Subquery:
    """`what` over the rows that belong to each lesson."""
    rows = rows.order_by().filter(**{link: OuterRef("pk")}).values(link)
    return Subquery(rows.annotate(_figure=what).values("_figure"))
