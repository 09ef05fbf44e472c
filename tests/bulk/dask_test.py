"""examples/bulk/check_with_dask.py on a scheduler and two workers, one of which is killed.

Exit code 77, which ctest shows as skipped, where Dask is not installed.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

try:
    from distributed import Client
except ImportError:
    sys.exit(77)

import counting
import intake

SOURCE = pathlib.Path(os.environ["INTAKE_SOURCE_DIR"])
SCRIPT = SOURCE / "examples" / "bulk" / "check_with_dask.py"
EXAMPLES = SOURCE / "examples" / "ctr-rest"
DAY = "2026-11-22"
PARTS = 150
DEADLINE = 120  # seconds, of anything that is waited for


def one_line(name):
    return json.dumps(json.loads((EXAMPLES / f"{name}.json").read_bytes())).encode() + b"\n"


def wait_until(what, condition):
    end = time.monotonic() + DEADLINE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{what}: still not so after {DEADLINE} s")
        time.sleep(0.001)


def is_stopped(process):
    status = pathlib.Path(f"/proc/{process.pid}/stat").read_text()
    return status.rpartition(")")[2].split()[0] == "T"


class Dask(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        good, broken = one_line("good"), one_line("broken")
        cls.forms = cls.folder / "forms.ndjson"
        cls.forms.write_bytes((good * 5 + broken + b"{cut\n" + good + b"\n" + broken) * 2000)
        rules = intake.Rules("ctr-rest", now=DAY)
        cls.serial = intake.check_range(cls.forms, rules=rules)

        cls.scheduler = cls.folder / "scheduler.json"
        cls.start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        cls.workers = [
            cls.start("dask_worker", "--nthreads", "1", "--no-nanny", "--local-directory", cls.folder)
            for _ in range(2)
        ]
        wait_until("the scheduler", lambda: cls.scheduler.exists() and cls.address())
        cls.client = Client(cls.address())
        cls.addClassCleanup(cls.client.close)
        cls.client.wait_for_workers(2, timeout=DEADLINE)

    @classmethod
    def address(cls):
        try:
            return json.loads(cls.scheduler.read_text())["address"]
        except ValueError:
            return None

    @classmethod
    def start(cls, module, *arguments):
        log = open(cls.folder / "cluster.log", "ab")
        cls.addClassCleanup(log.close)
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
            + ["--no-dashboard", "--scheduler-file", cls.scheduler],
            stdout=log,
            stderr=log,
        )
        cls.addClassCleanup(process.wait)
        cls.addClassCleanup(process.kill)
        return process

    def run_script(self, out, *arguments):
        process = subprocess.Popen(
            [sys.executable, SCRIPT, self.forms, "--as-of", DAY, "--scheduler", self.address()]
            + ["--parts", str(PARTS), "--out", out, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def assert_as_serial(self, process, out):
        stdout, stderr = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 0, stderr)  # Dask may say there what it does again
        self.assertEqual(json.loads(stdout), self.serial.as_dict())
        self.assertEqual(out.read_bytes(), self.serial.results)
        self.assertFalse(pathlib.Path(f"{out}.parts").exists())

    def test_1_two_workers(self):
        out = self.folder / "two.ndjson"
        self.assert_as_serial(self.run_script(out, "--rules", "ctr-rest"), out)

    def test_2_what_fails_is_said(self):
        process = self.run_script(self.folder / "none.ndjson", "--rules", "ctr-rset")
        _, stderr = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 1)
        self.assertRegex(stderr, "^check_with_dask: .*ctr-rset")

    def test_3_a_worker_is_killed_in_the_middle(self):
        victim = self.workers[0]
        (where,) = (at for at, pid in self.client.run(os.getpid).items() if pid == victim.pid)
        out = self.folder / "killed.ndjson"
        parts = pathlib.Path(f"{out}.parts")
        process = self.run_script(out, "--rules", "ctr-rest")

        wait_until("parts", lambda: process.poll() is not None or len(list(parts.glob("*.ndjson"))) > 4)
        victim.send_signal(signal.SIGSTOP)  # so that there is time to look
        wait_until("the stop", lambda: is_stopped(victim))
        done = len(list(parts.glob("part-*.ndjson")))
        self.assertLess(done, PARTS, "the job was over before the worker could be killed")
        self.assertTrue(self.client.has_what()[where], "the worker had not done anything")
        wait_until("a task", lambda: self.client.processing().get(where))
        victim.kill()
        print(f"killed one of two workers when {done} of {PARTS} parts were done", file=sys.stderr)

        self.assert_as_serial(process, out)
        self.assertEqual(victim.wait(), -signal.SIGKILL)
        self.assertNotIn(where, self.client.scheduler_info()["workers"])


if __name__ == "__main__":
    counting.main()
