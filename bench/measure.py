#!/usr/bin/env python3
"""Measures the release build beside its peers, prints tables and bars, and writes results.json.

measure.py SOURCE-FOLDER WORK-FOLDER [--quick] [--only SECTION,...] [--write-docs]. What was measured before
and is not measured now keeps its figures in results.json, but no bar is judged by them.
"""
import argparse
import datetime
import json
import os
import sys

import bars
import processes
import sections
from harness import Bench, machine, printed, say

SECTIONS = {
    "verdicts": sections.same_verdicts,
    "cold": processes.cold_start,
    "rates": sections.rates,
    "rules": sections.growth,
    "sizes": sections.sizes,
    "stream": processes.stream,
    "steps": processes.steps,
    "parts": processes.parts,
}


def main():
    arguments = argparse.ArgumentParser(prog="./dev bench")
    arguments.add_argument("source", help=argparse.SUPPRESS)
    arguments.add_argument("work", help=argparse.SUPPRESS)
    arguments.add_argument("--quick", action="store_true", help="fewer rounds: a look, not a figure")
    arguments.add_argument("--only", help=f"some of {', '.join(SECTIONS)}")
    arguments.add_argument("--write-docs", action="store_true",
                           help="put the tables into docs/benchmarks.md")
    given = arguments.parse_args()
    wanted = given.only.split(",") if given.only else list(SECTIONS)
    unknown = [name for name in wanted if name not in SECTIONS]
    if unknown:
        arguments.error(f"no such section: {', '.join(unknown)}; there are {', '.join(SECTIONS)}")

    bench = Bench(os.path.abspath(given.source), os.path.abspath(given.work), given.quick)
    note = machine()
    say(f"{note['processor']}, {note['cores']} cores, load {note['load']:.1f}, "
        + ", ".join(f"{name} {version}" for name, version in note["versions"].items())
        + f"; {datetime.date.today()}" + (", a quick run" if given.quick else ""))
    if note["load"] > note["cores"]:
        say("\nThe machine was busy: rely on the ratios only.")
    for name in SECTIONS:
        if name in wanted:
            SECTIONS[name](bench)

    judged, missing = bars.judge(bench.results)
    say("\n### Bars\n\n```")
    for row in judged:
        say(f"{row['name']} {row['figure']:.3g} {row['bar']} {row['verdict']}")
    for name in missing:
        say(f"{name} - - not measured")
    for line in bench.skipped:
        say(line)
    say("```")

    path = bench.at("results.json")
    try:
        with open(path, encoding="utf-8") as file:
            before = json.load(file).get("sections", {})
    except (OSError, ValueError):
        before = {}
    note["load_at_end"] = os.getloadavg()[0]
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"format": 1, "quick": given.quick, "machine": note, "bars": judged,
                   "not_measured": missing + bench.skipped, "measured": list(bench.results),
                   "sections": {**before, **bench.results}}, out, indent=1)
        out.write("\n")
    if given.write_docs:
        write_docs(os.path.join(bench.source, "docs/benchmarks.md"))
    return 0


def write_docs(path):
    """Replaces what stands below the heading "Measured"."""
    with open(path, encoding="utf-8") as file:
        head = file.read().split("\n## Measured\n")[0]
    with open(path, "w", encoding="utf-8") as file:
        file.write(head + "\n## Measured\n\n" + "\n".join(printed).rstrip() + "\n")


sys.exit(main())
