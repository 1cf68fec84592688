from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.models import Filter

# As the cards' template asks for them (courses/_card.html).
SIZES = "format-{webp,jpeg} fill-480x240"


def prefetch_covers() -> Prefetch:
    """Covers of listed pages with their scaled pictures: two queries, however many pages."""
    images = get_image_model()._default_manager.prefetch_renditions(*Filter.expand_spec(SIZES))
    return Prefetch("cover", queryset=images)
