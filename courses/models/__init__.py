from .pages import CoursePage, HomePage

__all__ = ["CoursePage", "HomePage"]
