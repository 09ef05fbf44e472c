#!/usr/bin/python3
"""The runner must be able to fail: each way a scenario can be wrong or vacuous is shown once."""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import run  # noqa: E402

# A stand-in for intake.
FAKE = """#!/bin/sh
case $1 in
  cat) cat ;;
  say) printf '%s\\n' "$2" ;;
  warn) printf 'no line end' >&2; exit 3 ;;
  write) printf 'a\\r\\n' >"$2" ;;
  remove) rm "$2" ;;
  env) printf '%s %s %s\\n' "$LANG" "$TZ" "$EXTRA" ;;
  sleep) exec sleep 30 ;;
esac
"""
QUIET = "EXIT 0\nSTDOUT EMPTY\nSTDERR EMPTY\n"


class RunnerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.fake = pathlib.Path(folder.name, "intake")
        self.fake.write_text(FAKE)
        self.fake.chmod(0o755)
        self.path = pathlib.Path(folder.name, "a.golden")

    def faults(self, text, update=False):
        self.path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return run.run_scenario(str(self.fake), self.path, update)

    def assert_fails(self, text, part):
        self.assertIn(part, "\n".join(self.faults(text)))

    def test_good_scenarios_pass(self):
        for text in (
                "# why\nRUN say 'a  b'\nEXIT 0\nSTDOUT UNTIL EOF\na  b\nEOF\nSTDERR EMPTY\n",
                "RUN warn\nEXIT 3\nSTDOUT EMPTY\nSTDERR UNTIL X NO-NEWLINE\nno line end\nX\n",
                "WRITE a UNTIL EOF\nb\r\nEOF\nSTDIN a\nRUN cat\n"
                "EXIT 0\nSTDOUT UNTIL EOF\nb\r\nEOF\nSTDERR EMPTY\n",
                b"WRITE d/a UNTIL E NO-NEWLINE\n\xff\nE\nSTDIN d/a\nRUN cat\n"
                b"EXIT 0\nSTDOUT UNTIL E NO-NEWLINE\n\xff\nE\nSTDERR EMPTY\n",
                "RUN write f\n" + QUIET + "FILE f UNTIL EOF\na\r\nEOF\n\nRUN remove f\n" + QUIET +
                "GONE f\n",
                "ENV EXTRA=1\nRUN env\nEXIT 0\n"
                "STDOUT UNTIL EOF\nC.UTF-8 UTC 1\nEOF\nSTDERR EMPTY\n",
                "COPY VERSION AS v\nRUN none\n" + QUIET,
                "COPY tests/support AS s\nRUN remove s/catch.h\n" + QUIET + "GONE s/catch.h\n"):
            self.assertEqual(self.faults(text), [])

    def test_differences_fail(self):
        self.assert_fails("RUN say a\nEXIT 0\nSTDOUT UNTIL EOF\nb\nEOF\nSTDERR EMPTY\n", "+a")
        self.assert_fails("RUN say a\nEXIT 0\nSTDOUT UNTIL E NO-NEWLINE\na\nE\nSTDERR EMPTY\n",
                          "STDOUT")
        self.assert_fails("RUN warn\nEXIT 0\nSTDOUT EMPTY\n"
                          "STDERR UNTIL E NO-NEWLINE\nno line end\nE\n", "EXIT")
        self.assert_fails("RUN warn\nEXIT 3\nSTDOUT EMPTY\nSTDERR EMPTY\n", "STDERR")
        self.assert_fails("RUN write f\n" + QUIET + "FILE f UNTIL EOF\na\nEOF\n", "a\\r")
        self.assert_fails("RUN none\n" + QUIET + "FILE f UNTIL EOF\na\nEOF\n", "did not happen")

    def test_vacuous_scenarios_are_rejected(self):
        self.assert_fails("", "no RUN")
        self.assert_fails("RUN none\nEXIT 0\n", "exactly one STDOUT")
        self.assert_fails("RUN none\nSTDOUT EMPTY\nSTDERR EMPTY\n", "exactly one EXIT")
        self.assert_fails("RUN none\nEXIT 0\nSTDOUT EMPTY\n", "exactly one STDERR")
        self.assert_fails("RUN none\n" + QUIET + "STDERR EMPTY\n", "exactly one STDERR")
        self.assert_fails("RUN none\nRUN none\n" + QUIET, "RUN 1")
        self.assert_fails("RUN write f\n" + QUIET, "FILE f: happened, but")
        self.assert_fails("WRITE f UNTIL E\nE\nRUN remove f\n" + QUIET, "GONE f: happened, but")

    def test_malformed_scenarios_are_rejected(self):
        self.assert_fails("CHECK a\n", "no verb CHECK")
        self.assert_fails("WRITE a UNTIL EOF\nb\n", "no line EOF")
        self.assert_fails("WRITE a\n", "wrong words")
        self.assert_fails("WRITE a UNTIL EOF NEWLINE\nEOF\n", "want UNTIL")
        self.assert_fails("EXIT 0\n", "does not follow")
        self.assert_fails("RUN none\n" + QUIET + "WRITE a UNTIL E\nE\n", "never comes")
        self.assert_fails("WRITE ../a UNTIL E\nE\nRUN none\n" + QUIET, "outside")

    def test_a_hanging_program_is_stopped(self):
        run.TIMEOUT_SECONDS, before = 0.2, run.TIMEOUT_SECONDS
        self.addCleanup(setattr, run, "TIMEOUT_SECONDS", before)
        self.assert_fails("RUN sleep\n" + QUIET, "still running")

    def test_update_writes_what_happens_and_then_passes(self):
        text = ("# kept\nWRITE f UNTIL EOF\nx\nEOF\nRUN say EOF\n\n# kept too\nRUN write f\nEXIT 9\n"
                "RUN remove f\n")
        self.assertEqual(self.faults(text, update=True), [])
        self.assertEqual(
            self.path.read_bytes().decode(),
            "# kept\nWRITE f UNTIL EOF\nx\nEOF\nRUN say EOF\nEXIT 0\nSTDOUT UNTIL EOF_\nEOF\nEOF_\n"
            "STDERR EMPTY\n\n# kept too\nRUN write f\n" + QUIET + "FILE f UNTIL EOF\na\r\nEOF\n"
            "RUN remove f\n" + QUIET + "GONE f\n")
        self.assertEqual(run.run_scenario(str(self.fake), self.path), [])


class CountingResult(unittest.TextTestResult):
    def stopTestRun(self):
        super().stopTestRun()
        failed = len(self.failures) + len(self.errors)
        print(f"golden-runner {self.testsRun - failed} passed, {failed} failed")


if __name__ == "__main__":
    unittest.main(testRunner=unittest.TextTestRunner(resultclass=CountingResult))
