#!/usr/bin/env python3
"""Writes the rule set of the benchmark with its rules repeated, each copy with constants of its own.

multiply_rules.py SOURCE-FOLDER OUT-FOLDER COPIES [COUNT]. Copy k of a rule has another pattern, another choice
and another maximum than the others, and the same verdict on the documents of the workload. COUNT: only so many
rules, taken evenly from all of them.
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


def split(rules):
    return [block.strip("\n") for block in re.split(r"^(?=  - id: )", rules, flags=re.M) if block.strip()]


def main():
    source, out, copies = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(os.path.join(source, RULE_SET), encoding="utf-8") as file:
        head, rules = file.read().split("\nrules:\n")
    blocks = []
    for k in range(copies):
        blocks += split(varied(rules, k) if k else rules)
    count = int(sys.argv[4]) if len(sys.argv) > 4 else len(blocks)
    taken = [blocks[i * len(blocks) // count] for i in range(count)]
    covered = {name for names in re.findall(r"covers: \[(.*)\]", "\n".join(taken))
               for name in names.split(", ")}
    head = re.sub(r"^  - \{id: (R\d+), quote: .*\n",
                  lambda statement: statement[0] if statement[1] in covered else "", head, flags=re.M)
    text = head + "\nrules:\n" + "\n\n".join(taken) + "\n"
    for path in (RULE_SET, SCHEMA):
        os.makedirs(os.path.dirname(os.path.join(out, path)), exist_ok=True)
    with open(os.path.join(out, RULE_SET), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    shutil.copy(os.path.join(source, SCHEMA), os.path.join(out, SCHEMA))


main()
