"""How much shared lessons are used: for their authors, their schools and their bureaus."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from common.clock import today
from common.tables import counted
from courses.models import LessonPage
from courses.using.figures import Adoption, adoption_in, with_use
from courses.using.tables import LessonUseTable
from people.roles import SEE_LESSON_USE
from people.scopes import scope_of
from people.views.access import AbilityRequiredMixin

YEARS_SHOWN = 5


class LessonFiguresView(AbilityRequiredMixin, TemplateView):
    """Every lesson whose use one may see; above them the year's sums of one's schools and units."""

    ability = SEE_LESSON_USE
    template_name = "courses/lesson_figures.html"

    def get_context_data(self, **kwargs):
        lessons = with_use(LessonPage.objects.used_before(self.request.user))
        order = ("-used", "-views", "title")
        table = LessonUseTable(lessons.select_related("school"), order_by=order)
        return super().get_context_data(
            table=table.arranged(self.request), **self._year(), **kwargs
        )

    def _year(self) -> dict:
        area = scope_of(self.request.user).area(SEE_LESSON_USE)
        if not area.unit_paths and not area.school_ids:
            return {"figures": []}
        years = range(today().year, today().year - YEARS_SHOWN, -1)
        asked = self.request.GET.get("year", "")
        year = int(asked) if asked in {str(year) for year in years} else years[0]
        return {"year": year, "years": years, "figures": figures_of(adoption_in(year, area=area))}


def figures_of(adoption: Adoption) -> list[tuple[str, str, str, str]]:
    """Label, value, unit and note of each figure."""

    def pieces(label, count):
        return label, counted(count), ngettext("篇", "篇", count), ""

    def times(label, count, note=""):
        return label, counted(count), ngettext("次", "次", count), note

    schools = adoption.schools
    return [
        pieces(_("新公开课例"), adoption.published),
        pieces(_("其中改编"), adoption.adapted),
        times(_("课例浏览"), adoption.views),
        times(_("材料下载"), adoption.downloads),
        times(_("课堂使用"), adoption.uses, _("本范围教师登记")),
        (_("用过课例的学校"), counted(schools), ngettext("所", "所", schools), ""),
    ]
