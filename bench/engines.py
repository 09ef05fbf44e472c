"""The engines that are measured: how each is called, and what it checks."""
import os
import shutil


class Peer:
    """`profile`: full (all 29 checks) or core (25, what JSON Schema can say). `first`: stops at the
    first fault. `small`: measured on 1,000 documents, because it is slow."""

    def __init__(self, name, base, profile="full", first=False, small=False, copies=False):
        self.name = name
        self.base = base  # mode -> command without the file
        self.profile = profile
        self.first = first
        self.small = small
        self.copies = copies  # whether it can be given its checks several times

    def verify(self, file, out):
        return [*self.base("verify"), file, out]

    def rate(self, file, seconds, copies=1):
        command = [*self.base("rate", copies), file, str(seconds)]
        return [*command, str(copies)] if copies > 1 and self.name != "intake" else command

    def one(self, file):
        return [*self.base("one"), file]


def intake(bench):
    def base(mode, copies=1):
        program = [bench.at("bin/checker_bench"), mode]
        return [*program, bench.at(f"rules_{copies}", "rules"), "submission-bench"]
    return Peer("intake", base, copies=True)


def native(bench):
    hand, plan, checks = bench.at("bin/hand"), bench.at("bin/plan"), bench.at("peers/checks.json")
    peers = []
    if os.path.exists(hand):
        peers.append(Peer("cpp-hand", lambda mode, copies=1: [hand, mode]))
    if os.path.exists(plan):
        for reader, name in (("own", "cpp-plan-own"), ("od", "cpp-plan-ondemand")):
            peers.append(Peer(name, lambda mode, copies=1, reader=reader: [plan, checks, reader, mode],
                              copies=True))
    return peers


NODE_PEERS = [
    ("js-hand", "full", {}), ("ajv-cross", "full", {"copies": True}), ("ajv", "core", {"copies": True}),
    ("ajv-first", "core", {"first": True}), ("schemasafe", "core", {}), ("zod", "full", {}),
    ("cel:@marcbachmann", "full", {}), ("cfworker", "core", {"small": True}),
    ("json-rules-engine", "full", {"small": True}),
]


def node(bench):
    script = bench.at("peers/node/bench.mjs")
    found = []
    for name, profile, options in NODE_PEERS:
        found.append(Peer(name, None, profile, options.get("first", False),
                          options.get("small", False), options.get("copies", False)))
        found[-1].base = lambda mode, copies=1, name=name: ["node", script, mode, name]
    return found


def python(bench):
    script = bench.at("peers/py/peer.py")
    found = []
    for name, first in (("fastjsonschema", True), ("jsonschema", False)):
        base = lambda mode, copies=1, name=name: ["/usr/bin/python3", script, mode, name]
        found.append(Peer(f"py-{name}", base, "core", first, small=True))
    return found


def all_peers(bench):
    """Those that can be run here; the others are said to be missing."""
    peers = [intake(bench), *native(bench)]
    if len(peers) < 4:
        bench.skip("cpp-hand and cpp-plan", "they are not built")
    if shutil.which("node") and os.path.isdir(bench.at("node_modules/ajv")):
        peers += node(bench)
    else:
        bench.skip("all peers on node", "node or its packages are missing")
    return peers + python(bench)


def jsonschema_binary(bench):
    path = bench.at("node_modules/@sourcemeta/jsonschema/build/github-releases",
                    "jsonschema-linux-" + {"aarch64": "arm64"}.get(os.uname().machine, "x86_64"))
    return path if os.path.exists(path) else None
