from people.roles import MANAGE_ACCOUNTS
from people.scopes import scope_of


def can_remove_factors(by, user) -> bool:
    """Only whoever manages all accounts, and never their own: that would be no second factor."""
    return by.pk != user.pk and scope_of(by).area(MANAGE_ACCOUNTS).everywhere
