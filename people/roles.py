"""What each role may do: the one table. Scopes, menus, sign-in and permission checks read it."""

from people.enums import PostKind, Role

SEE_OWN_YEAR = "see_own_year"
SEE_AUDIT = "see_audit"
EXPORT_AUDIT = "export_audit"
REVEAL_PHONES = "reveal_phones"
IMPORT_REGISTERS = "import_registers"
EDIT_SYNONYMS = "edit_synonyms"
EDIT_PAGES = "edit_pages"
PUBLISH_PAGES = "publish_pages"
PROPOSE_LESSONS = "propose_lessons"
CHECK_LESSONS = "check_lessons"
SEE_LESSON_USE = "see_lesson_use"
MANAGE_ACCOUNTS = "manage_accounts"
MANAGE_GRANTS = "manage_grants"
MANAGE_SITE = "manage_site"
DELEGATE = "delegate"
SEE_ACCESS_LOG = "see_access_log"
ATTEND_CLASSES = "attend_classes"
NOMINATE = "nominate"
RUN_CLASSES = "run_classes"
APPROVE_CLASSES = "approve_classes"
PLAN_CLASSES = "plan_classes"
MANAGE_CERTIFICATES = "manage_certificates"
CLAIM_HOURS = "claim_hours"
CHECK_CLAIMS = "check_claims"
RECOGNISE_CLAIMS = "recognise_claims"
SEE_EVIDENCE = "see_evidence"
SET_POLICIES = "set_policies"

ABILITIES: dict[Role, frozenset[str]] = {
    Role.TEACHER: frozenset(
        {SEE_OWN_YEAR, PROPOSE_LESSONS, SEE_LESSON_USE, ATTEND_CLASSES, CLAIM_HOURS}
    ),
    Role.SCHOOL_ADMIN: frozenset(
        {
            SEE_AUDIT,
            EXPORT_AUDIT,
            REVEAL_PHONES,
            MANAGE_ACCOUNTS,
            CHECK_LESSONS,
            SEE_LESSON_USE,
            NOMINATE,
            CHECK_CLAIMS,
            DELEGATE,
        }
    ),
    Role.TRAINER: frozenset({EDIT_PAGES, PROPOSE_LESSONS, SEE_LESSON_USE, RUN_CLASSES}),
    Role.EDITOR: frozenset({EDIT_PAGES, PUBLISH_PAGES, SEE_LESSON_USE}),
    Role.UNIT_OFFICER: frozenset(
        {
            SEE_AUDIT,
            EXPORT_AUDIT,
            REVEAL_PHONES,
            SEE_LESSON_USE,
            NOMINATE,
            RUN_CLASSES,
            APPROVE_CLASSES,
            PLAN_CLASSES,
            MANAGE_CERTIFICATES,
            CHECK_CLAIMS,
            RECOGNISE_CLAIMS,
            DELEGATE,
        }
    ),
    Role.CITY_OFFICER: frozenset(
        {
            SEE_AUDIT,
            EXPORT_AUDIT,
            REVEAL_PHONES,
            IMPORT_REGISTERS,
            EDIT_SYNONYMS,
            EDIT_PAGES,
            PUBLISH_PAGES,
            SEE_LESSON_USE,
            NOMINATE,
            RUN_CLASSES,
            APPROVE_CLASSES,
            PLAN_CLASSES,
            MANAGE_CERTIFICATES,
            CHECK_CLAIMS,
            RECOGNISE_CLAIMS,
            SET_POLICIES,
            DELEGATE,
        }
    ),
    Role.SITE_ADMIN: frozenset({MANAGE_SITE, MANAGE_ACCOUNTS, MANAGE_GRANTS}),
    Role.AUDITOR: frozenset({SEE_ACCESS_LOG, SEE_EVIDENCE}),
}

# A post that brings a role over its school for as long as it is held.
ROLE_OF_POST: dict[PostKind, Role] = {PostKind.PRINCIPAL: Role.SCHOOL_ADMIN}

# One person never holds both: who manages accounts does not bring in hours, and who reads the
# access log is not the one whom it watches most.
SEPARATED: tuple[tuple[str, str], ...] = (
    (MANAGE_ACCOUNTS, IMPORT_REGISTERS),
    (MANAGE_ACCOUNTS, RUN_CLASSES),
    (MANAGE_ACCOUNTS, RECOGNISE_CLAIMS),
    (SEE_ACCESS_LOG, MANAGE_SITE),
    (SEE_ACCESS_LOG, MANAGE_ACCOUNTS),
    (SEE_ACCESS_LOG, IMPORT_REGISTERS),
)

# They see other people's records or keep the system: a second factor, and shorter sessions.
GUARDED_ROLES: frozenset[Role] = frozenset(Role) - {Role.TEACHER, Role.TRAINER}

# What is granted over a unit, over a school, and over everything.
UNIT_ROLES = (Role.UNIT_OFFICER, Role.CITY_OFFICER, Role.TRAINER, Role.EDITOR, Role.AUDITOR)
SCHOOL_ROLES = (Role.SCHOOL_ADMIN,)
SITE_ROLES = (Role.SITE_ADMIN,)


def conflict_between(roles: frozenset[Role]) -> tuple[str, str] | None:
    """The first two abilities that these roles would join in one person against SEPARATED."""
    held = frozenset().union(*(ABILITIES[role] for role in roles))
    return next((pair for pair in SEPARATED if held.issuperset(pair)), None)
