"""What the module gives back: names as enums that are strings, plain values, and exceptions."""

import datetime
import enum
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Iterable, NamedTuple

if TYPE_CHECKING:
    from ._engine import Report


class Disposition(enum.StrEnum):
    """The outcome of one submission."""

    ACCEPT = "accept"
    ACCEPT_WITH_NOTES = "accept-with-notes"
    INCOMPLETE = "incomplete"
    REJECT = "reject"


class Severity(enum.StrEnum):
    """How much a finding weighs; only ERROR rejects."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


class Verdict(enum.StrEnum):
    """What one rule said at one place; INDETERMINATE and ERROR are never a pass."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    INDETERMINATE = "indeterminate"
    ERROR = "error"


class FixClass(enum.StrEnum):
    """Whether a repair can be made as it is, needs a look, or an answer."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    ASK = "ask"


class QuestionType(enum.StrEnum):
    """What kind of answer a question takes."""

    TEXT = "text"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    DATE = "date"


class ErrorCode(enum.StrEnum):
    """What kind of thing failed around an evaluation (schemas/report, `error.code`)."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    UNSUPPORTED = "unsupported"
    LIMIT = "limit"
    NOT_FOUND = "not-found"
    AMBIGUOUS = "ambiguous"
    UNWRITABLE = "unwritable"
    USAGE = "usage"
    RULE_SET = "rule-set"
    REFUSED = "refused"
    DIGEST = "digest"


class Place(NamedTuple):
    """Where in a source: `line` and `column` from 1 (0: not known), `offset` in bytes from 0."""

    source: str
    line: int
    column: int
    offset: int


class Span(NamedTuple):
    """Bytes of a submission from its first, half-open."""

    begin: int
    end: int


class Region(NamedTuple):
    """A part of a source: bytes half-open, lines and columns from 1, columns in code points."""

    source: str
    begin: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str


class RuleSet(NamedTuple):
    name: str
    version: str
    title: str

    @property
    def reference(self) -> str:
        """What `Rules` takes: `name@version`."""
        return f"{self.name}@{self.version}"


class Passage(NamedTuple):
    """The passage of the procedure that a rule rests on."""

    document: str
    section: str
    quote: str
    language: str


class FixOffer(NamedTuple):
    """A repair; `before` and `after` as they would be written, None: absent. `refused` is why it
    cannot be made in place; empty where it can."""

    cls: FixClass
    because: str
    pointer: str
    before: str | None
    after: str | None
    refused: str


class FixRecord(NamedTuple):
    """One fix that was tried; `reason` is why it was not applied."""

    rule: str
    fix: FixOffer
    applied: bool
    reason: str


class QuestionChoice(NamedTuple):
    value: str
    text: str


class Question(NamedTuple):
    """Something only a person can answer; `writes` is the RFC 6901 pointer of the answer."""

    id: str
    rule: str
    type: QuestionType
    text: str
    choices: tuple[QuestionChoice, ...]
    writes: str


class RuleInfo(NamedTuple):
    """One rule, for listing. `plain` is the rule as a sentence, `message` its text template."""

    id: str
    severity: Severity
    part: str
    message: str
    why: str
    help: str
    plain: str
    preview: bool
    passage: Passage


class Counts(NamedTuple):
    """How many (rule, place) pairs had each verdict; failing ones by severity."""

    passed: int
    failed: int
    not_applicable: int
    indeterminate: int
    error: int
    errors: int
    warnings: int
    notes: int
    questions: int
    suppressed: int


