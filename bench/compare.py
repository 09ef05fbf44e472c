#!/usr/bin/env python3
"""Measures the release build against the bars, beside its peers, and writes results.json.

compare.py SOURCE-FOLDER BUILD-FOLDER WORK-FOLDER [RUNS]. Runs of all commands alternate, so that a
busy machine slows all of them; the bars on ratios hold then, those on times may not.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys

WALL_BAR_MS, PEAK_BAR_MB, RATIO_BAR, LOAD_BAR_MS = 15, 20, 0.25, 40
MANY_RULES_BAR_MS, GROWTH_BAR = 1000, 1.2


def measure(commands, runs, spawn):
    """name -> {wall_ms, wall_min_ms, cpu_ms, peak_mb, exit}, each command run once per round."""
    samples = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            line = subprocess.run([spawn, *command], capture_output=True, text=True, check=True)
            wall, cpu, peak, status = line.stdout.split()
            if int(status) not in (0, 1, 2):
                sys.exit(f"{' '.join(command)} exits with {status}")
            if turn > 0:  # the first fills the caches
                samples[name].append((float(wall), float(cpu), int(peak) / 1024, int(status)))
    table = {}
    for name, rows in samples.items():
        walls, cpus, peaks, statuses = zip(*rows)
        table[name] = {
            "wall_ms": statistics.median(walls), "wall_min_ms": min(walls),
            "cpu_ms": statistics.median(cpus), "peak_mb": max(peaks), "exit": statuses[0]}
    return table


def main():
    source, build, work = (os.path.abspath(path) for path in sys.argv[1:4])
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 30
    spawn = os.path.join(work, "spawn")
    file = os.path.join(source, "bench/submission.yaml")
    node = shutil.which("node")
    commands = {
        "/bin/true": ["/bin/true"],
        "intake": [os.path.join(build, "cli/intake"), "check", file],
    }
    if node and os.path.isdir(os.path.join(work, "node_modules/ajv")):
        schema = os.path.join(source, "schemas/iam-submission/1.schema.json")
        commands["node, empty program"] = [node, "-e", "0"]
        commands["ajv"] = [node, os.path.join(work, "ajv_check.mjs"), schema, file]
    cold = measure(commands, runs, spawn)

    print(f"one file of {os.path.getsize(file)} bytes, whole process, {runs} runs each in turn")
    print(f"{'':22}{'wall ms':>9}{'min':>9}{'CPU ms':>9}{'peak MB':>9}{'exit':>6}{'wall/ajv':>10}")
    for name, row in cold.items():
        ratio = f"{row['wall_ms'] / cold['ajv']['wall_ms']:.3f}" if "ajv" in cold else "-"
        print(f"{name:22}{row['wall_ms']:9.1f}{row['wall_min_ms']:9.1f}{row['cpu_ms']:9.1f}"
              f"{row['peak_mb']:9.1f}{row['exit']:6}{ratio:>10}")

    output = subprocess.run([os.path.join(build, "bench/load_rules"), source, file, str(runs)],
                            capture_output=True, text=True, check=True).stdout
    steps = json.loads(output)
    title = f"within one process, {runs} runs each"
    print(f"\n{title:50}{'median ms':>11}{'min':>9}{'first':>9}")
    for name, row in steps.items():
        print(f"{name:50}{row['median_ms']:11.3f}{row['min_ms']:9.3f}{row['first_ms']:9.3f}")

    bars = [
        ("cold-start-wall-ms", cold["intake"]["wall_ms"], WALL_BAR_MS),
        ("cold-start-peak-mb", cold["intake"]["peak_mb"], PEAK_BAR_MB),
    ]
    if "ajv" in cold:
        bars.append(("cold-start-wall-of-ajv", cold["intake"]["wall_ms"] / cold["ajv"]["wall_ms"],
                     RATIO_BAR))
    else:
        print("\najv is not measured: node or its packages are missing")
    for languages in ("one language", "all languages"):
        name = f"compile all rule sets from YAML, {languages}"
        bars.append((f"load-rules-{languages.replace(' ', '-')}-ms", steps[name]["median_ms"],
                     LOAD_BAR_MS))
    many = {count: steps[f"read and compile {count} rules"]["median_ms"] for count in (200, 2000)}
    bars.append(("load-2000-rules-ms", many[2000], MANY_RULES_BAR_MS))
    bars.append(("load-per-rule-2000-of-200", many[2000] / many[200] / 10, GROWTH_BAR))
    print()
    load, cores = os.getloadavg()[0], os.cpu_count()
    if load > cores:
        print(f"the machine is busy (load {load:.1f}, {cores} cores): rely on the ratio only")
    results = []
    for name, figure, bar in bars:
        verdict = "holds" if figure <= bar else "falls short"
        results.append({"name": name, "figure": round(figure, 4), "bar": bar, "verdict": verdict})
        print(f"{name} {figure:.3g} {bar} {verdict}")
    with open(os.path.join(work, "results.json"), "w", encoding="utf-8") as out:
        json.dump({"runs": runs, "load": load, "bars": results, "cold_start": cold,
                   "steps": steps}, out, indent=2)
        out.write("\n")


main()
