"""What follows for the entries from a page's publishing and its end: Wagtail's own events.

Deleting a page deletes its entry by their key. Connected in CoursesConfig.ready.
"""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from courses.finding.indexing import forget_page, index_page


@receiver(page_published)
def write_entry(instance, **kwargs):
    index_page(instance)


@receiver(page_unpublished)
def take_entry_away(instance, **kwargs):
    forget_page(instance)
