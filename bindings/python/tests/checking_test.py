"""Rules, reports and repairs. Run by ctest with the built package on the PYTHONPATH."""

import copy
import datetime
import json
import os
import pathlib
import pickle
import tempfile
import threading
import unittest

import counting
import intake

SOURCE = pathlib.Path(os.environ["INTAKE_SOURCE_DIR"])
EXAMPLES = SOURCE / "examples" / "ctr-rest"
NOW = "2026-11-22"


class RuleSets(unittest.TestCase):
    def test_the_module_brings_them(self):
        self.assertIn("ctr-rest", {found.name for found in intake.rule_sets()})

    def test_a_folder_replaces_them(self):
        with tempfile.TemporaryDirectory() as empty:
            self.assertEqual(intake.rule_sets(folder=empty), [])
        self.assertEqual(intake.rule_sets(folder=SOURCE / "rules"), intake.rule_sets())

    def test_choose(self):
        chosen = intake.choose(EXAMPLES / "good.yaml", now=NOW)
        self.assertTrue(chosen.startswith("ctr-rest@"), chosen)
        with self.assertRaises(intake.IntakeError) as caught:
            intake.choose({"procedure": "ctr-rset"}, now=NOW)
        self.assertEqual(caught.exception.code, intake.ErrorCode.NOT_FOUND)
        self.assertIn("ctr-rest", caught.exception.hint)

    def test_unknown(self):
        with self.assertRaises(intake.IntakeError) as caught:
            intake.Rules("ctr-rset", now=NOW)
        self.assertEqual(caught.exception.code, "not-found")

    def test_faulty(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "faulty", "1.0.0", "ruleset.yaml")
            file.parent.mkdir(parents=True)
            file.write_text("ruleset: faulty\nversoin: 1.0.0\n")
            with self.assertRaises(intake.RuleSetError) as caught:
                intake.Rules("faulty", now=NOW, folder=folder)
        faults = caught.exception.faults
        self.assertTrue(any(fault.file.endswith("ruleset.yaml") and fault.line for fault in faults))
        self.assertIn("ruleset.yaml:", str(caught.exception))

    def test_clock(self):
        clocks = {
            "2026-11-22": "2026-11-22T00:00:00Z",
            "2026-11-22T10:00:00Z": "2026-11-22T10:00:00Z",
            "2026-11-22T10:00:00+02:00": "2026-11-22T08:00:00Z",
            datetime.date(2026, 11, 22): "2026-11-22T00:00:00Z",
            datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.timezone.utc): "2026-11-22T10:00:00Z",
        }
        for given, expected in clocks.items():
            with self.subTest(now=given):
                self.assertEqual(intake.Rules("ctr-rest", now=given).now, expected)
        with self.assertRaises(TypeError):
            intake.Rules("ctr-rest")  # no hidden clock
        with self.assertRaises(intake.IntakeError):
            intake.Rules("ctr-rest", now="2026-02-30")

    def test_parts(self):
        rules = intake.Rules("ctr-rest", now=NOW)
        self.assertTrue(rules.parts)
        with self.assertRaises(intake.IntakeError) as caught:
            intake.Rules("ctr-rest", now=NOW, parts=["none"])
        self.assertEqual(caught.exception.code, intake.ErrorCode.USAGE)

    def test_describe(self):
        described = intake.Rules("ctr-rest", now=NOW).describe()
        self.assertTrue(all(rule.id and rule.plain for rule in described))

    def test_pickle_makes_the_same_rules(self):
        rules = intake.Rules("ctr-rest", now=NOW, folder=SOURCE / "rules", language="nl")
        again = pickle.loads(pickle.dumps(rules))
        broken = EXAMPLES / "broken.yaml"
        self.assertEqual(again.check(broken).as_json(), rules.check(broken).as_json())
        self.assertEqual(repr(copy.copy(rules)), repr(rules))


