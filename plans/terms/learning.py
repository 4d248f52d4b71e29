"""What was learned in a plan, and the contacts of its coordination: meetings, letters, talks, visits."""

from enum import StrEnum


class LessonKind(StrEnum):
    """A lesson says what to do differently; a good practice what to do again."""

    LESSON = "lesson"
    GOOD_PRACTICE = "good_practice"


class Answer(StrEnum):
    """What an organisation did with a contact: it answered, it was asked and has not, or nothing was asked of it."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"
