"""Which entries match, and in what order."""

from functools import reduce
from operator import or_

from django.db.models import (
    Case,
    CharField,
    Count,
    IntegerField,
    OneToOneField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from wagtail.models import PageViewRestriction

from courses.finding.lookups import Among, Holds
from courses.finding.terms import Query

CharField.register_lookup(Holds)
TextField.register_lookup(Holds)
OneToOneField.register_lookup(Among)

NEWEST_FIRST = ("-published_at", "-page_id")
EXACT_TITLE, IN_TITLE, INITIALS, IN_LEAD, IN_BODY = range(5)


class SearchEntryQuerySet(QuerySet):
    def public(self) -> QuerySet:
        """Those that anybody may read. One query for the restrictions, of which there are few or none."""
        closed = PageViewRestriction.objects.values_list("page__path", flat=True)
        below = [Q(page__path__startswith=path) for path in closed]
        return self.exclude(reduce(or_, below)) if below else self

    def matching(self, query: Query) -> QuerySet:
        """Those in which every term occurs."""
        return self.filter(everywhere(query, "text"))

    def by_use(self) -> QuerySet:
        """Lessons that were given most often first."""
        return self.annotate(used=Count("page__lessonpage__uses")).order_by("-used", *NEWEST_FIRST)

    def by_rank(self, query: Query) -> QuerySet:
        """Title before initials before summary and keywords before body, within each the newest first."""
        return self.annotate(rank=_rank(query)).order_by("rank", *NEWEST_FIRST)


def everywhere(query: Query, column: str) -> Q:
    condition = Q()
    for term in query.terms:
        occurs = Q(**{f"{column}__holds": term})
        condition &= occurs | Q(initials__holds=term) if term in query.initials else occurs
    return condition


def _rank(query: Query) -> Case:
    in_title = everywhere(query.without_initials(), "title")
    steps = [
        When(title=query.whole, then=Value(EXACT_TITLE)),
        When(in_title, then=Value(IN_TITLE)),
        When(everywhere(query, "lead"), then=Value(IN_LEAD)),
    ]
    if query.initials:
        steps.insert(2, When(everywhere(query, "title"), then=Value(INITIALS)))
    return Case(*steps, default=Value(IN_BODY), output_field=IntegerField())
