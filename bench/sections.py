"""What is measured in process: verdicts, rates, growth."""
import os
import shutil
import subprocess

from harness import in_turns, median, number, ratio, run_json, say, table
from engines import all_peers, intake, jsonschema_binary

CORE_MASK = (1 << 25) - 1
HEAVY = ("intake", "cpp-hand", "cpp-plan-own", "ajv-cross")  # peers of all workloads
SIZES = (("docs_1k.ndjson", "2.3 KB"), ("mid_250k.json", "250 KB"), ("big_25m.json", "25 MB"))
COPIES = (1, 10, 100)
RULE_COUNTS = (20, 200, 2000)


def read_masks(path):
    with open(path, encoding="utf-8") as file:
        return [int(line) for line in file]


def same_verdicts(bench):
    """Every engine against the hand-written checker: the same checks where it tells them, else
    whether the document is valid."""
    head = 1000 if bench.quick else 10000
    reference = None
    rows, results = [], {}
    for peer in all_peers(bench):
        if peer.name == "intake":
            continue
        documents = 1000 if peer.small else head
        if peer.name == "cpp-hand":
            reference = verdicts(bench, peer, head)
            continue
        results[peer.name] = compare(bench, peer, reference, documents)
    results = {"intake": compare(bench, intake(bench), reference, head), **results}
    binary = jsonschema_binary(bench)
    if binary:
        results["jsonschema"] = compare_jsonschema(bench, binary, reference, head)
    for name, found in results.items():
        if found:
            rows.append([name, found["profile"], found["how"], found["documents"], found["different"]])
    table("Same verdicts as cpp-hand", ["engine", "checks", "compared", "documents", "different"], rows)
    bench.results["verdicts"] = results


def verdicts(bench, peer, documents):
    file = bench.data("docs_1k.ndjson" if documents == 1000 else "docs_10k.ndjson")
    out = bench.at("verdicts_" + "".join(c if c.isalnum() else "-" for c in peer.name))
    if os.path.exists(out):
        os.remove(out)
    bench.progress(f"verdicts of {peer.name}")
    done = subprocess.run(peer.verify(file, out), capture_output=True, text=True, check=False)
    if done.returncode or not os.path.exists(out):
        why = (done.stderr or done.stdout).strip().splitlines()
        bench.skip(f"verdicts of {peer.name}", why[-1][:160] if why else f"exit {done.returncode}")
        return None
    return read_masks(out)


def compare(bench, peer, reference, documents):
    found = verdicts(bench, peer, documents)
    if found is None or reference is None:
        return None
    return judge(found, reference[:documents], peer.profile)


def judge(found, reference, profile):
    expected = reference if profile == "full" else [mask & CORE_MASK for mask in reference]
    masks = any(value > 0 for value in found)
    if not masks:
        expected = [-1 if mask else 0 for mask in expected]
    different = sum(a != b for a, b in zip(found, expected)) + abs(len(found) - len(expected))
    return {"profile": profile, "how": "each check" if masks else "valid or not",
            "documents": len(found), "different": different}


def compare_jsonschema(bench, binary, reference, documents):
    lines = bench.at("verdicts.jsonl")  # by this name it reads one document a line
    shutil.copy(bench.data("docs_1k.ndjson" if documents == 1000 else "docs_10k.ndjson"), lines)
    done = subprocess.run([binary, "validate", bench.at("schema_1.json"), lines, "--continue"],
                          capture_output=True, text=True, check=False)
    found = [0] * documents
    for line in (done.stdout + done.stderr).splitlines():
        if line.startswith("fail: ") and "#" in line:
            found[int(line.rsplit("#", 1)[1].rstrip(")")) - 1] = -1
    return judge(found, reference[:documents], "core")


def rates(bench):
    """Documents per second on one core: all peers on the mix, some on what is all good or all faulty."""
    peers = all_peers(bench)
    commands = {}
    for peer in peers:
        file = bench.data("docs_1k.ndjson" if peer.small else "docs_10k.ndjson")
        commands[peer.name] = peer.rate(file, bench.seconds)
    program = bench.at("bin/checker_bench")
    commands["intake, embedded"] = [program, "embed", bench.at("rules_1/rules"), "submission-bench",
                                    bench.data("docs_10k.ndjson"), str(bench.seconds)]
    samples = in_turns(bench, commands, bench.rounds, run_json)
    hand = samples.get("cpp-hand", [])
    by_name = {peer.name: peer for peer in peers}
    rows, results = [], {}
    for name, found in sorted(samples.items(), key=lambda item: -(median(item[1], "both") or 0)):
        peer = by_name.get(name)
        results[name] = {
            "both": median(found, "both"), "only": median(found, "only"), "read": median(found, "read"),
            "singly": median(found, "singly"),
            "report": median(found, "report"), "load_ms": median(found, "load_ms"),
            "peak_mb": median(found, "peak_mb"),
            "times_cpp_hand": ratio(found, hand, "both", inverse=True) if hand else None,
            "rounds": found}
        rows.append([
            name, peer.profile if peer else "full", "first" if peer and peer.first else "all",
            number(results[name]["both"]), number(results[name]["times_cpp_hand"]),
            number(results[name]["only"]), number(results[name]["load_ms"]),
            number(results[name]["peak_mb"])])
    table("In process, one core, documents of 2.3 KB, 30 % with faults: documents per second",
          ["engine", "checks", "faults found", "read and evaluate", "times cpp-hand", "evaluate only",
           "set-up ms", "peak MB"], rows)
    own = results.get("intake")
    if own:
        say(f"\nintake reads {number(own['read'])} documents/s into a Submission, evaluates "
            f"{number(own['singly'])} of them one by one, without knowing the next, and "
            f"{number(own['report'])} into whole Reports (CompiledRules::check).")
    for name, other, field in (("intake", "ajv-cross", "both"), ("intake", "ajv-cross", "only")):
        if name in samples and other in samples:
            results[name][f"{field}_of_{other}"] = ratio(samples[name], samples[other], field)
    if "intake" in samples and "intake, embedded" in samples:
        results["intake"]["embedded_time_ratio"] = ratio(
            samples["intake"], samples["intake, embedded"], "both")
    bench.results["rates"] = results
    workloads(bench, peers)


