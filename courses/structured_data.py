"""What a page tells search engines of itself, in the words of schema.org."""

from courses.models import CoursePage, LessonPage, SitePage

LICENCES = "https://creativecommons.org/licenses/{code}/4.0/"
AUDIENCE = {"@type": "EducationalAudience", "educationalRole": "teacher"}


def structured_data(page: SitePage) -> dict:
    """A dict for JSON-LD; empty values are left out."""
    build = {LessonPage: _lesson, CoursePage: _course}.get(type(page), _article)
    data = {
        "@context": "https://schema.org",
        "name": page.title,
        "description": page.summary or page.search_description,
        "url": page.full_url,
        "inLanguage": "zh-Hans",
        "datePublished": page.first_published_at and page.first_published_at.isoformat(),
        "dateModified": page.last_published_at and page.last_published_at.isoformat(),
        **build(page),
    }
    return {name: value for name, value in data.items() if value}


def _lesson(page: LessonPage) -> dict:
    return {
        "@type": "LearningResource",
        "learningResourceType": page.get_kind_display(),
        "educationalLevel": page.grades,
        "about": page.get_topic_display(),
        "timeRequired": f"PT{page.minutes}M",
        "author": {"@type": "Person", "name": page.author},
        "license": LICENCES.format(code=page.licence),
        "isBasedOn": page.adapted_from and page.adapted_from.full_url,
        "isAccessibleForFree": True,
        "audience": AUDIENCE,
    }


def _course(page: CoursePage) -> dict:
    provider = page.organiser and {"@type": "Organization", "name": page.organiser}
    return {"@type": "Course", "provider": provider, "audience": AUDIENCE}


def _article(page: SitePage) -> dict:
    return {"@type": "Article", "headline": page.title}
