from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password

from people.sign_in.accounts import find_account


class AccountBackend(ModelBackend):
    """Password log-in by any of the names that `find_account` knows."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        """None alike for no account, a wrong password and a closed account, and as slowly."""
        if not username or not password:
            return None
        account = find_account(username)
        if account is None:
            make_password(password)  # as slow as looking at a password
            return None
        if account.check_password(password) and self.user_can_authenticate(account):
            return account
        return None
