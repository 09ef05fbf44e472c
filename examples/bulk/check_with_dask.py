#!/usr/bin/python3
"""Check the documents of an NDJSON file on a Dask cluster, and merge the results in order.

    dask-scheduler --host 127.0.0.1 --port 8786 &
    dask-worker tcp://127.0.0.1:8786 --nthreads 1 --no-nanny &        # one for each processor
    ./check_with_dask.py forms.ndjson --rules ctr-rest --scheduler tcp://127.0.0.1:8786 --out results.ndjson

What travels to a worker is the path, an offset and a length; what comes back are the totals. Path
and parts folder have to be the same files on every machine. A task whose worker dies is run again
elsewhere and makes the same part, so the results are those of one serial run.
"""

import argparse
import json
import os
import pathlib
import shutil
import sys
import uuid

import intake
from distributed import Client, as_completed


def check_part(path, offset, length, part, rules):
    """One task: the results of a range, whole or not at all."""
    unfinished = f"{part}.{uuid.uuid4().hex}.unfinished"
    totals = intake.check_range(path, offset, length, rules=rules, out=unfinished)
    os.replace(unfinished, part)
    return totals


def check_all(client, path, ranges, folder, rules):
    """Runs all tasks, and gives the files of the parts in order, and the totals."""
    names = [os.path.join(folder, f"part-{number:06}.ndjson") for number in range(len(ranges))]
    tasks = [
        client.submit(check_part, path, offset, length, name, rules, pure=False)
        for (offset, length), name in zip(ranges, names)
    ]
    totals = intake.Totals()
    for done, task in enumerate(as_completed(tasks), 1):
        totals += task.result()
        if sys.stderr.isatty():
            print(f"\r{done} of {len(tasks)} parts", end="", file=sys.stderr)
    return names, totals


def merge(names, out):
    unfinished = f"{out}.unfinished"
    with open(unfinished, "wb") as merged:
        for name in names:
            with open(name, "rb") as part:
                shutil.copyfileobj(part, merged, 1 << 20)
    os.replace(unfinished, out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", help="NDJSON, one document a line")
    parser.add_argument("--rules", required=True, help="the rule set: ctr-rest, ctr-rest@1.0.0")
    parser.add_argument("--rules-dir", help="a rules folder (default: the rule sets in the module)")
    parser.add_argument("--as-of", default="today", help="the date to check at, YYYY-MM-DD")
    parser.add_argument("--scheduler", required=True, help="its address, or tcp://HOST:PORT")
    parser.add_argument("--parts", type=int, default=64, help="how many tasks (default: 64)")
    parser.add_argument("--out", required=True, help="the file of results")
    arguments = parser.parse_args()

    path = os.path.abspath(arguments.file)
    out = os.path.abspath(arguments.out)
    rules_dir = os.path.abspath(arguments.rules_dir) if arguments.rules_dir else None
    # Here it is seen at once where there are no such rules, and what day "today" is.
    local = intake.Rules(arguments.rules, now=arguments.as_of, folder=rules_dir)
    ranges = intake.split_ranges(path, arguments.parts)
    folder = pathlib.Path(f"{out}.parts")
    folder.mkdir(exist_ok=True)

    with Client(arguments.scheduler) as client:
        # A task like the others, so that each worker has the rules once, and makes them again where
        # those that had them are gone.
        rules = client.submit(
            intake.Rules, local.rule_set.reference, now=local.now, folder=rules_dir
        )
        names, totals = check_all(client, path, ranges, folder, rules)
    merge(names, out)
    shutil.rmtree(folder)
    print(json.dumps(totals.as_dict()))


if __name__ == "__main__":
    try:
        main()
    except (intake.IntakeError, OSError) as error:
        sys.exit(f"check_with_dask: {error}")
