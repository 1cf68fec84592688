"""What editors build pages from."""

from .bodies import ArticleBody, CourseBody, LessonBody

__all__ = ["ArticleBody", "CourseBody", "LessonBody"]
