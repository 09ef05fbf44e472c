#!/usr/bin/python3
"""Runs the command-line scenarios beside this file; README.md describes their format."""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TIMEOUT_SECONDS = 90
STREAMS = ("STDOUT", "STDERR")
# What a RUN is held to; everything else prepares one.
EXPECTATIONS = ("EXIT", *STREAMS, "FILE", "GONE")


class Rejected(Exception):
    """The scenario itself is wrong; it is not run (any further)."""


class Item:
    """One verb with its words and its block, or text that is kept as it stands (verb None)."""

    def __init__(self, verb, words=(), block=None, raw=b""):
        self.verb, self.words, self.block, self.raw = verb, list(words), block, raw

    def render(self):
        if self.raw:
            return self.raw
        line = " ".join([self.verb, *self.words])
        if self.block is None:
            return f"{line}\n".encode()
        if self.verb in STREAMS and not self.block:
            return f"{line} EMPTY\n".encode()
        mark = "EOF"
        while mark.encode() in self.block.split(b"\n"):
            mark += "_"
        if self.block.endswith(b"\n"):
            return f"{line} UNTIL {mark}\n".encode() + self.block + f"{mark}\n".encode()
        return f"{line} UNTIL {mark} NO-NEWLINE\n".encode() + self.block + f"\n{mark}\n".encode()


def parse(data):
    """The items of a scenario, every byte of it in one of them."""
    lines = [line + b"\n" for line in data.split(b"\n")]
    lines[-1:] = [] if lines[-1] == b"\n" else [lines[-1][:-1]]
    items, at = [], 0
    while at < len(lines):
        start, line = at, lines[at]
        at += 1
        text = line.decode("utf-8", "surrogateescape").strip()
        if not text or text.startswith("#"):
            items.append(Item(None, raw=line))
            continue
        verb, _, rest = text.partition(" ")
        if verb == "RUN":
            items.append(Item(verb, [rest], raw=line))
            continue
        words, block = rest.split(), None
        if words[-1:] == ["EMPTY"] and verb in STREAMS:
            words, block = words[:-1], b""
        elif "UNTIL" in words:
            cut = words.index("UNTIL")
            mark, flags = words[cut + 1:cut + 2], words[cut + 2:]
            if not mark or flags not in ([], ["NO-NEWLINE"]):
                raise Rejected(f"line {start + 1}: want UNTIL MARK or UNTIL MARK NO-NEWLINE")
            begin = at
            while at < len(lines) and lines[at].rstrip(b"\n") != mark[0].encode():
                at += 1
            if at == len(lines):
                raise Rejected(f"line {start + 1}: no line {mark[0]} ends the block")
            block, words = b"".join(lines[begin:at]), words[:cut]
            at += 1
            if flags:
                block = block[:-1]
        items.append(Item(verb, words, block, b"".join(lines[start:at])))
        check_shape(items[-1], start + 1)
    return items


def check_shape(item, line):
    words, has_block = len(item.words), item.block is not None
    shapes = {"WRITE": (1, True), "COPY": (3, False), "ENV": (1, False), "STDIN": (1, False),
              "EXIT": (1, False), "STDOUT": (0, True), "STDERR": (0, True), "FILE": (1, True),
              "GONE": (1, False)}
    if item.verb not in shapes:
        raise Rejected(f"line {line}: no verb {item.verb}")
    right = (words, has_block) == shapes[item.verb]
    if item.verb == "COPY":
        right = right and item.words[1] == "AS"
    if item.verb == "ENV":
        right = right and "=" in item.words[0]
    if item.verb == "EXIT":
        right = right and item.words[0].isdigit()
    if not right:
        raise Rejected(f"line {line}: {item.verb} with the wrong words; see tests/golden/README.md")


def split_runs(items):
    """[(items before the RUN and the RUN, its expectations)], what is left over rejected."""
    runs, before = [], []
    for item in items:
        if item.verb in EXPECTATIONS:
            if not runs or any(other.verb for other in before):
                raise Rejected(f"{item.verb} does not follow a RUN")
            before.clear()
            runs[-1][1].append(item)
        elif item.verb == "RUN":
            runs.append((before + [item], []))
            before = []
        else:
            before.append(item)
    if not runs:
        raise Rejected("no RUN")
    if any(item.verb for item in before):
        raise Rejected("the last lines prepare a RUN that never comes")
    return runs


def check_not_vacuous(runs):
    for number, (_, expected) in enumerate(runs, 1):
        for verb in ("EXIT", *STREAMS):
            if sum(item.verb == verb for item in expected) != 1:
                raise Rejected(f"RUN {number} wants exactly one {verb}: "
                               "a scenario compares both streams and the exit code")
        names = [item.words[0] for item in expected if item.verb in ("FILE", "GONE")]
        if len(names) != len(set(names)):
            raise Rejected(f"RUN {number} names a file twice")


