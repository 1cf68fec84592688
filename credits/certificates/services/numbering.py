"""Drawing numbers: each one once, whoever draws at the same time. Gaps do no harm."""

from credits.certificates.models import Certificate, CertificateTemplate, NumberCounter
from credits.certificates.number_rules import counter_of, number_of

TURN = ""
BATCH = 500


def take_turn() -> None:
    """Waits until nobody else issues or revokes; to the end of the caller's transaction."""
    NumberCounter.objects.get_or_create(key=TURN)
    NumberCounter.objects.select_for_update().get(key=TURN)


def draw_numbers(template: CertificateTemplate, *, year: int, count: int) -> list[str]:
    """`count` numbers by the template's rule, ascending; within the turn.

    A number that another rule has given already is passed over.
    """
    rule, unit = template.number_rule, template.unit.code
    counter, _is_new = NumberCounter.objects.get_or_create(
        key=counter_of(rule, unit=unit, year=year)
    )
    found: list[str] = []
    while len(found) < count:
        wanted = min(count - len(found), BATCH)
        span = range(counter.last + 1, counter.last + 1 + wanted)
        drawn = [number_of(rule, unit=unit, year=year, seq=seq) for seq in span]
        taken = set(Certificate.objects.filter(number__in=drawn).values_list("number", flat=True))
        found += [number for number in drawn if number not in taken]
        counter.last += wanted
    counter.save(update_fields=["last"])
    return found
