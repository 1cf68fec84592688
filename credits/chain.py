"""The hash chain of one teacher's entries (L5): each hash covers the entry and the hash before.

The text that is hashed is part of the ledger's format: changing it makes every stored hash wrong.
"""

from hashlib import sha256

START = "0" * 64
SEPARATOR = "\x1f"

# The fields covered, in the order they are written into the text.
FIELDS = (
    "seq",
    "id",
    "teacher_id",
    "school_id",
    "unit_id",
    "year",
    "category",
    "level",
    "mode",
    "tenths",
    "title",
    "organiser",
    "certificate_no",
    "starts_on",
    "ends_on",
    "source",
    "fact",
    "round",
    "batch_id",
    "reverses_id",
    "reason",
    "posted_at",
    "posted_by_id",
    "posted_by_name",
)


_TEXT = SEPARATOR.join(["%s"] * (len(FIELDS) + 1))


def entry_hash(before: str, values: tuple) -> str:
    """The hash of an entry whose FIELDS are `values`, each printed by `str`.

    Ids are 32 hex digits, days ISO, `posted_at` ISO in UTC with microseconds, hours in tenths. An
    absent key prints as None; no key that is there does.
    """
    return sha256((_TEXT % (before, *values)).encode()).hexdigest()
