"""The commands for GNU parallel in examples/bulk/README.md, as they stand there.

Exit code 77, which ctest shows as skipped, where GNU parallel is not installed.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import counting

if shutil.which("parallel") is None:
    sys.exit(77)

INTAKE = pathlib.Path(os.environ["INTAKE"])
SOURCE = pathlib.Path(os.environ["INTAKE_SOURCE_DIR"])
README = SOURCE / "examples" / "bulk" / "README.md"
EXAMPLES = SOURCE / "examples" / "ctr-rest"


def one_line(name):
    return json.dumps(json.loads((EXAMPLES / f"{name}.json").read_bytes())).encode() + b"\n"


def documented(first_word):
    """The command block of the README that has this in it, with steps of 64 KiB for those of 64 MiB."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
    (block,) = (each for each in blocks if first_word in each)
    return block.replace("64 << 20", "64 << 10")


class Parallel(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        good, broken = one_line("good"), one_line("broken")
        lines = (good * 3 + broken + b"{cut\n" + good + b"\n") * 60
        (self.folder / "forms.ndjson").write_bytes(lines)
        self.assertGreater(len(lines), 3 << 16, "several ranges")
        serial = self.run_command("intake check --stream forms.ndjson --rules ctr-rest --quiet", 4)
        self.serial = serial.stdout
        self.assertEqual(len(self.serial.splitlines()), 60 * 6)

    def run_command(self, command, code):
        environment = dict(os.environ, PATH=f"{INTAKE.parent}:{os.environ['PATH']}", LANG="C.UTF-8")
        environment["HOME"] = str(self.folder)
        ended = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            check=False,
        )
        self.assertEqual(ended.returncode, code, ended.stderr)
        return ended

    def test_in_order(self):
        self.run_command(documented("parallel -k"), 0)
        self.assertEqual((self.folder / "results.ndjson").read_bytes(), self.serial)

    def test_resumed(self):
        command = documented("--resume-failed")
        self.run_command(command, 0)
        self.assertEqual((self.folder / "results.ndjson").read_bytes(), self.serial)
        # As if the run had been killed: two jobs are not in the log, one of their parts is torn.
        log = self.folder / "job.log"
        lines = log.read_text().splitlines(keepends=True)
        self.assertGreater(len(lines), 4)
        log.write_text("".join(lines[:-2]))
        missing = [int(line.split("\t")[0]) for line in lines[-2:]]
        made = {}
        for path in (self.folder / "parts").iterdir():
            made[path] = path.stat().st_mtime_ns
        torn, gone = (self.folder / "parts" / f"{number}.ndjson" for number in missing)
        torn.write_bytes(torn.read_bytes()[:100])
        gone.unlink()
        self.run_command(command, 0)
        self.assertEqual((self.folder / "results.ndjson").read_bytes(), self.serial)
        for path, when in made.items():
            if path not in (torn, gone):
                self.assertEqual(path.stat().st_mtime_ns, when, f"{path} was made again")


if __name__ == "__main__":
    counting.main()
