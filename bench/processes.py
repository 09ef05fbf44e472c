"""What is measured of whole processes: cold start, streams, the steps of a run."""
import hashlib
import json
import os
import shutil
import subprocess

from harness import in_turns, median, number, ratio, spawn, table
from engines import all_peers, jsonschema_binary


def cold_start(bench):
    source, at = bench.source, bench.at
    program = at("bin/intake")
    form = os.path.join(source, "bench/submission.yaml")
    bench_rules = ["--rules-dir", at("rules_1/rules"), "--rules", "submission-bench"]
    commands = {
        "/bin/true": ["/bin/true"],
        "intake, ctr-rest, YAML": [program, "check", form],
        "intake, ctr-rest, JSON": [program, "check", bench.data("submission.json")],
        "intake, 29 checks from their YAML, JSON": [program, "check", *bench_rules,
                                                    bench.data("one_ok.json")],
        "intake, 29 checks from their YAML, YAML": [program, "check", *bench_rules,
                                                    bench.data("one_ok.yaml")],
    }
    binary = jsonschema_binary(bench)
    if binary:
        schema = at("schema_1.json")
        commands["jsonschema, 25 checks, JSON"] = [binary, "validate", schema, bench.data("one_ok.json")]
        commands["jsonschema, 25 checks, YAML"] = [binary, "validate", schema, bench.data("one_ok.yaml")]
    else:
        bench.skip("the jsonschema binary", "npm has not installed @sourcemeta/jsonschema")
    for peer in all_peers(bench):
        if peer.name in ("cpp-hand", "cpp-plan-own", "js-hand", "ajv-cross", "py-fastjsonschema"):
            commands[f"{peer.name}, JSON"] = peer.one(bench.data("one_ok.json"))
    if shutil.which("node") and os.path.isdir(at("node_modules/ajv")):
        commands["node, empty program"] = ["node", "-e", "0"]
        schema = os.path.join(source, "schemas/iam-submission/1.schema.json")
        commands["ajv, types of ctr-rest, YAML"] = ["node", at("ajv_check.mjs"), schema, form]
    for command in commands.values():
        command[0] = shutil.which(command[0]) or command[0]

    def run(command):
        return spawn(bench, command)
    in_turns(bench, commands, 1, run)  # fills the caches
    samples = in_turns(bench, commands, bench.runs, run, allowed_exits=(0, 1, 2))
    rows, results = [], {}
    for name, found in sorted(samples.items(), key=lambda item: median(item[1], "wall_ms")):
        results[name] = {
            "wall_ms": median(found, "wall_ms"), "wall_min_ms": min(s["wall_ms"] for s in found),
            "cpu_ms": median(found, "cpu_ms"), "peak_mb": max(s["peak_mb"] for s in found),
            "exit": found[0]["exit"]}
        row = results[name]
        rows.append([name, number(row["wall_ms"]), number(row["wall_min_ms"]), number(row["cpu_ms"]),
                     number(row["peak_mb"]), row["exit"]])
    for name, other, label in (
            ("intake, ctr-rest, YAML", "jsonschema, 25 checks, YAML", "yaml_of_jsonschema"),
            ("intake, ctr-rest, JSON", "jsonschema, 25 checks, JSON", "json_of_jsonschema"),
            ("intake, ctr-rest, YAML", "ajv, types of ctr-rest, YAML", "yaml_of_ajv")):
        if name in samples and other in samples:
            results[label] = ratio(samples[name], samples[other], "wall_ms")
    table(f"Cold start: one file of 2 to 3 KB, whole process, {bench.runs} runs in turns",
          ["command", "wall ms", "min", "CPU ms", "peak MB", "exit"], rows)
    bench.results["cold"] = results


