"""What each role may do: the one table. Scopes, menus and permission checks read it."""

from people.enums import Role

SEE_OWN_YEAR = "see_own_year"
SEE_AUDIT = "see_audit"
EXPORT_AUDIT = "export_audit"
IMPORT_REGISTERS = "import_registers"
EDIT_SYNONYMS = "edit_synonyms"
EDIT_PAGES = "edit_pages"
MANAGE_SITE = "manage_site"

ABILITIES: dict[Role, frozenset[str]] = {
    Role.TEACHER: frozenset({SEE_OWN_YEAR}),
    Role.SCHOOL_ADMIN: frozenset({SEE_AUDIT, EXPORT_AUDIT}),
    Role.TRAINER: frozenset({EDIT_PAGES}),
    Role.UNIT_OFFICER: frozenset({SEE_AUDIT, EXPORT_AUDIT}),
    Role.CITY_OFFICER: frozenset(
        {SEE_AUDIT, EXPORT_AUDIT, IMPORT_REGISTERS, EDIT_SYNONYMS, EDIT_PAGES}
    ),
    Role.SITE_ADMIN: frozenset({MANAGE_SITE, EDIT_PAGES}),
}
