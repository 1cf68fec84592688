"""Lessons over three stages and six topics, a module each, in the order of the library."""

from portal.contents.lessons import (
    a_day_in_the_schoolbag,
    ask_real_questions,
    five_minutes_first,
    good_enough,
    hour_before_sleep,
    leaves_not_alike,
    memory_footprints,
    pause_button,
    silence_in_the_group,
    su_shi_turns,
    three_maps,
    warm_words,
)

LESSONS = (
    pause_button.LESSON,
    five_minutes_first.LESSON,
    three_maps.LESSON,
    warm_words.LESSON,
    su_shi_turns.LESSON,
    a_day_in_the_schoolbag.LESSON,
    memory_footprints.LESSON,
    silence_in_the_group.LESSON,
    good_enough.LESSON,
    leaves_not_alike.LESSON,
    ask_real_questions.LESSON,
    hour_before_sleep.LESSON,
)
