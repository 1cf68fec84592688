"""Single sign-on: an identity of the bureau's provider leads to the account of its teacher number."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.db import IntegrityError, transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.sign_in.linking import IdentityRefusedError, account_for, teacher_number_of


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "connected_other": gettext_lazy("这个身份已经关联了另一个账号。"),
        "no_password": gettext_lazy("您的账号还没有设置密码。请先设置密码，再取消关联。"),
    }

    def is_open_for_signup(self, request, sociallogin):
        """Never: people come from the roster."""
        return False

    def get_connect_redirect_url(self, request, socialaccount):
        return reverse("account-security")

    def pre_social_login(self, request, sociallogin):
        """Finds the account of the identity, or ends the request with a page that says why not.

        Nothing else that the provider tells is used or kept: no e-mail, phone or name.
        """
        number = teacher_number_of(sociallogin)
        sociallogin.email_addresses, sociallogin.phone = [], None
        sociallogin.account.extra_data = {"teacher_number": number}
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
        try:
            if sociallogin.state.get("process") == AuthProcess.CONNECT:
                self._check_own(request.user, number)
            elif not sociallogin.is_existing:
                self._link(request, sociallogin, account_for(number))
        except IdentityRefusedError as error:
            raise self._refused(request, sociallogin, error.reason) from error

    def _check_own(self, user, number):
        """Nobody links an identity that the provider gives to another teacher."""
        teacher = getattr(user, "teacher", None)
        if number and (teacher is None or teacher.number != number):
            raise IdentityRefusedError(_("该身份对应的教师编号与您的账号不一致，不能关联。"))

    def _link(self, request, sociallogin, account):
        try:
            with transaction.atomic():
                sociallogin.connect(request, account)
        except IntegrityError as error:  # the same identity, at this moment, in another tab
            raise IdentityRefusedError(_("刚才的登录没有完成。请再试一次。")) from error

    def _refused(self, request, sociallogin, reason):
        context = {"reason": reason, "provider": sociallogin.provider.name}
        return ImmediateHttpResponse(
            render(request, "socialaccount/refused.html", context, status=403)
        )
