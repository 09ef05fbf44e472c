import datetime
import os
from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeAlias, final

from ._values import (
    CheckedFinding,
    Counts,
    Disposition,
    Finding,
    FixRecord,
    IntakeError,
    Repaired,
    RuleInfo,
    RuleSet,
    Totals,
)

__version__: str

_Content: TypeAlias = str | bytes | bytearray | memoryview | dict[str, Any] | os.PathLike[str]

class _Writable(Protocol):
    def write(self, data: bytes, /) -> Any: ...

@final
class Rules:
    def __init__(
        self,
        reference: str,
        *,
        now: str | datetime.date,
        folder: str | os.PathLike[str] | None = None,
        language: str = "en",
        parameters: dict[str, Any] | None = None,
        parts: Iterable[str] = (),
        preview: bool = False,
    ) -> None: ...
    @property
    def rule_set(self) -> RuleSet: ...
    @property
    def now(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def parts(self) -> list[str]: ...
    @property
    def is_abstract(self) -> bool: ...
    def describe(self) -> list[RuleInfo]: ...
    def check(
        self, submission: _Content, *, name: str | None = None, format: str | None = None
    ) -> Report: ...
    def fix(
        self,
        submission: _Content,
        *,
        unsafe: bool = False,
        only: Iterable[str] = (),
        without: Iterable[str] = (),
        name: str | None = None,
        format: str | None = None,
    ) -> Repaired: ...
    def trace(
        self,
        submission: _Content,
        rule: str,
        *,
        name: str | None = None,
        format: str | None = None,
    ) -> str: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Report:
    @property
    def submission(self) -> str: ...
    @property
    def disposition(self) -> Disposition: ...
    @property
    def rule_set(self) -> RuleSet | None: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def fixes(self) -> tuple[FixRecord, ...]: ...
    @property
    def missing_parts(self) -> list[str]: ...
    def text(self, *, width: int = 80, color: bool = False) -> str: ...
    def as_dict(self) -> dict[str, Any]: ...
    def as_json(self) -> str: ...

@final
class Checker:
    def __init__(self, rules: Rules) -> None: ...
    def check(self, document: str | bytes | bytearray | memoryview | dict[str, Any]) -> Checked: ...

@final
class Checked:
    @property
    def disposition(self) -> Disposition: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def findings(self) -> tuple[CheckedFinding, ...]: ...
    @property
    def unreadable(self) -> IntakeError | None: ...

def rule_sets(*, folder: str | os.PathLike[str] | None = None) -> list[RuleSet]: ...
def choose(
    submission: _Content,
    *,
    now: str | datetime.date,
    folder: str | os.PathLike[str] | None = None,
    name: str | None = None,
    format: str | None = None,
) -> str: ...
def check_range(
    path: str | os.PathLike[str],
    offset: int = 0,
    length: int | None = None,
    *,
    rules: Rules,
    out: str | os.PathLike[str] | _Writable | None = None,
    threads: int = 1,
    line_bytes: int = 1048576,
    progress: Callable[[Totals], bool | None] | None = None,
) -> Totals: ...
def check_lines(
    lines: Iterable[bytes | str],
    *,
    rules: Rules,
    out: str | os.PathLike[str] | _Writable | None = None,
    threads: int = 1,
    line_bytes: int = 1048576,
    progress: Callable[[Totals], bool | None] | None = None,
) -> Totals: ...
