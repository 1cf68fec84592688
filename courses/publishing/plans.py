"""A lesson's plan as a plain form has it, read from the blocks of its body and put back into them.

What the form does not know, pictures, tables, notes of an editor, stays where it stands; formatting
stays where the words beside it were not changed.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from uuid import uuid4

from django.utils.html import escape, strip_tags

AIMS, STEP, REFLECTION = "aims", "step", "reflection"
LINE_ENDS = re.compile(r"</p>|</li>|<br\s*/?>", re.IGNORECASE)
USUAL_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Step:
    """`key` names the block it came from; empty for a new one. `text` is plain."""

    title: str
    minutes: int
    text: str
    purpose: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    aims: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    reflection: str = ""


def plan_of(body) -> Plan:
    """Of a StreamValue."""
    aims, steps, reflection = [], [], []
    for block in body:
        if block.block_type == AIMS:
            aims += [str(aim) for aim in block.value]
        elif block.block_type == STEP:
            steps.append(_step_of(block))
        elif block.block_type == REFLECTION:
            reflection.append(plain(block.value["text"].source))
    return Plan(aims, steps, "\n".join(reflection))


def _step_of(block) -> Step:
    value = block.value
    return Step(
        title=value["title"],
        minutes=value["minutes"] or USUAL_MINUTES,
        text=plain(value["text"].source),
        purpose=value["purpose"] or "",
        key=block.id or "",
    )


def blocks_with(body, plan: Plan) -> list[dict]:
    """The body's blocks, as they are stored, with the plan in the places that theirs had."""
    stored = list(body.get_prep_value())
    blocks = _with_steps(stored, plan.steps)
    blocks = _with_one(blocks, AIMS, _aims_block(stored, plan.aims), first=True)
    return _with_one(blocks, REFLECTION, _reflection_block(stored, plan.reflection), first=False)


def plain(html: str) -> str:
    """The words, a paragraph or a point of a list a line."""
    lines = strip_tags(LINE_ENDS.sub("\n", html)).split("\n")
    return "\n".join(line for line in (unescape(line).strip() for line in lines) if line)


def rich(text: str, former: str = "") -> str:
    """Paragraphs of the text, or `former`, the HTML it came from, if its words are the same."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if former and plain(former) == "\n".join(lines):
        return former
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _with_steps(stored: list[dict], steps: list[Step]) -> list[dict]:
    """Each step in the place of one that was there; those beyond follow the last place."""
    former = {block.get("id"): block["value"] for block in stored if block["type"] == STEP}
    made = [_step_block(step, former.get(step.key, {})) for step in steps]
    places = [index for index, block in enumerate(stored) if block["type"] == STEP]
    if not places:
        end = _before_reflection(stored)
        return stored[:end] + made + stored[end:]
    blocks = []
    for index, block in enumerate(stored):
        if block["type"] != STEP:
            blocks.append(block)
        elif made:
            count = len(made) if index == places[-1] else 1
            blocks += made[:count]
            made = made[count:]
    return blocks


def _before_reflection(stored: list[dict]) -> int:
    places = [index for index, block in enumerate(stored) if block["type"] == REFLECTION]
    return places[0] if places else len(stored)


def _step_block(step: Step, former: dict) -> dict:
    return {
        "type": STEP,
        "id": step.key or str(uuid4()),
        "value": {
            **former,
            "title": step.title,
            "minutes": step.minutes,
            "text": rich(step.text, former.get("text", "")),
            "purpose": step.purpose,
        },
    }


def _aims_block(stored: list[dict], aims: list[str]) -> dict | None:
    if not aims:
        return None
    items = [{"type": "item", "value": aim, "id": str(uuid4())} for aim in aims]
    return {"type": AIMS, "value": items, "id": _id_of(stored, AIMS)}


def _reflection_block(stored: list[dict], text: str) -> dict | None:
    if not text.strip():
        return None
    former = next((block["value"] for block in stored if block["type"] == REFLECTION), {})
    value = {**former, "text": rich(text, former.get("text", ""))}
    return {"type": REFLECTION, "value": value, "id": _id_of(stored, REFLECTION)}


def _id_of(stored: list[dict], kind: str) -> str:
    kept = next((block.get("id") for block in stored if block["type"] == kind), None)
    return kept or str(uuid4())


def _with_one(blocks: list[dict], kind: str, made: dict | None, *, first: bool) -> list[dict]:
    """`made` in the place of the first block of its kind, or at one end; others of the kind go."""
    places = [index for index, block in enumerate(blocks) if block["type"] == kind]
    rest = [block for block in blocks if block["type"] != kind]
    if made is None:
        return rest
    place = places[0] if places else (0 if first else len(rest))
    return [*rest[:place], made, *rest[place:]]
