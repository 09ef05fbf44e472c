"""Makes a wheel of the built package, with the shared libraries that a plain Debian has not.

No network: Debian's python3-setuptools and python3-wheel do it.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

# What python3 itself needs is there wherever it is.
PRESENT = ("libc.so", "libm.so", "libstdc++.so", "libgcc_s.so", "libcrypto.so", "ld-linux")

PYPROJECT = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
"""

SETUP = """\
from setuptools import Distribution, setup


class Binary(Distribution):
    def has_ext_modules(self):
        return True


setup(
    name="intake",
    version={version!r},
    description="Check and repair submissions against versioned rule sets",
    python_requires=">=3.11,<3.12",
    packages=["intake"],
    package_data={{"intake": ["*.so", "*.pyi", "py.typed", "libs/*"]}},
    distclass=Binary,
    zip_safe=False,
)
"""


def needed_libraries(binary):
    """The files of the shared libraries that have to travel with a binary, by soname."""
    found = {}
    for line in subprocess.check_output(["ldd", binary], text=True).splitlines():
        name, _, place = line.strip().partition(" => ")
        if place and not name.startswith(PRESENT):
            found[name] = pathlib.Path(place.split()[0])
    return found


def copyright_of(library):
    """What Debian says of the licence of a library, or None."""
    listed = subprocess.run(
        ["dpkg-query", "-S", library.resolve()], capture_output=True, text=True, check=False
    )
    package = listed.stdout.partition(":")[0]
    file = pathlib.Path("/usr/share/doc", package, "copyright")
    return file if package and file.exists() else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", required=True)
    parser.add_argument("--package", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:
        stage = pathlib.Path(name)
        package = stage / "intake"
        shutil.copytree(
            arguments.package, package, ignore=shutil.ignore_patterns("__pycache__", "libs")
        )
        (stage / "pyproject.toml").write_text(PYPROJECT)
        (stage / "setup.py").write_text(SETUP.format(version=arguments.version))
        (package / "libs").mkdir()
        for module in package.glob("*.so"):
            for soname, file in needed_libraries(module).items():
                shutil.copy(file.resolve(), package / "libs" / soname)
                licence = copyright_of(file)
                if licence:
                    shutil.copy(licence, package / "libs" / f"{soname}.copyright")
        subprocess.run(
            [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps"]
            + ["--no-index", "--wheel-dir", arguments.output.resolve(), stage],
            check=True,
        )
    for wheel in arguments.output.glob(f"intake-{arguments.version}-*.whl"):
        print(wheel)


if __name__ == "__main__":
    main()
