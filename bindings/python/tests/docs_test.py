"""The Python of docs/python.md, run as it stands there."""

import contextlib
import io
import json
import os
import pathlib
import re
import tempfile
import unittest

import counting

SOURCE = pathlib.Path(os.environ["INTAKE_SOURCE_DIR"])


class Docs(unittest.TestCase):
    def test_python_page(self):
        page = (SOURCE / "docs" / "python.md").read_text()
        blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
        self.assertEqual(len(blocks), 3)
        form = json.loads((SOURCE / "examples" / "ctr-rest" / "good.json").read_bytes())
        names = {}
        printed = io.StringIO()
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            pathlib.Path("examples").symlink_to(SOURCE / "examples")
            pathlib.Path("forms.ndjson").write_text((json.dumps(form) + "\n") * 100)
            with contextlib.redirect_stdout(printed):
                for block in blocks:
                    exec(compile(block, "docs/python.md", "exec"), names)
            written = pathlib.Path("results.ndjson").read_bytes()
        self.assertEqual(names["results"], written)
        self.assertEqual(names["whole"].accept, 100)
        self.assertTrue(printed.getvalue().startswith("reject\n"))
        self.assertIn("Totals(lines=100, accept=100,", printed.getvalue())


if __name__ == "__main__":
    counting.main()
