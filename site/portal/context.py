"""What every template knows besides its own context."""

from people.roles import EDIT_PAGES, EDIT_SYNONYMS, IMPORT_REGISTERS, SEE_AUDIT, SEE_OWN_YEAR
from people.scopes import scope_of


def navigation(request):
    """The abilities that decide which entries the navigation shows; no query when signed out."""
    user = getattr(request, "user", None)
    abilities = scope_of(user).abilities if user is not None else frozenset()
    return {
        "nav": {
            "own_year": SEE_OWN_YEAR in abilities,
            "audit": SEE_AUDIT in abilities,
            "imports": IMPORT_REGISTERS in abilities,
            "synonyms": EDIT_SYNONYMS in abilities,
            "pages": EDIT_PAGES in abilities,
        }
    }
