#!/usr/bin/python3
"""Checks the labelled dossiers of examples/dossiers/ and compares with what labels.json says of each:
the outcome, and the rules that have to speak. No good dossier may be rejected."""

import argparse
import fnmatch
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATE = "2026-11-22"
TIMEOUT_SECONDS = 600


def check(intake, folder, paths, together):
    """Reports by the first part of the submission's name, which is that of the file or folder."""
    if not paths:
        return {}
    command = [intake, "check", "--format", "ndjson", "--as-of", DATE, "--lang", "en"]
    command += (["--together"] if together else []) + paths
    run = subprocess.run(command, cwd=folder, capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
    reports = {}
    for line in run.stdout.decode().splitlines():
        report = json.loads(line)
        reports.setdefault(report["submission"].split(" » ")[0].rstrip("/"), []).append(report)
    if run.stderr and not reports:
        print(run.stderr.decode(), file=sys.stderr)
    return reports


def spoken(report):
    """Ids of the rules with a finding, those that wait for another one, too."""
    for finding in report.get("findings", []):
        yield finding["rule"]
        for consequence in finding.get("consequences", []):
            yield consequence["rule"]


def matches(pattern, rules):
    """`a|b` is one or the other; `*` as in file names; without a `/` in any rule set."""
    return any(fnmatch.fnmatchcase(rule, part if "/" in part else f"*/{part}")
               for part in pattern.split("|") for rule in rules)


def differences(label, reports):
    if not reports:
        return ["no report"]
    found = [rule for report in reports for rule in spoken(report)]
    outcomes = [report["status"] for report in reports]
    problems = []
    right = all if label["good"] else any
    if not right(outcome in label["outcome"] for outcome in outcomes):
        problems.append(f"outcome is {', '.join(outcomes)}; {' or '.join(label['outcome'])} was expected")
    if label["good"] and "reject" in outcomes:
        problems.append("a good dossier is rejected")
    for pattern in label["rules"]:
        if not matches(pattern, found):
            problems.append(f"no finding of {pattern}; there are {', '.join(sorted(set(found))) or 'none'}")
    return problems


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--intake", required=True)
    arguments.add_argument("--folder", default=str(ROOT / "examples" / "dossiers"))
    options = arguments.parse_args()
    intake = str(pathlib.Path(options.intake).resolve())
    labels = json.loads((pathlib.Path(options.folder) / "labels.json").read_text())
    reports = {}
    for together in (False, True):
        paths = [label["files"][0] for label in labels if label.get("together", False) == together]
        reports.update(check(intake, options.folder, paths, together))
    passed = failed = 0
    for label in labels:
        problems = differences(label, reports.get(label["files"][0], []))
        for problem in problems:
            print(f"{label['name']}: {problem}")
        passed, failed = passed + (not problems), failed + bool(problems)
    print(f"dossiers {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
