"""The wheel and the Debian package: made, unpacked somewhere else, and used there."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import counting

BUILD = pathlib.Path(os.environ["INTAKE_BUILD_DIR"])
SOURCE = pathlib.Path(os.environ["INTAKE_SOURCE_DIR"])
VERSION = (SOURCE / "VERSION").read_text().strip()
PROGRAM = """
import sys, intake
assert intake.__version__ == sys.argv[2], intake.__version__
assert intake.__file__.startswith(sys.argv[1]), intake.__file__
print(intake.Rules("ctr-rest", now="2026-11-22").check("{}").disposition)
"""


class Packaging(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_program(self, python, *paths):
        environment = {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PATH": os.environ["PATH"]}
        printed = subprocess.check_output(
            [python, "-c", PROGRAM, self.folder, VERSION], text=True, env=environment, cwd="/"
        )
        self.assertEqual(printed, "incomplete\n")

    def test_wheel(self):
        made = subprocess.check_output(
            [sys.executable, SOURCE / "bindings" / "python" / "make_wheel.py", "--version", VERSION]
            + ["--package", BUILD / "bindings/python/package/intake", "--output", self.folder],
            text=True,
            env={"PATH": os.environ["PATH"]},
        )
        wheel = pathlib.Path(made.strip())
        self.assertEqual(wheel.name, f"intake-{VERSION}-cp311-cp311-linux_{os.uname().machine}.whl")
        subprocess.check_call([sys.executable, "-m", "venv", self.folder / "venv"])
        python = self.folder / "venv" / "bin" / "python"
        subprocess.check_call([python, "-m", "pip", "install", "--quiet", "--no-index", wheel])
        self.run_program(python)

    @unittest.skipUnless(shutil.which("dpkg-shlibdeps"), "no dpkg-dev here")
    def test_debian_package(self):
        subprocess.check_output(
            ["cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", self.folder]
        )
        (package,) = self.folder.glob("*.deb")
        self.assertRegex(package.name, rf"^python3-intake_{VERSION}_\w+\.deb$")
        depends = subprocess.check_output(["dpkg-deb", "-f", package, "Depends"], text=True)
        for name in ("python3 (>= 3.11)", "libre2-", "libyaml-cpp", "libstdc++6"):
            self.assertIn(name, depends)
        root = self.folder / "root"
        subprocess.check_call(["dpkg-deb", "-x", package, root])
        self.run_program("/usr/bin/python3", root / "usr/lib/python3/dist-packages")


if __name__ == "__main__":
    counting.main()
