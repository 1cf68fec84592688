"""Writing on a lesson: the form, saved by a button or as it is typed."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import TemplateView

from common.clock import now
from common.ids import uuid7
from common.upload_handler import CappedUploadHandler
from common.workbook_safety.limits import MB
from courses.publishing.exceptions import (
    FileNotTakenError,
    IncompleteLessonError,
    LessonLockedError,
    StaleDraftError,
)
from courses.publishing.forms import FileForm
from courses.publishing.lesson_editor import LessonEditor
from courses.publishing.services.drafts import version_of
from courses.publishing.services.files import add_file, remove_file
from courses.publishing.services.handing_in import submit_lesson
from courses.publishing.states import standing_of
from courses.publishing.views.access import AuthorScreenMixin
from courses.publishing.views.form_chain import keep_from_form

LARGEST = 20 * MB


@method_decorator(csrf_exempt, name="dispatch")
class WriteLessonView(AuthorScreenMixin, TemplateView):
    """The form while the lesson is its author's, how it stands while it is not.

    Checked against forgery like any other: only after the body has got its own handler, because the
    check reads the body. Whatever the button, what was written is kept first.
    """

    def get(self, request, *args, **kwargs):
        lesson = self.get_lesson()
        standing = standing_of(lesson)
        if not standing.is_open:
            return self.show("lessons/standing.html", lesson, standing)
        draft = lesson.get_latest_revision_as_object()
        return self.show_form(lesson, LessonEditor(draft), draft)

    def post(self, request, *args, **kwargs):
        request.upload_handlers = [CappedUploadHandler(request, LARGEST)]
        return self._checked_post(request)

    @method_decorator(csrf_protect)
    def _checked_post(self, request):
        lesson = self.get_lesson()
        editor = LessonEditor(lesson.get_latest_revision_as_object(), request.POST)
        files = FileForm(request.POST, request.FILES)
        try:
            self.keep(lesson, editor)
            self.keep_files(lesson, files)
        except LessonLockedError:
            messages.error(request, _("没有保存：课例正在审核或已有安排。请先撤回再修改。"))
            return self.back(lesson)
        except StaleDraftError:
            text = _("这篇课例已在别处修改过，这里的内容还没有保存。再次保存将以这里的内容为准。")
            messages.error(request, text)
            return self.show_again(editor, files, status=409)
        if editor.has_errors or files.errors:
            messages.error(request, _("其余内容已保存。标出的几处请改正。"))
            return self.show_again(editor, files)
        return self.go_on(lesson, editor, files)

    def keep(self, lesson, editor: LessonEditor) -> None:
        posted = self.request.POST
        plan = editor.plan(without=_place(posted, "remove_step"), up=_place(posted, "move_up"))
        keep_from_form(self.request, lesson, editor, plan, may_overtake=True)

    def keep_files(self, lesson, files: FileForm) -> None:
        by = self.request.user
        document = _place(self.request.POST, "remove_file")
        if document is not None:
            remove_file(lesson, document, by=by)
        if files.is_valid() and files.cleaned_data["file"]:
            kind = files.cleaned_data["file_kind"] or files.fields["file_kind"].choices[0][0]
            try:
                add_file(lesson, files.cleaned_data["file"], kind, by=by)
            except FileNotTakenError as error:
                files.add_error("file", error.reason)

    def go_on(self, lesson, editor: LessonEditor, files: FileForm):
        action = self.request.POST.get("action", "")
        if action == "preview":
            return HttpResponseRedirect(reverse("my-lesson-preview", args=[lesson.pk]))
        if action == "submit":
            try:
                submit_lesson(lesson, by=self.request.user)
            except IncompleteLessonError as error:
                editor.say_what_is_missing(error.missing)
                messages.error(self.request, _("还不能提交：标出的几处请补充。内容已保存。"))
                return self.show_again(editor, files)
            messages.success(self.request, _("已提交审核。结果会在“消息”中通知您。"))
            return self.back(lesson)
        messages.success(self.request, _("已保存。"))
        return self.back(lesson, anchor=_anchor(self.request.POST, action))

    def back(self, lesson, anchor: str = ""):
        return HttpResponseRedirect(reverse("my-lesson", args=[lesson.pk]) + anchor)

    def show_again(self, editor: LessonEditor, files: FileForm, status: int = 422):
        lesson = self.get_lesson()
        draft = lesson.get_latest_revision_as_object()
        return self.show_form(lesson, editor, draft, files, status=status)

    def show_form(self, lesson, editor, draft, files=None, status: int = 200):
        return self.show(
            "lessons/write.html",
            lesson,
            standing_of(lesson),
            status=status,
            draft=draft,
            form=editor.form,
            steps=editor.steps,
            files=files or FileForm(),
            version=version_of(lesson),
            chain=self.request.POST.get("chain") or uuid7(),
        )

    def show(self, template: str, lesson, standing, status: int = 200, **context):
        self.template_name = template
        crumbs = [(_("我的课例"), reverse("my-lessons")), (lesson.draft_title, "")]
        context = self.get_context_data(lesson=lesson, standing=standing, crumbs=crumbs, **context)
        return self.render_to_response(context, status=status)


class AutosaveView(AuthorScreenMixin, TemplateView):
    """Keeps what is valid of what is being typed, and says when."""

    template_name = "lessons/_saved.html"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        lesson = self.get_lesson()
        editor = LessonEditor(lesson.get_latest_revision_as_object(), request.POST)
        try:
            # Never over a button that was pressed meanwhile: its answer is a newer form.
            keep_from_form(request, lesson, editor, editor.plan(), may_overtake=False)
        except LessonLockedError:
            return self.say(_("没有保存：课例正在审核或已有安排。"), lesson)
        except StaleDraftError:
            return self.say(_("没有保存：这篇课例已在别处修改过。"), lesson)
        return self.say("", lesson, some_left=editor.has_errors)

    def say(self, problem: str, lesson, some_left: bool = False):
        return self.render_to_response(
            self.get_context_data(
                problem=problem,
                automatic=True,
                saved_at=now(),
                some_left=some_left,
                version=self.request.POST.get("version", "") if problem else version_of(lesson),
            )
        )


def _place(posted, name: str) -> int | None:
    written = posted.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 10 else None


def _anchor(posted, action: str) -> str:
    if posted.get("remove_file") or action == "upload":
        return "#files"
    stepped = posted.get("remove_step") or posted.get("move_up") or action == "add_step"
    return "#last-step" if action == "add_step" else "#steps" if stepped else ""
