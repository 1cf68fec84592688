"""What every template knows besides its own context."""

from django.utils.functional import SimpleLazyObject

from people.notices.services.reading import unread_count
from people.roles import (
    ATTEND_CLASSES,
    CHECK_CLAIMS,
    CHECK_LESSONS,
    CLAIM_HOURS,
    EDIT_PAGES,
    EDIT_SYNONYMS,
    IMPORT_REGISTERS,
    MANAGE_ACCOUNTS,
    MANAGE_GRANTS,
    MANAGE_SITE,
    PLAN_CLASSES,
    PROPOSE_LESSONS,
    RECOGNISE_CLAIMS,
    RUN_CLASSES,
    SEE_ACCESS_LOG,
    SEE_AUDIT,
    SEE_OWN_YEAR,
    SET_POLICIES,
)
from people.scopes import scope_of
from portal.menu import pages_in_menu


def navigation(request):
    """Which entries the navigation shows: those of the capacity acted in, and one's own.

    No query when signed out.
    """
    user = getattr(request, "user", None)
    capacity = getattr(request, "capacity", None)
    own = (
        scope_of(user).abilities & {SEE_OWN_YEAR, PROPOSE_LESSONS, ATTEND_CLASSES, CLAIM_HOURS}
        if user is not None
        else frozenset()
    )
    abilities = own | (capacity.abilities if capacity else frozenset())
    return {
        "nav": {
            "own_year": SEE_OWN_YEAR in abilities,
            "lessons": PROPOSE_LESSONS in abilities,
            "own_classes": ATTEND_CLASSES in abilities,
            "own_claims": CLAIM_HOURS in abilities,
            "claims": bool({CHECK_CLAIMS, RECOGNISE_CLAIMS} & abilities),
            "claim_kinds": SET_POLICIES in abilities,
            "desk": RUN_CLASSES in abilities,
            "plans": PLAN_CLASSES in abilities,
            "school_lessons": CHECK_LESSONS in abilities,
            "audit": SEE_AUDIT in abilities,
            "imports": IMPORT_REGISTERS in abilities,
            "synonyms": EDIT_SYNONYMS in abilities,
            "accounts": MANAGE_ACCOUNTS in abilities,
            "grants": MANAGE_GRANTS in abilities,
            "site": MANAGE_SITE in abilities,
            "access_log": SEE_ACCESS_LOG in abilities,
            "pages": EDIT_PAGES in abilities or getattr(user, "is_superuser", False),
            "role": capacity.role.label if capacity else "",
            "unread": SimpleLazyObject(lambda: unread_count(user)),
            "sections": SimpleLazyObject(lambda: pages_in_menu()[0]),
            "about": SimpleLazyObject(lambda: pages_in_menu()[1]),
        }
    }
