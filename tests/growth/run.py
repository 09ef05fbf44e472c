#!/usr/bin/python3
"""Nothing is quadratic: instructions of each construct at n, 4n and 16n, counted by callgrind, which
gives the same counts each time. usage: run.py --growth build/dev/tests/growth/growth [--only TEXT]
[--jobs N] [--list]"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# Of four times the input: n log n, growing tables, and no more; of sixteen times, where a threshold
# may lie between, from which on something is done in another way.
MOST, MOST_OF_ALL = 4 * 1.3, 16 * 2.5
CONSTANT = 1.3  # of what does not depend on the input
DUMP = re.compile(r"^desc: Trigger: Client Request: (\d+) (\S+) (\d+)$", re.M)
TOTALS = re.compile(r"^(?:totals|summary): (\d+)", re.M)


def start(growth, only, shard, shards, folder):
    command = ["valgrind", "-q", "--tool=callgrind", "--collect-atstart=no", "--dump-line=no",
               f"--callgrind-out-file={folder}/{shard}.%p", growth, "--shard", f"{shard}/{shards}"]
    # Copies by `rep movsb`, which the C library takes from some size on, count one for each byte.
    environment = dict(os.environ, GLIBC_TUNABLES="glibc.cpu.x86_rep_movsb_threshold=1000000000")
    return subprocess.Popen(command + (["--only", only] if only else []), stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, env=environment)


def read_dumps(folder):
    """{(construct, way): {size: instructions}}"""
    counts = {}
    for path in pathlib.Path(folder).iterdir():
        text = path.read_text(errors="replace")
        what, total = DUMP.search(text), TOTALS.search(text)
        if what and total:
            number, way, size = what.groups()
            counts.setdefault((number, way), {})[int(size)] = int(total.group(1))
    return counts


def fault(kind, counts):
    """Why the counts at n, 4n and 16n are not right."""
    few, more, many = counts
    if kind == "constant":
        return "" if many <= CONSTANT * few else "grows with what it does not depend on"
    if many > MOST * more:
        return f"grows {many / more:.1f} times with four times the input"
    if many > MOST_OF_ALL * few:
        return f"grows {many / few:.1f} times with sixteen times the input"
    return ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--growth", required=True)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments.add_argument("--list", action="store_true", help="show all counts")
    options = arguments.parse_args()
    jobs = max(1, min(options.jobs, 9))
    passed = failed = 0

    def tell(name, wrong):
        nonlocal passed, failed
        passed, failed = passed + (not wrong), failed + bool(wrong)
        if wrong:
            print(f"{name}: {wrong}")

    with tempfile.TemporaryDirectory() as folder:
        runs = [start(options.growth, options.only, i, jobs, folder) for i in range(jobs)]
        lines = []
        for run in runs:
            out, errors = run.communicate()
            lines += out.splitlines()
            if run.returncode != 0:
                tell("growth", f"ended with {run.returncode}: {errors[-500:]}")
        dumps = read_dumps(folder)
    for line in sorted(lines, key=lambda text: text.split("\t")[2]):
        number, kind, name, wrong = line.split("\t")
        ways = {way: counts for (of, way), counts in dumps.items() if of == number}
        if not wrong and not ways:
            wrong = "was not counted"
        if wrong:
            tell(name, wrong)
        for way, by_size in sorted(ways.items()):
            counts = [by_size[size] for size in sorted(by_size)]
            if options.list:
                print(f"{name}, {way}: {counts}")
            if not wrong:
                tell(f"{name}, {way}", fault(kind, counts) if len(counts) == 3 else "was not counted")
    print(f"growth {passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
