"""Evidence of a claim: taken in, kept where no address leads, removed (C3)."""

import shutil
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from common.clock import today
from common.ids import uuid7
from credits.claims.evidence_files import Prepared, prepare
from credits.claims.exceptions import BadEvidenceError
from credits.claims.models import Claim, Evidence
from credits.claims.services.drafting import lock_claim, require_writer, save_step
from people.models import User

FOLDER = "claims"
MOST_FILES = 10  # a claim


def add_evidence(claim: Claim, file: BinaryIO, *, name: str, size: int, by: User) -> Evidence:
    """Keeps a file with its previews; the same one again is the one that is there.

    Raises PermissionDenied, ClaimStateError, BadEvidenceError (also too_many: ten a claim).
    """
    prepared = prepare(file, name, size)
    stored_name = _store(prepared)
    try:
        with transaction.atomic():
            evidence = _add(claim, prepared, stored_name, by)
    except Exception:
        remove_stored([stored_name])
        raise
    if evidence.stored_name != stored_name:
        remove_stored([stored_name])
    return evidence


def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Raises PermissionDenied, ClaimStateError. Removing what is gone is harmless."""
    with transaction.atomic():
        held = lock_claim(evidence.claim_id)
        require_writer(held, by, "remove_evidence")
        Evidence.objects.filter(pk=evidence.pk).delete()
        save_step(held)
    remove_stored([evidence.stored_name])


def file_of(evidence: Evidence, part: str) -> Path:
    """`part` is "file", "preview" or "thumbnail"."""
    suffix = evidence.suffix if part == "file" else "webp"
    return Path(settings.PRIVATE_ROOT) / evidence.stored_name / f"{part}.{suffix}"


def remove_stored(stored_names) -> None:
    for name in stored_names:
        shutil.rmtree(Path(settings.PRIVATE_ROOT) / name, ignore_errors=True)


def _store(prepared: Prepared) -> str:
    stored_name = f"{FOLDER}/{today().year}/{uuid7()}"
    folder = Path(settings.PRIVATE_ROOT) / stored_name
    folder.mkdir(mode=0o700, parents=True)
    parts = {
        f"file.{prepared.suffix}": prepared.data,
        "preview.webp": prepared.preview,
        "thumbnail.webp": prepared.thumbnail,
    }
    for part, data in parts.items():
        path = folder / part
        path.write_bytes(data)
        path.chmod(0o600)
    return stored_name


def _add(claim: Claim, prepared: Prepared, stored_name: str, by: User) -> Evidence:
    held = lock_claim(claim.pk)
    require_writer(held, by, "add_evidence")
    known = held.evidence.filter(digest=prepared.digest).first()
    if known is not None:
        return known
    if held.evidence.count() >= MOST_FILES:
        raise BadEvidenceError("too_many", most=MOST_FILES)
    evidence = held.evidence.create(
        name=prepared.name,
        kind=prepared.kind,
        suffix=prepared.suffix,
        stored_name=stored_name,
        size=len(prepared.data),
        pages=prepared.pages,
        digest=prepared.digest,
        likeness=prepared.likeness,
    )
    save_step(held)
    return evidence
