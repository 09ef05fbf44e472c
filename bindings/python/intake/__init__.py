"""Check and repair submissions against versioned rule sets.

    import intake

    rules = intake.Rules("ctr-rest", now="2026-11-22")
    report = rules.check(pathlib.Path("form.yaml"))
    print(report.disposition, [finding.rule for finding in report.findings])

    checker = intake.Checker(rules)                    # many JSON documents, one after the other
    checked = checker.check(b'{"realm": "M2M"}')

    totals = intake.check_range("forms.ndjson", rules=rules, out="results.ndjson", threads=2)

The rule sets that come with Intake are in the module; no file is needed. Nothing here looks at the
clock unless `now="today"` says so.
"""

import os

from ._engine import (
    Checked,
    Checker,
    Report,
    Rules,
    __version__,
    check_lines,
    check_range,
    choose,
    rule_sets,
)
from ._values import (
    CheckedFinding,
    Counts,
    Disposition,
    ErrorCode,
    Fault,
    Finding,
    FixClass,
    FixOffer,
    FixRecord,
    IntakeError,
    Passage,
    Place,
    Question,
    QuestionChoice,
    QuestionType,
    Region,
    Repaired,
    RuleInfo,
    RuleSet,
    RuleSetError,
    Severity,
    Span,
    Totals,
    Verdict,
)

__all__ = [
    "Checked",
    "CheckedFinding",
    "Checker",
    "Counts",
    "Disposition",
    "ErrorCode",
    "Fault",
    "Finding",
    "FixClass",
    "FixOffer",
    "FixRecord",
    "IntakeError",
    "Passage",
    "Place",
    "Question",
    "QuestionChoice",
    "QuestionType",
    "Region",
    "Repaired",
    "Report",
    "RuleInfo",
    "RuleSet",
    "RuleSetError",
    "Rules",
    "Severity",
    "Span",
    "Totals",
    "Verdict",
    "check_lines",
    "check_range",
    "choose",
    "rule_sets",
    "split_ranges",
]

for _name in __all__:
    if isinstance(_class := globals().get(_name), type):
        _class.__module__ = __name__  # where it is imported from
del _name, _class


def _make_rules(reference, now, folder, language, parameters, parts, preview):  # type: ignore[no-untyped-def]
    """What a pickled Rules is made again with."""
    return Rules(
        reference,
        now=now,
        folder=folder,
        language=language,
        parameters=parameters,
        parts=parts,
        preview=preview,
    )


def split_ranges(path: str | os.PathLike[str], parts: int) -> list[tuple[int, int]]:
    """At most `parts` pairs (offset, length) that make up a file, of about equal length.

    They need not fall between lines: a line belongs to the range in which it begins, and
    `check_range` sees to that. An empty file has one range, of no bytes.
    """
    if parts < 1:
        raise ValueError("parts is at least 1")
    size = os.stat(path).st_size
    parts = max(1, min(parts, size))
    edges = [size * part // parts for part in range(parts + 1)]
    return [(begin, end - begin) for begin, end in zip(edges, edges[1:])]
