"""check_range, check_lines and split_ranges. Run by ctest with the built package on the PYTHONPATH."""

import io
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

import counting
import intake

SOURCE = pathlib.Path(os.environ["INTAKE_SOURCE_DIR"])
EXAMPLES = SOURCE / "examples" / "ctr-rest"
RULES = intake.Rules("ctr-rest", now="2026-11-22")


def line(name):
    return json.dumps(json.loads((EXAMPLES / f"{name}.json").read_bytes())).encode() + b"\n"


GOOD, BROKEN = line("good"), line("broken")
LINES = [GOOD, BROKEN, b"\n", b'{"cut": \n', BROKEN, GOOD, GOOD, "{\"é\": \"\\u0000\"}\r\n".encode()]

INTERRUPTED = """
import os, signal, sys, threading, time
import intake
rules = intake.Rules("ctr-rest", now="2026-11-22")
written = open(sys.argv[2], "wb", buffering=0)
class Out:
    started = threading.Event()
    def write(self, lines):
        written.write(lines)
        self.started.set()
out = Out()
def interrupt():
    out.started.wait()
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt, daemon=True).start()
try:
    intake.check_range(sys.argv[1], rules=rules, out=out)
except KeyboardInterrupt:
    sys.exit(7)
"""


class Bulk(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, lines, name="forms.ndjson"):
        path = self.folder / name
        path.write_bytes(b"".join(lines))
        return path

    def test_totals_and_results(self):
        totals = intake.check_range(self.file(LINES), rules=RULES)
        self.assertEqual(
            (totals.lines, totals.accept, totals.incomplete, totals.reject, totals.unreadable),
            (7, 3, 1, 2, 1),
        )
        self.assertTrue(totals.complete)
        self.assertEqual(totals.next_byte, sum(map(len, LINES)))
        results = [json.loads(each) for each in totals.results.splitlines()]
        self.assertEqual(
            [each["status"] for each in results],
            ["accept", "reject", "unreadable", "reject", "accept", "accept", "incomplete"],
        )
        self.assertEqual(results[1]["byte"], len(GOOD))
        self.assertEqual(totals.findings, sum(len(each.get("findings", ())) for each in results))
        self.assertEqual(totals.as_dict()["lines"], 7)

    def test_the_same_for_any_threads_and_outputs(self):
        path = self.file(LINES * 50)
        expected = intake.check_range(path, rules=RULES)
        out = self.folder / "results.ndjson"
        for threads in (1, 2, 3):
            with self.subTest(threads=threads):
                totals = intake.check_range(path, rules=RULES, out=out, threads=threads)
                self.assertIsNone(totals.results)
                self.assertEqual(out.read_bytes(), expected.results)
                self.assertEqual(totals.as_dict(), expected.as_dict())
                memory = io.BytesIO()
                intake.check_range(path, rules=RULES, out=memory, threads=threads)
                self.assertEqual(memory.getvalue(), expected.results)
                lines = intake.check_lines(LINES * 50, rules=RULES, threads=threads)
                self.assertEqual(lines, expected)

    def test_ranges_have_each_line_once(self):
        path = self.file(LINES * 3)
        whole = intake.check_range(path, rules=RULES)
        for parts in (1, 2, 3, 7, 40, 10**6):
            with self.subTest(parts=parts):
                ranges = intake.split_ranges(path, parts)[:200]
                if parts > 200:
                    end = sum(ranges[-1])
                    ranges.append((end, path.stat().st_size - end))
                made = [intake.check_range(path, *each, rules=RULES) for each in ranges]
                self.assertEqual(b"".join(each.results for each in made), whole.results)
                self.assertEqual(sum(made, intake.Totals()).as_dict(), whole.as_dict())

    def test_split_ranges(self):
        self.assertEqual(intake.split_ranges(self.file([]), 3), [(0, 0)])
        self.assertEqual(intake.split_ranges(self.file([b"12345"]), 2), [(0, 2), (2, 3)])
        self.assertEqual(len(intake.split_ranges(self.file([b"12345"]), 9)), 5)
        with self.assertRaises(ValueError):
            intake.split_ranges(self.file([]), 0)

    def test_resume(self):
        path = self.file(LINES * 400)
        whole = intake.check_range(path, rules=RULES)
        first = intake.check_range(path, rules=RULES, progress=lambda totals: False)
        self.assertFalse(first.complete)
        self.assertLess(first.lines, whole.lines)
        rest = intake.check_range(path, first.next_byte, rules=RULES)
        self.assertEqual(first.results + rest.results, whole.results)

    def test_lines_without_ends_and_as_text(self):
        expected = intake.check_lines([GOOD, BROKEN], rules=RULES).results
        bare = (each.rstrip(b"\n") for each in (GOOD, BROKEN))
        self.assertEqual(intake.check_lines(bare, rules=RULES).results, expected)
        self.assertEqual(
            intake.check_lines([GOOD.decode(), BROKEN.decode()], rules=RULES).results, expected
        )

    def test_long_line(self):
        totals = intake.check_lines([GOOD, b'"' + b"x" * 5000 + b'"'], rules=RULES, line_bytes=4096)
        self.assertEqual((totals.accept, totals.unreadable), (1, 1))
        self.assertEqual(json.loads(totals.results.splitlines()[1])["error"]["code"], "limit")

    def test_progress(self):
        path = self.file(LINES * 400)
        seen = []
        totals = intake.check_range(path, rules=RULES, progress=seen.append)
        self.assertEqual(seen[-1].lines, totals.lines)
        self.assertEqual(seen, sorted(seen, key=lambda each: each.next_byte))

    def test_exceptions_of_python_come_through(self):
        path = self.file(LINES * 400)

        def fail(*_):
            raise ZeroDivisionError("mine")

        def failing_lines():
            yield GOOD
            fail()

        class Out:
            write = fail

        calls = {
            "progress": lambda: intake.check_range(path, rules=RULES, progress=fail),
            "out": lambda: intake.check_range(path, rules=RULES, out=Out()),
            "lines": lambda: intake.check_lines(failing_lines(), rules=RULES),
            "lines of threads": lambda: intake.check_lines(failing_lines(), rules=RULES, threads=3),
        }
        for name, call in calls.items():
            with self.subTest(name), self.assertRaisesRegex(ZeroDivisionError, "mine"):
                call()
        with self.assertRaises(TypeError):
            intake.check_lines([3], rules=RULES)

    def test_errors_say_where(self):
        with self.assertRaises(intake.IntakeError) as caught:
            intake.check_range(self.folder / "vanished", rules=RULES)
        self.assertEqual(caught.exception.code, intake.ErrorCode.UNREADABLE)
        self.assertIn("vanished", str(caught.exception))
        self.assertEqual(caught.exception.totals.lines, 0)
        with self.assertRaises(intake.IntakeError) as caught:
            intake.check_range(self.file(LINES), rules=RULES, out=self.folder / "no" / "folder")
        self.assertEqual(caught.exception.code, intake.ErrorCode.UNWRITABLE)
        with self.assertRaises(TypeError):
            intake.check_range(self.file(LINES), rules=RULES, out=3)

    def test_results_are_not_written_over_the_input(self):
        path = self.file(LINES)
        with self.assertRaises(intake.IntakeError) as caught:
            intake.check_range(path, rules=RULES, out=str(path))
        self.assertEqual(caught.exception.code, intake.ErrorCode.USAGE)
        self.assertEqual(path.read_bytes(), b"".join(LINES))

    @unittest.skipUnless(os.path.exists("/dev/full"), "no full device here")
    def test_full_disk(self):
        for many in (1, 2000):
            with self.subTest(many), self.assertRaises(intake.IntakeError) as caught:
                intake.check_range(self.file(LINES * many), rules=RULES, out="/dev/full")
            self.assertEqual(caught.exception.code, intake.ErrorCode.UNWRITABLE)

    def test_other_threads_run(self):
        path = self.file(LINES * 400)
        going = True
        turns = 0

        def count():
            nonlocal turns
            while going:
                turns += 1

        thread = threading.Thread(target=count)
        out = self.folder / "results.ndjson"
        thread.start()
        before = turns
        intake.check_range(path, rules=RULES, out=out)
        after = turns
        going = False
        thread.join()
        self.assertGreater(after, before)

    def test_ctrl_c(self):
        path = self.file(LINES * 2000)
        written = self.folder / "written.ndjson"
        ended = subprocess.run([sys.executable, "-c", INTERRUPTED, path, written], check=False)
        self.assertEqual(ended.returncode, 7)
        results = written.read_bytes()
        self.assertTrue(results.endswith(b"\n"))
        whole = intake.check_range(path, rules=RULES).results
        self.assertLess(len(results), len(whole))
        self.assertTrue(whole.startswith(results))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    counting.main()
