#!/usr/bin/python3
"""intake and intake-reader together: what a scenario of tests/golden cannot say, because files are
binary, or because it is about the process. usage: run.py INTAKE INTAKE-READER"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "ctr-rest"
INTAKE, READER = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
SANITIZED = "INTAKE_SANITIZED" in os.environ
RULES = ["--rules", "ctr-rest@1.0.0", "--as-of", "2026-11-10", "--lang", "en"]


def run(*arguments, cwd=None, stdin=b""):
    env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb"}
    return subprocess.run([INTAKE, *map(str, arguments)], cwd=cwd, input=stdin, env=env,
                          capture_output=True, timeout=60, check=False)


def reports(*arguments, cwd=None):
    done = run(*arguments, *RULES, "--format", "json", cwd=cwd)
    return json.loads(done.stdout)["reports"]


def request(verb, name, payload):
    line = json.dumps({"verb": verb, "name": name}).encode()
    return line + b"\n" + payload


def entries(path):
    with zipfile.ZipFile(path) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def copy(self, name, to=None):
        path = self.folder / (to or pathlib.Path(name).name)
        source = EXAMPLES / name
        if source.is_dir():
            shutil.copytree(source, path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, path)
        return path


class Sandbox(Case):
    @unittest.skipIf(SANITIZED, "a sanitized reader has none")
    def test_is_entered_before_the_answer(self):
        # An answer larger than a pipe holds: the reader waits while we look at it.
        mail = b"From: a@b.example\nSubject: x\n\n" + b"A line of a long mail.\n" * 20000
        with subprocess.Popen([READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
            reader.stdin.write(request("read", "a.eml", mail))
            reader.stdin.close()
            head = reader.stdout.read(10)
            status = pathlib.Path(f"/proc/{reader.pid}/status").read_text()
            rest = reader.stdout.read()
        answer = json.loads((head + rest).split(b"\n")[0])
        self.assertTrue(answer["ok"])
        if "sandbox" in answer:
            self.skipTest(answer["sandbox"])
        self.assertIn("Seccomp:\t2\n", status)
        self.assertIn("NoNewPrivs:\t1\n", status)

    def test_survives_charsets_that_were_not_foreseen(self):
        for charset in ("koi8-r", "gb18030", "utf-7", "x-none", "//etc/passwd", "a" * 5000):
            mail = (f"From: a@b.example\nSubject: =?{charset}?Q?=C4?=\nMIME-Version: 1.0\n"
                    f'Content-Type: text/plain; charset="{charset}"\n'
                    "Content-Transfer-Encoding: quoted-printable\n\n=C4=E0\n").encode()
            done = subprocess.run([READER], input=request("read", "a.eml", mail),
                                  capture_output=True, timeout=60, check=False)
            self.assertEqual(done.returncode, 0, charset)
            json.loads(done.stdout.split(b"\n")[0])

    def test_of_garbage_there_is_an_answer(self):
        pieces = [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\x30\x82\xff\xff", b'{"keys":[{"kty":1}]}',
                  b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n", b"\x00" * 1000]
        for name in ("a.eml", "a.docx", "a.pdf", "a.pem", "a.json", ""):
            for piece in pieces:
                done = subprocess.run([READER], input=request("read", name, piece),
                                      capture_output=True, timeout=60, check=False)
                self.assertEqual(done.returncode, 0, (name, piece))
                json.loads(done.stdout.split(b"\n")[0])


class Check(Case):
    def test_every_kind_of_file_is_read(self):
        for name in ("good.eml", "good.docx", "good.pdf", "good.yaml", "good.json"):
            report, = reports("check", self.copy(name).name, cwd=self.folder)
            self.assertEqual(report["submission"], name)
            self.assertNotEqual(report["status"], "unreadable", name)
            self.assertGreater(report["counts"]["pass"], 20, name)

    def test_files_together_are_one_submission(self):
        self.copy("good", "one")
        self.copy("good", "two")
        (self.folder / "one" / ".hidden").write_bytes(b"\x00")
        names = [r["submission"] for r in reports("check", "--together", "one", "two",
                                                  cwd=self.folder)]
        self.assertEqual(names, ["one", "two"])
        files = sorted(path.name for path in (self.folder / "one").glob("[a-z]*"))
        alone, = reports("check", "--together", *files, cwd=self.folder / "one")
        self.assertEqual(alone["submission"], f"{files[0]} + {len(files) - 1}")
        apart = reports("check", *files, cwd=self.folder / "one")
        self.assertEqual(len(apart), len(files))

    @unittest.skipIf(SANITIZED, "a sanitizer keeps what is freed")
    def test_memory_does_not_grow_with_the_number_of_files(self):
        def peak(count):
            folder = self.folder / str(count)
            for i in range(count):
                self.copy("good.docx", f"{count}/{i}.docx")
            with open(os.devnull, "wb") as nowhere:
                process = subprocess.Popen([INTAKE, "check", folder, *RULES], stdout=nowhere)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.assertIn(process.returncode, (0, 1, 2))
            return usage.ru_maxrss
        few, many = peak(5), peak(60)
        self.assertLess(many, few + 4096, f"{few} KiB for 5, {many} KiB for 60")

    def test_a_reader_that_hangs_is_ended(self):
        reader = self.folder / "reader"
        reader.write_text("#!/bin/sh\nexec sleep 30\n")
        reader.chmod(0o755)
        begun = time.monotonic()
        done = run("check", EXAMPLES / "good.eml", "--reader", reader, "--reader-seconds", 1)
        self.assertEqual(done.returncode, 4)
        self.assertLess(time.monotonic() - begun, 10)


    def test_a_reader_runs_within_the_limits(self):
        # What a program may use is known to the program: the shell is told what a reader would be.
        reader = self.folder / "reader"
        reader.write_text(f"#!/bin/sh\nulimit -t >{self.folder}/told; ulimit -v >>{self.folder}/told\n")
        reader.chmod(0o755)
        run("check", EXAMPLES / "good.eml", "--reader", reader)
        seconds, kibibytes = (self.folder / "told").read_text().split()
        self.assertEqual(seconds, "10")
        self.assertEqual(kibibytes, "unlimited" if SANITIZED else str(1 << 20))

    def test_a_reader_that_says_too_much_is_ended(self):
        reader = self.folder / "reader"
        reader.write_text("#!/bin/sh\nexec head -c 100000000 /dev/zero\n")
        reader.chmod(0o755)
        done = run("check", EXAMPLES / "good.eml", "--reader", reader)
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"said more than 64 MiB", b" ".join((done.stdout + done.stderr).split()))


class Fix(Case):
    def test_a_form_changes_in_one_entry_only(self):
        path = self.copy("broken.docx")
        before = path.read_bytes()
        done = run("fix", path, *RULES, "-o", self.folder / "fixed.docx")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(path.read_bytes(), before)
        old, new = entries(path), entries(self.folder / "fixed.docx")
        self.assertEqual(list(old), list(new))
        self.assertEqual([name for name in old if old[name] != new[name]], ["word/document.xml"])
        counts = [reports("check", p)[0]["counts"]["fail"]
                  for p in (path, self.folder / "fixed.docx")]
        self.assertLess(counts[1], counts[0])
        # The same bytes through a pipe.
        piped = run("fix", path, *RULES)
        self.assertEqual(piped.stdout, (self.folder / "fixed.docx").read_bytes())

    def test_in_place_a_second_run_changes_nothing(self):
        for name in ("broken.eml", "broken.pdf", "broken.docx"):
            path = self.copy(name)
            before = path.read_bytes()
            run("fix", path, *RULES, "--in-place")
            once = path.read_bytes()
            self.assertNotEqual(once, before, name)
            run("fix", path, *RULES, "--in-place")
            self.assertEqual(path.read_bytes(), once, name)

    def test_several_changed_files_need_a_folder(self):
        docx, text = self.copy("broken.docx"), self.copy("broken.yaml")
        before = docx.read_bytes(), text.read_bytes()
        words = ["fix", "--together", docx.name, text.name, *RULES]
        self.assertEqual(run(*words, "-o", "one", cwd=self.folder).returncode, 64)
        self.assertFalse((self.folder / "one").exists())
        (self.folder / "out").mkdir()
        self.assertIn(run(*words, "-o", "out", cwd=self.folder).returncode, (1, 2))
        self.assertEqual(sorted(p.name for p in (self.folder / "out").iterdir()),
                         ["broken.docx", "broken.yaml"])
        self.assertEqual((docx.read_bytes(), text.read_bytes()), before)

    def test_a_writer_that_does_not_keep_its_word_writes_nothing(self):
        # Reads as the reader does, but gives the file back as it was: the repairs are not in it.
        liar = self.folder / "reader"
        liar.write_text(f"""#!/usr/bin/python3
import json, subprocess, sys
line, payload = sys.stdin.buffer.read().split(b"\\n", 1)
words = json.loads(line)
if words["verb"] == "write":
    sys.stdout.buffer.write(b'{{"ok":true}}\\n' + payload + b" ")
else:
    sys.stdout.buffer.write(subprocess.run([{str(READER)!r}], input=line + b"\\n" + payload,
                                           capture_output=True).stdout)
""")
        liar.chmod(0o755)
        path = self.copy("broken.eml")
        before = path.read_bytes()
        done = run("fix", path, *RULES, "--in-place", "--reader", liar)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(b"not read back", done.stderr)
        self.assertEqual(path.read_bytes(), before)


if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(verbosity=0).run(suite)
    bad = len(result.failures) + len(result.errors)
    print(f"reader {result.testsRun - bad} passed, {bad} failed")
    sys.exit(0 if bad == 0 else 1)