def workloads(bench, peers):
    rows, results = [], {}
    for file, title in (("docs_good.ndjson", "no faults"), ("docs_faulty.ndjson", "all with faults")):
        commands = {peer.name: peer.rate(bench.data(file), bench.seconds)
                    for peer in peers if peer.name in HEAVY}
        samples = in_turns(bench, commands, max(2, bench.rounds - 2), run_json)
        hand = samples.get("cpp-hand", [])
        for name, found in samples.items():
            results[f"{name}, {title}"] = row = {
                "both": median(found, "both"), "only": median(found, "only"),
                "times_cpp_hand": ratio(found, hand, "both", inverse=True) if hand else None}
            rows.append([name, title, number(row["both"]), number(row["times_cpp_hand"]),
                         number(row["only"])])
    command = [bench.at("bin/checker_bench"), "rate", os.path.join(bench.source, "rules"), "ctr-rest",
               bench.data("ctr_rest.ndjson"), str(bench.seconds)]
    for name, found in in_turns(bench, {"intake, ctr-rest": command}, 3, run_json).items():
        results[name] = {"both": median(found, "both"), "only": median(found, "only"),
                         "peak_mb": median(found, "peak_mb")}
        rows.append([name, "30 % with faults, 1.6 KB", number(results[name]["both"]), "-",
                     number(results[name]["only"])])
    table("Other workloads: documents per second",
          ["engine", "workload", "read and evaluate", "times cpp-hand", "evaluate only"], rows)
    bench.results["workloads"] = results


def growth(bench):
    """What a rule costs in a large rule set, and a byte in a large document."""
    peers = [peer for peer in all_peers(bench) if peer.copies and peer.name in HEAVY + ("ajv",)]
    rules = {"intake": 51, "ajv": 25}  # of the others: the checks
    rows, results = [], {}
    samples = in_turns(bench, {
        (peer.name, copies): peer.rate(bench.data("docs_1k.ndjson"), bench.seconds, copies)
        for copies in COPIES for peer in peers}, 2 if bench.quick else 3, run_json)
    for peer in peers:
        count = rules.get(peer.name, 29)
        for copies in COPIES:
            found = samples.get((peer.name, copies))
            if not found:
                continue
            only = median(found, "only")
            per_rule = 1e9 / (only * count * copies)
            results[f"{peer.name} x{copies}"] = {
                "rules": count * copies, "both": median(found, "both"), "only": only,
                "load_ms": median(found, "load_ms"), "ns_per_rule": per_rule}
            rows.append([peer.name, f"{count * copies:,}", number(median(found, "both")), number(only),
                         number(per_rule), number(median(found, "load_ms"))])
    for count in RULE_COUNTS:
        commands = {"intake": [bench.at("bin/checker_bench"), "rate", bench.at(f"rules_of_{count}", "rules"),
                               "submission-bench", bench.data("docs_1k.ndjson"), str(bench.seconds)]}
        found = in_turns(bench, commands, 2 if bench.quick else 3, run_json).get("intake")
        if not found:
            continue
        only = median(found, "only")
        results[f"intake, {count} rules"] = row = {
            "rules": count, "both": median(found, "both"), "only": only,
            "load_ms": median(found, "load_ms"), "ns_per_rule": 1e9 / (only * count)}
        rows.append(["intake, some", f"{count:,}", number(row["both"]), number(only),
                     number(row["ns_per_rule"]), number(row["load_ms"])])
    table("Growth with the number of rules",
          ["engine", "rules", "read and evaluate/s", "evaluate only/s", "ns a rule and document",
           "set-up ms"], rows)
    bench.results["rules"] = results


def sizes(bench):
    rows, results = [], {}
    peers = [peer for peer in all_peers(bench) if peer.name in HEAVY]
    samples = in_turns(bench, {
        (peer.name, label): peer.rate(bench.data(file), bench.seconds)
        for file, label in SIZES for peer in peers}, 2 if bench.quick else 3, run_json)
    for peer in peers:
        for file, label in SIZES:
            found = samples.get((peer.name, label))
            if not found:
                continue
            with open(bench.data(file), "rb") as data:
                lines = sum(1 for _ in data)
            size = os.path.getsize(bench.data(file)) / lines
            per_byte = 1e9 / (median(found, "both") * size)
            results[f"{peer.name}, {label}"] = {
                "bytes": size, "both": median(found, "both"), "ns_per_byte": per_byte,
                "peak_mb": median(found, "peak_mb")}
            rows.append([peer.name, label, number(median(found, "both")), number(per_byte),
                         number(median(found, "peak_mb"))])
    table("Growth with the size of the document",
          ["engine", "document", "read and evaluate/s", "ns a byte", "peak MB"], rows)
    bench.results["sizes"] = results
