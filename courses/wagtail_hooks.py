"""What we add to Wagtail's administration for pages and films."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from courses.media.permissions import VideoPolicy
from courses.media.viewsets import VideoViewSet
from courses.models import Video
from courses.publishing import hooks  # noqa: F401  # registers them

register_permission_policy(Video, VideoPolicy(Video))
register_snippet(VideoViewSet)