class Checking(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rules = intake.Rules("ctr-rest", now=NOW)

    def test_good(self):
        report = self.rules.check(EXAMPLES / "good.yaml")
        self.assertIs(report.disposition, intake.Disposition.ACCEPT)
        self.assertEqual(report.disposition, "accept")
        self.assertEqual(report.findings, ())
        self.assertEqual(report.rule_set.name, "ctr-rest")
        self.assertGreater(report.counts.passed, 10)

    def test_broken(self):
        path = EXAMPLES / "broken.yaml"
        report = self.rules.check(path)
        self.assertIs(report.disposition, intake.Disposition.REJECT)
        self.assertEqual(report.submission, str(path))
        written = report.as_dict()
        self.assertEqual(written["status"], "reject")
        self.assertEqual(len(written["findings"]), len(report.findings))
        bytes_ = path.read_bytes()
        for finding, other in zip(report.findings, written["findings"]):
            self.assertEqual(finding.rule, other["rule"])
            self.assertEqual(finding.severity, other["severity"])
            self.assertEqual(finding.verdict, other["verdict"])
            self.assertEqual(finding.message, other.get("message", ""))
            self.assertLessEqual(finding.span.end, len(bytes_))
            self.assertGreater(finding.region.line, 0)
        self.assertIn(report.findings[0].message.split()[0], report.text())
        self.assertRegex(repr(report), r"^<Report of .*broken.yaml: reject, \d+ findings? by ctr-rest@")

    def test_forms_of_a_submission(self):
        content = (EXAMPLES / "broken.json").read_bytes()
        forms = {
            "path": EXAMPLES / "broken.json",
            "bytes": content,
            "str": content.decode(),
            "bytearray": bytearray(content),
            "memoryview": memoryview(content),
            "dict": json.loads(content),
        }
        expected = [(finding.rule, finding.pointer) for finding in self.rules.check(content).findings]
        self.assertTrue(expected)
        for kind, form in forms.items():
            with self.subTest(kind):
                found = [(f.rule, f.pointer) for f in self.rules.check(form).findings]
                self.assertEqual(found, expected)
        for wrong in (3, None, [1], memoryview(content)[::2]):
            with self.subTest(wrong), self.assertRaises(TypeError):
                self.rules.check(wrong)

    def test_unreadable(self):
        with self.assertRaises(intake.IntakeError) as caught:
            self.rules.check('{"realm": ', name="cut.json")
        error = caught.exception
        self.assertIs(error.code, intake.ErrorCode.SYNTAX)
        self.assertEqual(error.where.source, "cut.json")
        self.assertEqual(error.where.line, 1)
        self.assertTrue(str(error).startswith("cut.json:1:"), str(error))
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((again.code, again.where), (error.code, error.where))
        with self.assertRaises(FileNotFoundError):
            self.rules.check(pathlib.Path("/nowhere/form.yaml"))

    def test_language(self):
        dutch = intake.Rules("ctr-rest", now=NOW, language="nl").check(EXAMPLES / "broken.yaml")
        english = self.rules.check(EXAMPLES / "broken.yaml")
        self.assertNotEqual(dutch.findings[0].message, english.findings[0].message)
        with self.assertRaises(intake.IntakeError):
            intake.Rules("ctr-rest", now=NOW, language="la")

    def test_fix(self):
        repaired = self.rules.fix(EXAMPLES / "broken.yaml")
        self.assertTrue(repaired.changed)
        self.assertIn("--- ", repaired.diff)
        self.assertTrue(json.loads(repaired.patch))
        self.assertTrue(any(record.applied for record in repaired.report.fixes))
        again = self.rules.check(repaired.content, name="broken.yaml")
        self.assertEqual(
            [finding.rule for finding in again.findings],
            [finding.rule for finding in repaired.report.findings],
        )
        untouched = self.rules.fix(EXAMPLES / "good.yaml")
        self.assertFalse(untouched.changed)
        self.assertEqual(untouched.content, (EXAMPLES / "good.yaml").read_bytes())
        with self.assertRaises(TypeError):
            self.rules.fix("{}", only="one-name")

    def test_trace(self):
        report = self.rules.check(EXAMPLES / "broken.yaml")
        rule = report.findings[0].rule
        self.assertTrue(self.rules.trace(EXAMPLES / "broken.yaml", rule))
        with self.assertRaises(intake.IntakeError):
            self.rules.trace(EXAMPLES / "broken.yaml", "no-such-rule")


class Checkers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rules = intake.Rules("ctr-rest", now=NOW)
        cls.documents = [(EXAMPLES / f"{name}.json").read_bytes() for name in ("good", "broken")]

    def test_says_what_the_rules_say(self):
        checker = intake.Checker(self.rules)
        for document in self.documents * 3:
            report, checked = self.rules.check(document), checker.check(document)
            self.assertIs(checked.disposition, report.disposition)
            self.assertEqual(checked.counts, report.counts)
            flat = [each for f in report.findings for each in (f, *f.consequences)]
            self.assertEqual(
                [(f.rule, f.pointer, f.span, f.message) for f in checked.findings],
                [(f.rule, f.pointer, f.span, f.message) for f in flat],
            )

    def test_unreadable_is_no_exception(self):
        checker = intake.Checker(self.rules)
        checked = checker.check(b'{"realm": ')
        self.assertIs(checked.disposition, intake.Disposition.INCOMPLETE)
        self.assertIs(checked.unreadable.code, intake.ErrorCode.SYNTAX)
        self.assertEqual(repr(checked), "<Checked: unreadable>")
        self.assertIsNone(checker.check(self.documents[0]).unreadable)

    def test_what_it_said_stays(self):
        checker = intake.Checker(self.rules)
        first = checker.check(self.documents[1])
        before = first.findings
        checker.check(b'{"realm": "other"}')
        self.assertEqual(first.findings, before)
        self.assertTrue(all(finding.message for finding in before))

    def test_one_at_a_time(self):
        """Large documents let other threads run; those may not use the same checker meanwhile."""
        checker = intake.Checker(self.rules)
        large = json.dumps({"contacts": [{"note": "x" * 100}] * 20000}).encode()
        said = []

        def check():
            for _ in range(5):
                try:
                    said.append(checker.check(large).disposition)
                except RuntimeError as error:
                    said.append(str(error))

        threads = [threading.Thread(target=check) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(said), 15)
        self.assertTrue({each for each in said if not each.startswith("this Checker")} <= set(intake.Disposition))
        self.assertFalse(checker.check(self.documents[0]).findings)


if __name__ == "__main__":
    counting.main()
