"""The type stubs against what the module really has."""

import ast
import inspect
import pathlib
import re
import types
import unittest

import counting
import intake
from intake import _engine

STUBS = pathlib.Path(_engine.__file__).with_name("_engine.pyi")


def real_parameters(function):
    """Names and `*`, as the message about wrong arguments lists them."""
    try:
        function(**{"no such argument": 1})
    except TypeError as error:
        listed = re.search(r"1\. (?:[\w.]+)?\((.*)\)(?: -> .*)?$", str(error), re.MULTILINE)
        inside, depth = "", 0
        for character in listed.group(1):  # without what stands in brackets: Optional[int]
            depth += (character in "[(") - (character in ")]")
            inside += character if depth == 0 else ""
        return [part.partition(":")[0].strip() for part in inside.split(", ")]
    raise AssertionError(f"{function} takes anything")


def shown_parameters(function):
    """Names and `*`, as help() shows them."""
    names = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in names:
            names.append("*")
        names.append(parameter.name)
    return names


def stub_parameters(node):
    names = [argument.arg for argument in node.args.args]
    if node.args.kwonlyargs:
        names += ["*", *(argument.arg for argument in node.args.kwonlyargs)]
    return names


def is_property(node):
    return any(isinstance(each, ast.Name) and each.id == "property" for each in node.decorator_list)


class Stubs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tree = ast.parse(STUBS.read_text())

    def test_functions(self):
        stubs = {node.name: node for node in self.tree.body if isinstance(node, ast.FunctionDef)}
        real = {
            name: value
            for name, value in vars(_engine).items()
            if isinstance(value, types.BuiltinFunctionType) and not name.startswith("_")
        }
        self.assertEqual(set(stubs), set(real))
        for name, node in stubs.items():
            with self.subTest(name):
                self.assertEqual(stub_parameters(node), real_parameters(real[name]))
                self.assertEqual(stub_parameters(node), shown_parameters(real[name]))
                self.assertTrue(real[name].__doc__)

    def test_classes(self):
        stubs = {
            node.name: node
            for node in self.tree.body
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        }
        real = {name: value for name, value in vars(_engine).items() if isinstance(value, type)}
        self.assertEqual(set(stubs), set(real))
        for name, node in stubs.items():
            members = {each.name: each for each in node.body}
            public = {each for each in vars(real[name]) if not each.startswith("_")}
            with self.subTest(name):
                self.assertEqual({each for each in members if not each.startswith("_")}, public)
                self.assertTrue(real[name].__doc__)
            for member, stub in members.items():
                if is_property(stub) or member == "__reduce__":
                    continue
                with self.subTest(f"{name}.{member}"):
                    if member == "__init__":
                        there = real_parameters(real[name])
                    else:
                        there = real_parameters(getattr(real[name], member))[1:]
                        shown = shown_parameters(getattr(real[name], member))
                        self.assertEqual(stub_parameters(stub), shown)
                    self.assertEqual(stub_parameters(stub)[1:], there)

    def test_all_names_are_there(self):
        for name in intake.__all__:
            with self.subTest(name):
                self.assertTrue(getattr(intake, name).__doc__)


if __name__ == "__main__":
    counting.main()
