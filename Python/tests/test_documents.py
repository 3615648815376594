"""What the documents say comes out."""

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "Docs/python.md",
        "Python/README.md",
        "Python/explorer/README.md",
        "Python/raspy/README.md",
    ],
)
def test_a_page(page):
    text = (ROOT / page).read_text()
    blocks = [block.partition("```")[0] for block in text.split("```python\n")[1:]]
    assert blocks
    names = {}
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for number, block in enumerate(blocks):
        test = doctest.DocTestParser().get_doctest(block, names, f"{page} {number}", page, 0)
        assert test.examples, block
        runner.run(test, clear_globs=False)
        names = test.globs
    assert runner.summarize(verbose=False).failed == 0


def test_doc_comments():
    import importlib
    import pkgutil

    import swift_rasp

    count = 0
    for module in pkgutil.iter_modules(swift_rasp.__path__, "swift_rasp."):
        if module.name in ("swift_rasp._wasm", "swift_rasp.interop"):
            continue
        results = doctest.testmod(importlib.import_module(module.name))
        assert results.failed == 0, module.name
        count += results.attempted
    assert count > 60
