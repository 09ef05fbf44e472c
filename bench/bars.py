"""One line for each bar: name, figure, bar, `holds` or `falls short`."""

# name, least or most, bar, where the figure stands in the results
BARS = [
    ("same-verdicts-different", "most", 0, lambda r: different(r)),
    ("read-and-evaluate-times-cpp-hand", "most", 2.0,
     lambda r: r["rates"]["intake"]["times_cpp_hand"]),
    ("read-and-evaluate-of-ajv-cross", "least", 8, lambda r: r["rates"]["intake"]["both_of_ajv-cross"]),
    ("evaluate-only-of-ajv-cross", "least", 2.5, lambda r: r["rates"]["intake"]["only_of_ajv-cross"]),
    ("embedded-time-ratio", "most", 1.10, lambda r: r["rates"]["intake"]["embedded_time_ratio"]),
    # The workload that all engines share, and the shipped rule set, which is three times as large.
    ("cold-json-ms", "most", 8, lambda r: cold(r, "29 checks from their YAML", "JSON", "wall_ms")),
    ("cold-yaml-ms", "most", 8, lambda r: cold(r, "29 checks from their YAML", "YAML", "wall_ms")),
    ("cold-json-of-jsonschema", "below", 1,
     lambda r: cold(r, "29 checks from their YAML", "JSON", "wall_ms") / peer(r, "JSON")),
    ("cold-yaml-of-jsonschema", "below", 1,
     lambda r: cold(r, "29 checks from their YAML", "YAML", "wall_ms") / peer(r, "YAML")),
    ("cold-peak-mb", "most", 12,
     lambda r: max(cold(r, "29 checks from their YAML", form, "peak_mb") for form in ("JSON", "YAML"))),
    ("cold-ctr-rest-json-ms", "most", 8, lambda r: cold(r, "ctr-rest", "JSON", "wall_ms")),
    ("cold-ctr-rest-yaml-ms", "most", 8, lambda r: cold(r, "ctr-rest", "YAML", "wall_ms")),
    ("cold-ctr-rest-json-of-jsonschema", "below", 1, lambda r: r["cold"]["json_of_jsonschema"]),
    ("cold-ctr-rest-yaml-of-jsonschema", "below", 1, lambda r: r["cold"]["yaml_of_jsonschema"]),
    ("cold-ctr-rest-peak-mb", "most", 12,
     lambda r: max(cold(r, "ctr-rest", form, "peak_mb") for form in ("JSON", "YAML"))),
    ("cold-yaml-of-ajv", "most", 0.25, lambda r: r["cold"]["yaml_of_ajv"]),
    ("stream-cpu-of-cpp-plan-own", "most", 2.2, lambda r: r["stream"]["cpu_of_plan"]),
    ("stream-peak-mb", "most", 32,
     lambda r: max(r["stream"][f"intake check --stream -j{n}"]["peak_mb"] for n in (1, 2))),
    ("stream-two-threads-of-one", "least", 1.7, lambda r: r["stream"]["two_threads"]),
    ("stream-identical-for-any-j", "least", 1, lambda r: int(r["stream"]["identical"])),
    ("time-per-rule-2000-of-20", "most", 1.0,
     lambda r: per(r["rules"], "intake, 2000 rules", "intake, 20 rules", "ns_per_rule")),
    ("time-per-byte-25mb-of-2kb", "most", 1.5,
     lambda r: per(r["sizes"], "intake, 25 MB", "intake, 2.3 KB", "ns_per_byte")),
    ("load-rules-one-language-ms", "most", 40,
     lambda r: step(r, "compile all rule sets from YAML, one language")),
    ("load-rules-all-languages-ms", "most", 40,
     lambda r: step(r, "compile all rule sets from YAML, all languages")),
    ("load-2000-rules-ms", "most", 1000, lambda r: step(r, "read and compile 2000 rules")),
    ("load-per-rule-2000-of-200", "most", 1.2,
     lambda r: step(r, "read and compile 2000 rules") / step(r, "read and compile 200 rules") / 10),
]


def different(results):
    if not results["verdicts"]["intake"]:
        return None
    return sum(engine["different"] for engine in results["verdicts"].values() if engine)


def cold(results, rules, form, figure):
    return results["cold"][f"intake, {rules}, {form}"][figure]


def peer(results, form):
    return results["cold"][f"jsonschema, 25 checks, {form}"]["wall_ms"]


def per(results, name, other, field):
    return results[name][field] / results[other][field]


def step(results, name):
    return results["steps"][name]["median_ms"]


def judge(results):
    """The bars of what was measured, and the names of those that were not."""
    judged, missing = [], []
    for name, kind, bar, figure_of in BARS:
        try:
            figure = figure_of(results)
        except (KeyError, TypeError, ZeroDivisionError):
            figure = None
        if figure is None:
            missing.append(name)
            continue
        holds = {"most": figure <= bar, "least": figure >= bar, "below": figure < bar}[kind]
        judged.append({"name": name, "figure": round(figure, 4), "bar": bar, "kind": kind,
                       "verdict": "holds" if holds else "falls short"})
    return judged, missing