def stream(bench):
    """From disk to results, the whole process; then whether the results depend on the threads."""
    file = bench.data("docs_10k.ndjson" if bench.quick else "docs_100k.ndjson")
    documents = 10000 if bench.quick else 100000
    program = [bench.at("bin/intake"), "check", "--stream", "--rules-dir", bench.at("rules_1/rules"),
               "--rules", "submission-bench"]
    probe = subprocess.run([*program, bench.data("docs_1k.ndjson")], capture_output=True, text=True,
                           check=False)
    commands = {"wc -l": ["/usr/bin/wc", "-l", file]}
    if probe.returncode in (0, 1, 2):
        for threads in (1, 2):
            commands[f"intake check --stream -j{threads}"] = [*program, f"-j{threads}", file]
    else:
        why = (probe.stderr or probe.stdout).strip().splitlines()
        bench.skip("intake check --stream", why[0] if why else f"exits with {probe.returncode}")
    for peer in all_peers(bench):
        if peer.name == "cpp-plan-own":
            for threads in (1, 2):
                commands[f"cpp-plan-own, {threads} threads"] = [*peer.base("stream"), file, str(threads)]
        elif peer.name in ("ajv-cross", "js-hand"):
            commands[peer.name] = [shutil.which("node"), *peer.base("stream")[1:], file]
    samples = in_turns(bench, commands, 1 if bench.quick else 5, lambda c: spawn(bench, c),
                       allowed_exits=(0, 1, 2))
    rows, results = [], {}
    for name, found in samples.items():
        results[name] = {"documents": documents, "wall_ms": median(found, "wall_ms"),
                         "cpu_ms": median(found, "cpu_ms"),
                         "peak_mb": max(s["peak_mb"] for s in found)}
        row = results[name]
        rows.append([name, number(row["wall_ms"] / 1e3), number(row["cpu_ms"] / 1e3),
                     number(row["peak_mb"]), number(documents / row["wall_ms"] * 1e3)])
    one, two = (samples.get(f"intake check --stream -j{n}") for n in (1, 2))
    plan = samples.get("cpp-plan-own, 1 threads")
    if one and plan:
        results["cpu_of_plan"] = ratio(one, plan, "cpu_ms")
    if one and two:
        results["two_threads"] = ratio(one, two, "wall_ms")
        results["identical"] = identical(bench, program)
    table(f"Stream: {documents:,} documents from disk to results, whole process",
          ["command", "wall s", "CPU s", "peak MB", "documents/s"], rows)
    bench.results["stream"] = results


def identical(bench, program):
    digests = set()
    for threads in (1, 2, 3, 8):
        done = subprocess.run([*program, f"-j{threads}", bench.data("docs_10k.ndjson")],
                              capture_output=True, check=False)
        digests.add((done.returncode, hashlib.sha256(done.stdout).hexdigest()))
    return len(digests) == 1


def steps(bench):
    """The parts of a run within one process, from rule files to a fix run."""
    program = bench.at("bin/load_rules")
    form = os.path.join(bench.source, "bench/submission.yaml")
    done = subprocess.run([program, bench.source, form, str(bench.runs)], capture_output=True,
                          text=True, check=False)
    if done.returncode:
        bench.skip("the steps of a run", done.stderr.strip() or f"exit {done.returncode}")
        return
    results = json.loads(done.stdout)
    table(f"Steps within one process, {bench.runs} runs each", ["step", "median ms", "min", "first"],
          [[name, f"{row['median_ms']:.3f}", f"{row['min_ms']:.3f}", f"{row['first_ms']:.3f}"]
           for name, row in results.items()])
    bench.results["steps"] = results


def parts(bench):
    """Google Benchmark over the parts of the engine."""
    program = bench.at("bin/bench_parts")
    if not os.path.exists(program):
        bench.skip("the parts of the engine", "bench_parts is not built (libbenchmark-dev)")
        return
    least = "0.02" if bench.quick else "0.2"
    done = subprocess.run(
        [program, "--benchmark_format=json", f"--benchmark_min_time={least}",
         "--benchmark_repetitions=3", "--benchmark_report_aggregates_only=true",
         "--benchmark_enable_random_interleaving=true"],
        capture_output=True, text=True, check=False)
    if done.returncode:
        bench.skip("the parts of the engine", done.stderr.strip() or f"exit {done.returncode}")
        return
    rows, results = [], {}
    for found in json.loads(done.stdout)["benchmarks"]:
        if found.get("aggregate_name") != "median":
            continue
        name = found["run_name"].split("/repeats")[0]
        results[name] = {"ns": found["cpu_time"], "bytes_per_second": found.get("bytes_per_second")}
        speed = found.get("bytes_per_second")
        rows.append([name, number(found["cpu_time"]), number(speed / 1e6) if speed else "-"])
    table("Parts of the engine", ["part", "ns", "MB/s"], sorted(rows))
    bench.results["parts"] = results
