"""A person's own notices: the list, and what is done with them."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from people.notices.models import Notice
from people.notices.services.reading import mark_all_read, mark_read

PAGE_NOTICES = 20


class InboxView(LoginRequiredMixin, TemplateView):
    template_name = "notices/inbox.html"

    def get_context_data(self, **kwargs):
        notices = Notice.objects.visible_to(self.request.user).unread_first()
        page = Paginator(notices, PAGE_NOTICES).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, **kwargs)


class NoticeStepView(LoginRequiredMixin, View):
    """A POST about one's own notices; leads back to the page of the list it came from."""

    http_method_names = ["post"]

    def get_notice(self) -> Notice:
        return get_object_or_404(Notice.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def back(self) -> HttpResponseRedirect:
        page = self.request.POST.get("page", "")
        query = f"?{urlencode({'page': page})}" if page.isdecimal() and page != "1" else ""
        return HttpResponseRedirect(f"{reverse('notices')}{query}")


class OpenNoticeView(NoticeStepView):
    """Marks it read and goes to what it is about."""

    def post(self, request, pk: int):
        notice = self.get_notice()
        mark_read(notice, by=request.user)
        return HttpResponseRedirect(notice.url) if notice.url else self.back()


class ReadNoticeView(NoticeStepView):
    def post(self, request, pk: int):
        mark_read(self.get_notice(), by=request.user)
        return self.back()


class ReadAllView(NoticeStepView):
    def post(self, request):
        read = mark_all_read(by=request.user)
        if read:
            text = ngettext(
                "已将 %(read)s 条消息标为已读。", "已将 %(read)s 条消息标为已读。", read
            )
            messages.success(request, text % {"read": read})
        else:
            messages.info(request, _("没有未读的消息。"))
        return HttpResponseRedirect(reverse("notices"))
