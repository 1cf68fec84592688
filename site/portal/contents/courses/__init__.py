"""Courses for teachers, a module for each category that their hours count as."""

from portal.contents.courses import ethics, knowledge, skill, supervision

COURSES = (
    *skill.COURSES,
    *ethics.COURSES,
    *knowledge.COURSES,
    *supervision.COURSES,
)
