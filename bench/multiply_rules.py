#!/usr/bin/env python3
"""Writes the rule set of the benchmark with its rules repeated, each copy with constants of its own.

multiply_rules.py SOURCE-FOLDER OUT-FOLDER COPIES. Copy k of a rule has another pattern, another choice and
another maximum than the others, and the same verdict on the documents of the workload.
"""
import os
import re
import shutil
import sys

RULE_SET = "rules/submission-bench/1.0.0/ruleset.yaml"
SCHEMA = "schemas/submission-bench/1.schema.json"


def varied(rule, k):
    rule = re.sub(r"^(  - id: \S+)", rf"\1-{k}", rule, flags=re.M)
    rule = re.sub(r"(matches: '[^']*)\$'", rf"\1(?:~q{k})?$'", rule)
    rule = re.sub(r"((?:one-of|subset-of): \[[^\]]*)\]", rf"\1, ZZ{k}]", rule)
    return re.sub(r"max: (\d+)", lambda found: f"max: {int(found[1]) + k}", rule)


def main():
    source, out, copies = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(os.path.join(source, RULE_SET), encoding="utf-8") as file:
        head, rules = file.read().split("\nrules:\n")
    text = head + "\nrules:\n" + rules.rstrip() + "\n"
    for k in range(1, copies):
        text += "\n" + varied(rules, k).rstrip() + "\n"
    for path in (RULE_SET, SCHEMA):
        os.makedirs(os.path.dirname(os.path.join(out, path)), exist_ok=True)
    with open(os.path.join(out, RULE_SET), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    shutil.copy(os.path.join(source, SCHEMA), os.path.join(out, SCHEMA))


main()