def inside(folder, name):
    path = pathlib.Path(folder, name)
    if not path.resolve().is_relative_to(pathlib.Path(folder).resolve()):
        raise Rejected(f"{name} lies outside the scenario's folder")
    return path


def read_files(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()}


def run_once(intake, folder, steps):
    """What the program did: {"EXIT": b"0", "STDOUT": ..., "STDERR": ..., ("FILE", name): bytes}."""
    env = {"PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8", "TZ": "UTC",
           "NO_COLOR": "1", "TERM": "dumb"}
    stdin = b""
    for item in steps:
        if item.verb == "WRITE":
            path = inside(folder, item.words[0])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(item.block)
        elif item.verb == "COPY":
            path = inside(folder, item.words[2])
            source = ROOT / item.words[0]
            path.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, path, dirs_exist_ok=True)
            else:
                shutil.copy(source, path)  # with its mode: a program stays one
        elif item.verb == "ENV":
            name, _, value = item.words[0].partition("=")
            env[name] = value
        elif item.verb == "STDIN":
            stdin = inside(folder, item.words[0]).read_bytes()
    before = read_files(folder)
    args = [intake, *shlex.split(steps[-1].words[0])]
    try:
        done = subprocess.run(args, input=stdin, capture_output=True, cwd=folder, env=env,
                              timeout=TIMEOUT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Rejected(f"still running after {TIMEOUT_SECONDS} s: {steps[-1].words[0]}") from None
    after = read_files(folder)
    seen = {("EXIT", ""): str(done.returncode).encode(),
            ("STDOUT", ""): done.stdout, ("STDERR", ""): done.stderr}
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            seen["GONE", name] = b""
        elif before.get(name) != after[name]:
            seen["FILE", name] = after[name]
    return seen, after


def key_of(item):
    return item.verb, item.words[0] if item.verb in ("FILE", "GONE") else ""


def value_of(item):
    return item.words[0].encode() if item.verb == "EXIT" else item.block or b""


def describe(key, want, have):
    def lines(data):  # as literals: blanks, line ends and odd bytes must be seen
        return [repr(line)[2:-1] for line in data.split(b"\n")]
    return [" ".join(key).strip(), *difflib.unified_diff(lines(want), lines(have), "expected",
                                                         "actual", lineterm="", n=2)]


def compare(expected, seen, after):
    """Differences, as lines for a reader."""
    out, compared = [], set()
    for item in expected:
        key = key_of(item)
        compared.add(key)
        have = seen.get(key)
        if item.verb == "FILE" and have is None:
            have = after.get(item.words[0])
        if have is None:
            out.append(f"{' '.join(key)}: did not happen")
        elif have != value_of(item):
            out += describe(key, value_of(item), have)
    for key in seen.keys() - compared:
        out.append(f"{' '.join(key)}: happened, but the scenario never compares it")
    return out


def renew(expected, seen, after):
    """The expectations as the program now behaves."""
    for item in expected:
        if item.verb == "FILE" and item.words[0] in after:
            seen.setdefault(("FILE", item.words[0]), after[item.words[0]])
    def render(key):
        verb, name = key
        if verb == "EXIT":
            return Item(verb, [seen[key].decode()])
        return Item(verb, [name] if name else [], None if verb == "GONE" else seen[key])
    order = [key_of(item) for item in expected if key_of(item) in seen]
    return [render(key) for key in order + [key for key in seen if key not in order]]


def run_scenario(intake, path, update=False):
    """The faults of one scenario, as lines; none when it passes."""
    try:
        items = parse(path.read_bytes())
        runs = split_runs(items)
        if not update:
            check_not_vacuous(runs)
        faults, renewed = [], []
        with tempfile.TemporaryDirectory(prefix="golden-") as folder:
            for steps, expected in runs:
                seen, after = run_once(intake, folder, steps)
                if update:
                    renewed += steps + renew(expected, seen, after)
                else:
                    faults += compare(expected, seen, after)
        if update:
            path.write_bytes(b"".join(item.render() for item in renewed))
        return faults
    except (Rejected, OSError, ValueError) as fault:
        return [f"rejected: {fault}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--intake", required=True, help="the executable")
    parser.add_argument("--update", action="store_true", help="rewrite the expectations")
    parser.add_argument("scenarios", nargs="*", type=pathlib.Path, help="default: all of them")
    args = parser.parse_args()
    intake = os.path.abspath(args.intake)
    scenarios = args.scenarios or sorted(HERE.rglob("*.golden"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda path: run_scenario(intake, path, args.update), scenarios))
    for path, faults in zip(scenarios, results):
        if faults:
            print(f"FAILED {os.path.relpath(path)}", *faults, sep="\n  ")
    failed = sum(bool(faults) for faults in results)
    print(f"golden {len(scenarios) - failed} passed, {failed} failed")
    return 1 if failed or not scenarios else 0


if __name__ == "__main__":
    sys.exit(main())
