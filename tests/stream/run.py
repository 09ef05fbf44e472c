#!/usr/bin/python3
"""`intake check --stream` as a process: killed, continued, cut off from its input or its output.
What a scenario of tests/golden can say is said there. usage: run.py INTAKE"""

import json
import os
import pathlib
import pty
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

INTAKE = pathlib.Path(sys.argv[1]).resolve()
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb"}
RULES = """\
ruleset: names
version: 1.0.0
engine: ">=0.1 <1.0"
title: Names
languages: [en]
rules:
  - {id: name-missing, severity: error, at: '$.name', required: true, assert: {type: string},
     message: name is missing}
  - {id: name-small, severity: warning, at: '$.name', assert: {matches: '^[A-Z]'},
     message: "name is `{value}`"}
"""


def line(number):
    if number % 50 == 7:
        return b"{\n"
    if number % 11 == 3:
        return b"\r\n"
    name = ("n" if number % 4 else "N") + "o" * (number % 300)
    return json.dumps({"name": name}).encode() + (b"\r\n" if number % 3 else b"\n")


def lines(count):
    return b"".join(line(number) for number in range(count))


class Stream(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        rules = self.folder / "rules" / "names" / "1.0.0"
        rules.mkdir(parents=True)
        (rules / "ruleset.yaml").write_text(RULES)
        self.out = self.folder / "out.ndjson"

    def command(self, *arguments):
        return [INTAKE, "check", "--stream", "--rules-dir", "rules", "--rules", "names",
                "--as-of", "2026-05-01", "--lang", "en", *map(str, arguments)]

    def run_stream(self, *arguments, **options):
        options = {"input": b"", "capture_output": True, **options}
        return subprocess.run(self.command(*arguments), cwd=self.folder, env=ENVIRONMENT,
                              timeout=120, check=False, **options)

    def start(self, *arguments, **options):
        return subprocess.Popen(self.command(*arguments), cwd=self.folder, env=ENVIRONMENT,
                                **options)

    def write(self, name, data):
        (self.folder / name).write_bytes(data)
        return data

    def whole(self, data):
        """The results and the totals of a run that nothing disturbs."""
        self.write("whole.ndjson", data)
        done = self.run_stream("whole.ndjson", "-o", "whole.out")
        return (self.folder / "whole.out").read_bytes(), self.totals(done), done.returncode

    @staticmethod
    def totals(done):
        """But for the rate."""
        last = done.stderr.decode().splitlines()[-1]
        return last.split("; ")[:2]

    def wait_for(self, size, end=b""):
        """For results of that many bytes, or more, that end so."""
        for _ in range(3000):
            if self.out.exists() and self.out.stat().st_size >= size:
                if self.out.read_bytes().endswith(end):
                    return
            time.sleep(0.02)
        self.fail(f"no {size} bytes of results came")


class Resume(Stream):
    def test_any_cut_of_the_results_is_mended(self):
        data = self.write("a.ndjson", lines(40))
        results, totals, code = self.whole(data)
        for size in [*range(0, len(results), 61), len(results)]:
            self.out.write_bytes(results[:size])
            done = self.run_stream("a.ndjson", "-o", self.out, "--resume")
            self.assertEqual(self.out.read_bytes(), results, size)
            self.assertEqual(self.totals(done), totals, size)
            self.assertEqual(done.returncode, code)

    def test_killed_again_and_again(self):
        data = self.write("a.ndjson", lines(60_000))
        results, totals, _ = self.whole(data)
        for part in range(1, 6):
            run = self.start("a.ndjson", "-o", self.out, "--resume", "-q", "-j", part % 3 + 1,
                             stdin=subprocess.PIPE)
            while run.poll() is None and not (
                    self.out.exists() and self.out.stat().st_size * 6 >= len(results) * part):
                time.sleep(0.001)
            run.kill()
            run.wait()
            run.stdin.close()
            self.assertTrue(results.startswith(self.out.read_bytes()))
        done = self.run_stream("a.ndjson", "-o", self.out, "--resume")
        self.assertEqual(self.out.read_bytes(), results)
        self.assertEqual(self.totals(done), totals)

    def test_killed_while_it_waits_for_a_pipe(self):
        data = lines(2_000)
        results, totals, _ = self.whole(data)
        for part in range(1, 5):
            run = self.start("-", "-o", self.out, "--resume", "-q", "-j", 2,
                             stdin=subprocess.PIPE)
            run.stdin.write(data[: len(data) * part // 5])
            run.stdin.flush()
            self.wait_for(len(results) * part // 5 - 30_000)
            run.kill()
            self.assertEqual(run.wait(), -signal.SIGKILL)
            try:
                run.stdin.close()
            except BrokenPipeError:
                pass
            self.assertTrue(results.startswith(self.out.read_bytes()))
        done = self.run_stream("-", "-o", self.out, "--resume", input=data)
        self.assertEqual(self.out.read_bytes(), results)
        self.assertEqual(self.totals(done), totals)

    def test_several_inputs(self):
        names = ["a.ndjson", "b \"x\".ndjson", "empty.ndjson", "c.ndjson"]
        for name, count in zip(names, [5, 7, 0, 4]):
            self.write(name, lines(count))
        done = self.run_stream(*names, "-o", "whole.out")
        results = (self.folder / "whole.out").read_bytes()
        for size in range(0, len(results) + 1, 37):
            self.out.write_bytes(results[:size])
            again = self.run_stream(*names, "-o", self.out, "--resume")
            self.assertEqual(self.out.read_bytes(), results, size)
            self.assertEqual(self.totals(again), self.totals(done))
        done = self.run_stream("a.ndjson", "a.ndjson", "-o", self.out)
        again = self.run_stream("a.ndjson", "a.ndjson", "-o", self.out, "--resume")
        self.assertEqual((done.returncode, again.returncode), (0, 64))

    def test_a_range(self):
        data = self.write("a.ndjson", lines(60))
        span = f"{len(data) // 3}:{len(data) // 3}"
        self.run_stream("a.ndjson", "--range", span, "-o", "whole.out")
        results = (self.folder / "whole.out").read_bytes()
        self.assertGreater(results.count(b"\n"), 10)
        for size in range(0, len(results) + 1, 53):
            self.out.write_bytes(results[:size])
            self.run_stream("a.ndjson", "--range", span, "-o", self.out, "--resume")
            self.assertEqual(self.out.read_bytes(), results, size)

    def test_other_files_stay_as_they_are(self):
        self.write("a.ndjson", lines(9))
        for text in (b"important\n", b'{"name":"A"}\n', b'{"byte":1,"status":"fine"}\n',
                     b'{"byte":99999,"status":"accept"}\n'):
            self.out.write_bytes(text)
            done = self.run_stream("a.ndjson", "-o", self.out, "--resume")
            self.assertIn(done.returncode, (5, 64), text)
            self.assertEqual(self.out.read_bytes(), text)


class Broken(Stream):
    def test_a_full_disk_leaves_whole_lines(self):
        data = self.write("a.ndjson", lines(3_000))
        results, _, _ = self.whole(data)
        for most in (0, 1, 20_000, 60_001):
            def limit(most=most):
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            self.out.unlink(missing_ok=True)
            done = self.run_stream("a.ndjson", "-o", self.out, "-j", 2, preexec_fn=limit)
            written = self.out.read_bytes()
            self.assertEqual(done.returncode, 5)
            self.assertTrue(results.startswith(written))
            self.assertTrue(written.endswith(b"\n") or not written)
            self.assertLessEqual(len(written), most)
            self.assertIn(b"out.ndjson: the results cannot be written: File too large",
                          done.stderr)
            self.assertIn(b"intake: the results end before byte", done.stderr)
            self.run_stream("a.ndjson", "-o", self.out, "--resume")
            self.assertEqual(self.out.read_bytes(), results)

    def test_redirected_output_is_cut_back_too(self):
        data = self.write("a.ndjson", lines(3_000))
        results, _, _ = self.whole(data)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
        with open(self.out, "wb") as output:
            done = self.run_stream("a.ndjson", capture_output=False, stdout=output,
                                   stderr=subprocess.PIPE, preexec_fn=limit)
        written = self.out.read_bytes()
        self.assertEqual(done.returncode, 5)
        self.assertTrue(results.startswith(written) and (written.endswith(b"\n") or not written))

    def test_a_full_device(self):
        self.write("a.ndjson", lines(9))
        done = self.run_stream("a.ndjson", "-o", "/dev/full")
        self.assertEqual(done.returncode, 5)
        self.assertIn(b"/dev/full: the results cannot be written: No space left", done.stderr)
        self.assertIn(b"before byte 0 of a.ndjson", done.stderr)

    def test_a_closed_pipe(self):
        data = self.write("a.ndjson", lines(20_000))
        results, _, _ = self.whole(data)
        run = self.start("a.ndjson", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
        first = run.stdout.readline()
        run.stdout.close()
        said = run.stderr.read()
        run.stderr.close()
        self.assertEqual(run.wait(), 5)
        self.assertTrue(results.startswith(first))
        self.assertIn(b"<stdout>: the results cannot be written: Broken pipe", said)

    def test_an_input_that_cannot_be_read(self):
        done = self.run_stream("/proc/self/mem", "--from", "ndjson")
        self.assertEqual(done.returncode, 5)
        self.assertIn(b"/proc/self/mem: it cannot be read from byte 0 on", done.stderr)

    def test_an_input_that_shrinks(self):
        data = self.write("a.ndjson", lines(60_000))
        results, _, _ = self.whole(data)
        run = self.start("a.ndjson", "-j", 1, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
        first = run.stdout.read(10_000)  # it waits for us to take more
        os.truncate(self.folder / "a.ndjson", 1_000_000)
        rest, said = run.stdout.read(), run.stderr.read()
        run.stdout.close()
        run.stderr.close()
        self.assertEqual(run.wait(), 5)
        self.assertTrue(results.startswith(first + rest))
        self.assertTrue(rest.endswith(b"\n"))
        self.assertIn(b"a.ndjson: it ends at byte", said)
        self.assertIn(b"was it written anew meanwhile?", said)

    def test_two_runs_into_one_file(self):
        run = self.start("-", "-q", "-o", self.out, stdin=subprocess.PIPE)
        run.stdin.write(lines(3))
        run.stdin.flush()
        self.wait_for(1)
        self.write("a.ndjson", lines(3))
        done = self.run_stream("a.ndjson", "-o", self.out)
        run.stdin.close()
        run.wait()
        self.assertEqual(done.returncode, 5)
        self.assertIn(b"another run writes to the file", done.stderr)

    def test_asked_to_stop(self):
        data = lines(500)
        results, _, _ = self.whole(data)
        run = self.start("-", "-o", self.out, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        run.stdin.write(data[: len(data) // 2])
        run.stdin.flush()
        self.wait_for(1)
        run.terminate()
        run.stdin.write(data[len(data) // 2:])
        run.stdin.close()
        said = run.stderr.read()
        run.stderr.close()
        self.assertEqual(run.wait(), 5)
        self.assertIn(b"--resume goes on there", said)
        self.assertTrue(results.startswith(self.out.read_bytes()))


class Running(Stream):
    def test_results_come_as_the_lines_do(self):
        for jobs in (1, 3):
            run = self.start("-", "-q", "-j", jobs, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            for number in (1, 2, 4, 7):
                run.stdin.write(line(number))
                run.stdin.flush()
                self.assertIn(b'"status"', run.stdout.readline())
            run.stdin.close()
            self.assertEqual(run.stdout.read(), b"")
            run.stdout.close()
            self.assertEqual(run.wait(), 4)

    def test_the_same_for_any_number_of_threads(self):
        data = lines(20_000)
        results, totals, code = self.whole(data)
        self.assertEqual(results.count(b"\n"), sum(1 for n in range(20_000) if line(n).strip()))
        for jobs in (1, 2, 5):
            done = self.run_stream("-", "-j", jobs, input=data)
            self.assertEqual(done.stdout, results)
            self.assertEqual((self.totals(done), done.returncode), (totals, code))

    @unittest.skipIf("INTAKE_SANITIZED" in os.environ, "sanitizers take memory")
    def test_memory_is_bounded(self):
        run = self.start("-", "-q", "-j", 2, "-o", self.out, stdin=subprocess.PIPE)
        run.stdin.write(b'{"name":"A"}\n{"name":"')
        for _ in range(60):
            run.stdin.write(bytes(1 << 20))
        run.stdin.write(b'"}\n' + lines(20_000) + b'{"name":"last"}\n')
        run.stdin.flush()
        self.wait_for(1, b'`last`"}]}\n')
        status = pathlib.Path(f"/proc/{run.pid}/status").read_text()
        run.stdin.close()
        run.wait()
        self.assertIn(b'"message":"the line is longer than 1 MiB"', self.out.read_bytes())
        self.assertLess(int(status.split("VmHWM:")[1].split()[0]), 32 << 10)

    def progress(self, *arguments, **options):
        """What a terminal at standard error gets, with results that wait to be taken."""
        ours, theirs = pty.openpty()
        run = self.start(*arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=theirs, **options)
        os.close(theirs)
        time.sleep(0.3)
        run.stdout.read()
        run.stdout.close()
        run.wait()
        seen = b""
        while True:
            try:
                seen += os.read(ours, 4096)
            except OSError:
                break
        os.close(ours)
        return seen.decode()

    def test_progress_on_a_terminal(self):
        self.write("a.ndjson", lines(20_000))
        seen = self.progress("a.ndjson", "-j", 1)
        self.assertRegex(seen, r"\r\[#*\.*\] +\d+ %  \d+\.\d of 2\.\d MB  \d+ lines  "
                               r"\d+\.\d MB/s  \d+:\d\d left")
        self.assertRegex(seen, r"\r\x1b\[K\d+ submissions: .*; 2\.\d MB in \d+\.\d s, ")
        self.assertEqual(self.progress("a.ndjson", "-j", 1, "-q"), "")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
