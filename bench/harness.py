"""How `./dev bench` runs programs: in turns, so that a busy machine slows all of them alike."""
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys


class Bench:
    """Where things are, how much is measured, and what came of it."""

    def __init__(self, source, work, quick):
        self.source = source
        self.work = work
        self.quick = quick
        self.rounds = 2 if quick else 7
        self.seconds = 0.3 if quick else 0.5
        self.runs = 7 if quick else 31
        self.results = {}
        self.skipped = []  # what was not measured, and why

    def at(self, *path):
        return os.path.join(self.work, *path)

    def data(self, name):
        return self.at("data", name)

    def skip(self, what, why):
        line = f"NOT MEASURED: {what}: {why}"
        if line not in self.skipped:
            self.skipped.append(line)
            print(line, file=sys.stderr, flush=True)

    def progress(self, text):
        if sys.stderr.isatty():
            print(f"\r\033[K{text}", end="" if text else "", file=sys.stderr, flush=True)


def run_json(command, timeout=300):
    """The JSON object that a program prints, or None with the reason where it prints none."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          stdin=subprocess.DEVNULL, start_new_session=True) as child:
        try:
            out, err = child.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
            return None, f"takes more than {timeout} s"
    try:
        return json.loads(out.strip().splitlines()[-1]), ""
    except (ValueError, IndexError):
        said = (err or out).strip().splitlines()
        return None, said[-1][:160] if said else f"exits with {child.returncode}"


def spawn(bench, command, timeout=900):
    """{wall_ms, cpu_ms, peak_mb, exit} of a whole process; what it prints is thrown away."""
    try:
        done = subprocess.run([bench.at("bin", "spawn"), *command], capture_output=True, text=True,
                              timeout=timeout, check=True, stdin=subprocess.DEVNULL)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        return None, str(error)
    wall, cpu, peak, status = done.stdout.split()
    return {"wall_ms": float(wall), "cpu_ms": float(cpu), "peak_mb": int(peak) / 1024,
            "exit": int(status)}, ""


def in_turns(bench, commands, rounds, run, allowed_exits=None):
    """name -> samples, each command run once a round. A command that fails is left out, loudly."""
    samples = {name: [] for name in commands}
    for turn in range(rounds):
        for name, command in commands.items():
            if samples[name] is None:
                continue
            bench.progress(f"round {turn + 1} of {rounds}: {name}")
            sample, why = run(command)
            if sample is not None and allowed_exits and sample["exit"] not in allowed_exits:
                sample, why = None, f"exits with {sample['exit']}: {' '.join(command)}"
            if sample is None:
                bench.skip(name, why)
                samples[name] = None
            else:
                samples[name].append(sample)
    bench.progress("")
    return {name: rows for name, rows in samples.items() if rows}


def median(samples, field):
    values = [sample[field] for sample in samples if sample.get(field) is not None]
    return statistics.median(values) if values else None


def ratio(samples, other, field, inverse=False):
    """The median of what `field` of one is to that of the other in the same round."""
    pairs = [(a[field], b[field]) for a, b in zip(samples, other) if a.get(field) and b.get(field)]
    if not pairs:
        return None
    return statistics.median(b / a if inverse else a / b for a, b in pairs)


def number(value, digits=3):
    if value is None:
        return "-"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.{max(0, digits - len(str(int(value))))}f}"


printed = []  # every line of the tables, for docs/benchmarks.md


def say(line=""):
    print(line, flush=True)
    printed.append(line)


def table(title, head, rows):
    say(f"\n### {title}\n")
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    for index, row in enumerate(cells):
        padded = [cell.ljust(widths[0]) if i == 0 else cell.rjust(widths[i])
                  for i, cell in enumerate(row)]
        say("| " + " | ".join(padded) + " |")
        if index == 0:
            say("|" + "|".join("-" * (width + 2) if i == 0 else "-" * (width + 1) + ":"
                               for i, width in enumerate(widths)) + "|")


def machine():
    """What the figures were measured on, for those who read them later."""
    model = ""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    versions = {}
    for name, command in (("g++", ["g++", "-dumpfullversion"]), ("node", ["node", "--version"]),
                          ("python3", ["python3", "--version"])):
        if shutil.which(command[0]):
            versions[name] = subprocess.run(command, capture_output=True, text=True,
                                            check=False).stdout.strip()
    return {"processor": model, "cores": os.cpu_count(), "load": os.getloadavg()[0],
            "kernel": os.uname().release, "versions": versions}
