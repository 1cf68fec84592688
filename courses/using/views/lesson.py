"""What a signed-in reader does on a lesson's page."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from common.clock import today
from courses.enums import Grade
from courses.models import LessonPage
from courses.using.exceptions import NotAdaptableError, NotTeachingError, OwnLessonError
from courses.using.forms import ListForm, UseForm
from courses.using.services.adapting import adapt_lesson
from courses.using.services.keeping import save_lesson, thank
from courses.using.services.noting import note_use
from people.roles import PROPOSE_LESSONS
from people.scopes import may


class LessonMixin(LoginRequiredMixin):
    """A published lesson that everybody may read."""

    def get_lesson(self) -> LessonPage:
        return get_object_or_404(LessonPage.objects.live().public(), pk=self.kwargs["pk"])


class StepView(LessonMixin, View):
    """Does one thing with the lesson and goes back to it."""

    http_method_names = ["post"]

    def post(self, request, pk):
        lesson = self.get_lesson()
        self.do(lesson)
        return HttpResponseRedirect(lesson.url)


class SaveView(StepView):
    def do(self, lesson):
        form = ListForm(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, form.errors["list_name"][0])
            return
        saved = save_lesson(lesson, by=self.request.user, list_name=form.cleaned_data["list_name"])
        text = _("已放入“%(list)s”。")
        messages.success(self.request, text % {"list": saved.list_name or _("我的收藏")})


class ThankView(StepView):
    def do(self, lesson):
        try:
            thank(lesson, by=self.request.user)
        except OwnLessonError:
            messages.info(self.request, _("这是您自己的课例。"))
        else:
            messages.success(self.request, _("已向作者致谢。"))


class AdaptView(LessonMixin, View):
    """Begins a draft of one's own, where one is asked to go on with it."""

    http_method_names = ["post"]

    def post(self, request, pk):
        lesson = self.get_lesson()
        if not may(request.user, PROPOSE_LESSONS):
            messages.warning(request, _("改编课例须以教师或培训者的身份登录。"))
            return HttpResponseRedirect(lesson.url)
        try:
            own = adapt_lesson(lesson, by=request.user)
        except NotAdaptableError:
            messages.warning(request, _("这个课例的许可不允许改编。可以原样使用。"))
            return HttpResponseRedirect(lesson.url)
        messages.success(request, _("已生成草稿，出处已注明。修改后提交审核。"))
        return HttpResponseRedirect(f"/my/lessons/{own.pk}/")


class UseView(LessonMixin, FormView):
    form_class = UseForm
    template_name = "courses/use_form.html"

    def get_initial(self):
        return {"used_on": today(), "grade": Grade(self.get_lesson().grade_from)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(lesson=self.get_lesson(), **kwargs)

    def form_valid(self, form):
        lesson = self.get_lesson()
        try:
            use = note_use(lesson, by=self.request.user, **form.cleaned_data)
        except NotTeachingError:
            text = _("花名册中没有您现任的岗位，不能登记使用。请与学校管理员联系。")
            form.add_error(None, text)
            return self.form_invalid(form)
        said = _("已登记，体会经编辑审阅后公开。") if use.reflection else _("已登记。")
        messages.success(self.request, said)
        return HttpResponseRedirect(lesson.url)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
