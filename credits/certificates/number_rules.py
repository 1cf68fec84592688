"""The number of a certificate, from the rule of its template. Plain values: no Django, no query.

A rule is text with placeholders: `{unit}` the unit's code, `{year}` of issue, `{seq}` or
`{seq:05d}` a count. All rules that give the same text around the count share one count.
"""

import re
from string import Formatter

from credits.certificates.exceptions import BadNumberRuleError

PLACEHOLDERS = ("unit", "year", "seq")
LONGEST_NUMBER = 60
LONGEST_UNIT = 20
_SEQ_FORMAT = re.compile(r"0[1-9]d")
# What is written on paper and typed in again, and may stand in a file's name.
_LITERAL = re.compile(r"[0-9A-Za-z\u4e00-\u9fff()（）〔〕\[\]第号字.\- ]*")


def check_rule(rule: str) -> None:
    """Raises BadNumberRuleError: code syntax, unknown, format, letters, no_seq, digits or long."""
    parts = _parts(rule)
    names = [name for _text, name, _spec in parts if name is not None]
    for text, name, spec in parts:
        if not _LITERAL.fullmatch(text):
            raise BadNumberRuleError("letters", text)
        if name is None:
            continue
        if name not in PLACEHOLDERS:
            raise BadNumberRuleError("unknown", name)
        if spec and not (name == "seq" and _SEQ_FORMAT.fullmatch(spec)):
            raise BadNumberRuleError("format", spec)
    if names.count("seq") != 1:
        raise BadNumberRuleError("no_seq")
    _check_neighbours(parts)
    if len(number_of(rule, unit="x" * LONGEST_UNIT, year=2000, seq=99_999_999)) > LONGEST_NUMBER:
        raise BadNumberRuleError("long")


def number_of(rule: str, *, unit: str, year: int, seq: int) -> str:
    return rule.format(unit=unit, year=year, seq=seq)


def counter_of(rule: str, *, unit: str, year: int) -> str:
    """What counts together: the number without its count, however many digits that is given."""
    made = ""
    for text, name, _spec in _parts(rule):
        made += text
        if name == "seq":
            made += "{}"
        elif name is not None:
            made += str({"unit": unit, "year": year}[name])
    return made


def _check_neighbours(parts: list[tuple[str, str | None, str]]) -> None:
    """Beside the count stands no digit and no other placeholder, so that 2026|11 is never 20261|1."""
    at = next(index for index, part in enumerate(parts) if part[1] == "seq")
    before, after = parts[at][0], parts[at + 1][0] if at + 1 < len(parts) else ""
    touches_before = before[-1:].isdigit() or (not before and at > 0)
    touches_after = after[:1].isdigit() or (not after and at + 1 < len(parts))
    if touches_before or touches_after:
        raise BadNumberRuleError("digits")


def _parts(rule: str) -> list[tuple[str, str | None, str]]:
    """(text before, name of the placeholder or None, its format) one after another."""
    try:
        parsed = list(Formatter().parse(rule))
    except ValueError as error:
        raise BadNumberRuleError("syntax") from error
    if any(conversion for *_rest, conversion in parsed):
        raise BadNumberRuleError("syntax")
    return [(text, name, spec or "") for text, name, spec, _conversion in parsed]
