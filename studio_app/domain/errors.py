"""The root of every failure that Teire foresees."""


class StudioError(Exception):
    """A failure a person can act on: one sentence saying what happened and a hint saying what to do next.

    Each package subclasses it beside the code that raises it. Anything that is not a `StudioError` is a bug
    and is shown as one.
    """

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"
