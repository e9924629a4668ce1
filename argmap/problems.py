"""Problems: what is wrong in a debate file, as values that are collected and shown together."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Mark(NamedTuple):
    """A place in a text; lines and columns count from 1, in characters after the byte-order mark."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in one file: a stable code and a sentence that says what to do."""

    code: str
    severity: Severity
    sentence: str
    line: int = 1
    column: int = 1

    @property
    def is_error(self) -> bool:
        """True when the file breaks a rule; a warning only advises."""
        return self.severity == "error"

    def located(self, file: str) -> str:
        """Return the line that editors and terminals jump from: `file:line:column: severity code: sentence`."""
        return f"{file}:{self.line}:{self.column}: {self.severity} {self.code}: {self.sentence}"


def error(code: str, sentence: str, mark: Mark | None) -> Problem:
    """Return an error at the mark, or at the top of the file where there is none."""
    line, column = mark or Mark(1, 1)
    return Problem(code=code, severity="error", sentence=sentence, line=line, column=column)


def warning(code: str, sentence: str, mark: Mark | None) -> Problem:
    """Return a warning at the mark, or at the top of the file where there is none."""
    line, column = mark or Mark(1, 1)
    return Problem(code=code, severity="warning", sentence=sentence, line=line, column=column)
