#!/usr/bin/python3
"""One JSON Schema library of Debian on the lines of a file: the checks that JSON Schema can say.

peer.py verify|rate|one jsonschema|fastjsonschema FILE [OUT | SECONDS]
"""
import json
import os
import resource
import sys
import time

mode, name, path = sys.argv[1:4]
begin = time.process_time()
schema_path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../schema_1.json")
with open(schema_path, encoding="utf-8") as file:
    schema = json.load(file)
if name == "jsonschema":
    import jsonschema
    validator = jsonschema.Draft7Validator(schema)

    def check(document):
        return not list(validator.iter_errors(document))
else:
    import fastjsonschema  # makes Python code; stops at the first fault
    compiled = fastjsonschema.compile(schema)

    def check(document):
        try:
            compiled(document)
            return True
        except fastjsonschema.JsonSchemaException:
            return False
load_ms = (time.process_time() - begin) * 1e3

with open(path, encoding="utf-8") as file:
    lines = file.readlines()
if mode == "one":
    sys.exit(0 if check(json.loads(lines[0])) else 1)
if mode == "verify":
    with open(sys.argv[4], "w", encoding="utf-8") as out:
        for line in lines:
            out.write("0\n" if check(json.loads(line)) else "-1\n")
    sys.exit()


def rate(items, work, seconds):
    for item in items[:20]:
        work(item)
    done = 0
    start = time.process_time()
    while True:
        for item in items:
            work(item)
            done += 1
            passed = time.process_time() - start
            if passed >= seconds:
                return done / passed


seconds = float(sys.argv[4])
both = rate(lines, lambda line: check(json.loads(line)), seconds)
documents = [json.loads(line) for line in lines]
only = rate(documents, check, seconds)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"both": both, "only": only, "profile": "core", "load_ms": load_ms, "peak_mb": peak}))
