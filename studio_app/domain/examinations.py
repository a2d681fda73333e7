"""What the first look at a file found."""

from dataclasses import dataclass

from studio_app.domain.generations import FileMarks
from studio_app.domain.picture_facts import PictureFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """A picture file's facts and marks, found in one decode."""

    facts: PictureFacts
    marks: FileMarks
