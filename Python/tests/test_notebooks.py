"""The notebooks, run anew, give the outputs that they were saved with.

``SWIFT_RASP_SAVE_NOTEBOOKS=1`` saves what comes out instead.
"""

import os
from pathlib import Path

import nbclient
import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def shown(cell):
    """What a cell shows: by kinds of content, or the text that it printed."""
    found = []
    for output in cell.outputs:
        what = dict(output.data) if "data" in output else output.get("text", output.get("evalue"))
        # What is printed may come in pieces.
        if isinstance(what, str) and found and isinstance(found[-1], str):
            found[-1] += what
        else:
            found.append(what)
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")))
def test_a_notebook(name):
    path = NOTEBOOKS / name
    saved = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(fresh, timeout=120, kernel_name="python3").execute()
    if os.environ.get("SWIFT_RASP_SAVE_NOTEBOOKS"):
        for cell in fresh.cells:
            cell.metadata = {}
        nbformat.write(fresh, path)
        return
    figures = 0
    for before, after in zip(saved.cells, fresh.cells, strict=True):
        if before.cell_type == "code":
            assert shown(after) == shown(before), before.source
            figures += sum("image/svg+xml" in output for output in shown(after))
    assert figures > 0