class Finding(NamedTuple):
    """What one rule has to say at one place.

    `pointer` is RFC 6901; of an absent value where it would stand, and then `region` is of its
    nearest existing parent. `reason` is why the verdict is INDETERMINATE or ERROR.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    pointer: str
    absent: bool
    region: Region
    message: str
    why: str
    help: str
    reason: str
    passage: Passage
    fix: FixOffer | None
    question: Question | None
    consequences: "tuple[Finding, ...]"

    @property
    def span(self) -> Span:
        return Span(self.region.begin, self.region.end)


class CheckedFinding(NamedTuple):
    """A finding of `Checker`. `cause` is the index of the finding that caused it, else its own."""

    rule: str
    severity: Severity
    verdict: Verdict
    pointer: str
    absent: bool
    span: Span
    message: str
    reason: str
    cause: int


class Repaired(NamedTuple):
    """`patch` is RFC 6902 as JSON text, `diff` unified; `report` is of the repaired submission."""

    content: bytes
    changed: bool
    patch: str
    diff: str
    report: "Report"


@dataclass(frozen=True, slots=True)
class Totals:
    """What became of the lines of a range. Totals of ranges can be added up."""

    lines: int = 0
    accept: int = 0
    accept_with_notes: int = 0
    incomplete: int = 0
    reject: int = 0
    unreadable: int = 0
    findings: int = 0
    """In the results; `warnings` and `notes` are of those, failing ones by severity."""
    warnings: int = 0
    notes: int = 0
    next_byte: int = 0
    """One past the last byte of the input whose result was written: where to resume."""
    complete: bool = True
    """Whether all lines of the range have their result."""
    results: bytes | None = field(default=None, repr=False)
    """The result lines, where no `out` was given."""

    def __add__(self, other: "Totals") -> "Totals":
        if not isinstance(other, Totals):
            return NotImplemented
        return Totals(
            lines=self.lines + other.lines,
            accept=self.accept + other.accept,
            accept_with_notes=self.accept_with_notes + other.accept_with_notes,
            incomplete=self.incomplete + other.incomplete,
            reject=self.reject + other.reject,
            unreadable=self.unreadable + other.unreadable,
            findings=self.findings + other.findings,
            warnings=self.warnings + other.warnings,
            notes=self.notes + other.notes,
            next_byte=max(self.next_byte, other.next_byte),
            complete=self.complete and other.complete,
        )

    def as_dict(self) -> dict[str, int | bool]:
        """All but `results`, for JSON."""
        names = (field.name for field in fields(self) if field.name != "results")
        return {name: getattr(self, name) for name in names}


class Fault(NamedTuple):
    """A fault of a rule file, with its place; `line` and `column` from 1."""

    file: str
    line: int
    column: int
    message: str
    hint: str


class IntakeError(Exception):
    """Something around the evaluation failed: a submission that cannot be read, an unknown rule
    set, an output that cannot be written. A wrong submission is a finding, never this."""

    def __init__(self, code: str, what: str, hint: str = "", where: Place = Place("", 0, 0, 0)):
        super().__init__(code, what, hint, where)
        self.code = ErrorCode(code)
        self.what = what
        self.hint = hint
        self.where = where
        self.totals: Totals | None = None
        """Of check_range and check_lines: what was written before."""

    def __str__(self) -> str:
        parts = [self.where.source] if self.where.source else []
        if self.where.line:
            parts.append(f"{self.where.line}:{self.where.column}")
        where = ":".join(parts)
        text = f"{where}: {self.what}" if where else self.what
        return f"{text} ({self.hint})" if self.hint else text


class RuleSetError(IntakeError):
    """A rule set is faulty: `faults` has all that is wrong with it."""

    def __init__(self, what: str, faults: Iterable[Fault] = ()):
        super().__init__(ErrorCode.RULE_SET, what)
        self.args = (what, tuple(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        lines = [self.what]
        for fault in self.faults:
            hint = f" ({fault.hint})" if fault.hint else ""
            lines.append(f"{fault.file}:{fault.line}:{fault.column}: {fault.message}{hint}")
        return "\n".join(lines)


def instant(now: str | datetime.date) -> str:
    """The RFC 3339 form of a clock: a date, a date-time, or "today" for the one of this machine."""
    if now == "today":
        now = datetime.datetime.now(datetime.timezone.utc)
    if isinstance(now, str):
        try:
            now = datetime.datetime.fromisoformat(now)
        except ValueError:
            raise IntakeError(
                ErrorCode.USAGE, f"`{now}` is no date", "such as 2026-01-31 or 2026-01-31T10:00:00Z"
            ) from None
    if isinstance(now, datetime.datetime):
        if now.tzinfo is not None:
            now = now.astimezone(datetime.timezone.utc)
        return now.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(now, datetime.date):
        return now.strftime("%Y-%m-%dT00:00:00Z")
    raise TypeError(f"now is a str or a date, not {type(now).__name__}")
