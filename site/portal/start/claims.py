"""What waits about claims, as figures of the start page."""

from dataclasses import replace

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.clock import today
from credits.claims.enums import ClaimState
from credits.claims.models import Claim
from portal.start.figures import Figure, counted


def claims_to_mend(user) -> list[Figure]:
    """What was returned to a teacher; nothing where nothing was."""
    count = Claim.objects.own_of(user).filter(state=ClaimState.RETURNED).count()
    if not count:
        return []
    url = f"{reverse('claims')}?state={ClaimState.RETURNED}"
    return [counted(_("被退回的申报"), count, ngettext("项", "项", count), url)]


def claims_waiting(user) -> Figure:
    """What lies at this person's desk, and how much of it is late."""
    found = Claim.objects.waiting_for(user).aggregate(
        count=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today()))
    )
    count, late = found["count"], found["late"]
    unit = ngettext("项", "项", count)
    figure = counted(_("待审核的申报"), count, unit, reverse("claim-queue"))
    if not late:
        return figure
    note = ngettext("其中 %(count)s 项超期", "其中 %(count)s 项超期", late) % {"count": late}
    return replace(figure, note=note)
