"""What the registers and the ledger hold of thousands of keys at once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Posted:
    """What the ledger holds of a fact: the last round, whether it stands, its content."""

    round: int
    stands: bool
    content: tuple


def posted_facts(facts: Iterable[str]) -> dict[str, Posted]:
    """What the ledger holds of these facts: the last round of each. Two queries at most."""
    found: dict[str, Posted] = {}
    rows = _among(
        """
        SELECT fact, round, id, school_id, organiser, level, category, mode, hours, certificate_no
        FROM credits_entry WHERE fact
        """,
        list(facts),
    )
    reversed_ids = _reversed(row[2] for row in rows)
    for fact, round_, entry_id, *content in rows:
        if fact not in found or found[fact].round < round_:
            found[fact] = Posted(round_, entry_id not in reversed_ids, tuple(content))
    return found


def titles_by_certificate(numbers: Iterable[str]) -> dict[tuple[int, str], str]:
    """{(teacher_id, certificate number): title} of the entries that stand. Two queries at most.

    The condition is written as the index has it: SQLite uses the index for no other.
    """
    rows = _among(
        """
        SELECT teacher_id, certificate_no, title, id, reverses_id FROM credits_entry
        WHERE NOT (certificate_no = '') AND certificate_no
        """,
        list(numbers),
    )
    reversed_ids = _reversed(row[3] for row in rows)
    return {
        (teacher_id, number): title
        for teacher_id, number, title, entry_id, reverses_id in rows
        if reverses_id is None and entry_id not in reversed_ids
    }


def _reversed(entry_ids: Iterable[object]) -> set[object]:
    """Those of the entries that were reversed, named as the database names them."""
    names = [str(entry_id) for entry_id in entry_ids]
    if not names:
        return set()
    rows = _among("SELECT reverses_id FROM credits_entry WHERE reverses_id", names, kind="uuid")
    return {reversed_id for (reversed_id,) in rows}


def known_rows(statement: str, keys: set[str]) -> dict[str, tuple]:
    """{key: the other columns}; the key is the first column."""
    return {key: tuple(rest) for key, *rest in _among(statement, list(keys))}


def _among(statement: str, texts: list[str], kind: str = "text") -> list[tuple]:
    """The rows of a statement that ends with the column to be found among `texts`.

    Written out and handed over as one text: an `IN` of the ORM over 20,000 values costs more than
    all the rest of the plan.
    """
    if connection.vendor == "postgresql":
        among = f" = ANY(string_to_array(%s, E'\\x1f')::{kind}[])"
        parameter = "\x1f".join(texts)
    else:
        among, parameter = " IN (SELECT value FROM json_each(%s))", json.dumps(texts)
    with connection.cursor() as cursor:
        cursor.execute(statement + among, [parameter])
        return cursor.fetchall()
