"""At which post a claim is reviewed, and at which its training took place."""

from datetime import date

from people.enums import PSYCHOLOGY_POSTS, UnitLevel
from people.models import Post, School, Teacher, Unit


def post_on(teacher: Teacher, day: date) -> Post | None:
    """The post in force on `day`: psychology posts first, then the latest start. One query."""
    posts = Post.objects.filter(teacher=teacher).in_force_on(day)
    posts = posts.select_related("school__unit__parent", "unit__parent")
    return max(
        posts, key=lambda post: (post.kind in PSYCHOLOGY_POSTS, post.starts_on), default=None
    )


def place_of(post: Post) -> tuple[School | None, Unit]:
    """The school, if it is one, and the unit that answers for the post."""
    if post.school is not None:
        return post.school, post.school.unit
    return None, post.unit


def city_of(unit: Unit) -> Unit:
    """The city above the unit, or itself. A unit below no city answers to whatever is above it."""
    return unit if unit.level == UnitLevel.CITY or unit.parent is None else unit.parent
