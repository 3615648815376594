"""Texts of the dialects in notebooks: the magic, and the kernel."""

import json
import subprocess
import sys

import nbclient
import nbformat
import pytest

FLIP = "flip = aggregate(select(indices, length - 1 - indices, ==), tokens);"


def ran(kernel, *sources, allow_errors=False):
    """The outputs of the cells of a notebook."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in sources])
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name=kernel, allow_errors=allow_errors
    )
    client.execute()
    return [cell.outputs for cell in notebook.cells]


def test_cells_of_dialects():
    _, rasp, python, raspy, fault = ran(
        "python3",
        "%load_ext swift_rasp",
        f"%%rasp\n{FLIP}",
        "print(flip('abc'), flip.layers)",
        "%%rasp raspy abc\nprint('so')\nonce = indices + 1\nonce",
        "%%rasp\na = indices;\nb = a + nothing;",
        allow_errors=True,
    )
    assert rasp[0].data["text/plain"] == "['o', 'l', 'l', 'e', 'h']"
    assert rasp[0].data["image/svg+xml"].startswith("<svg")
    assert python[0].text == "['c', 'b', 'a'] 2\n"
    assert raspy[0].text == "so\n"
    assert raspy[1].data["text/plain"] == "[1, 2, 3]"
    assert fault[0].ename == "RaspSyntaxError"
    assert fault[0].evalue == "Undefined variable: nothing (cell, line 2)"


def test_what_a_cell_says_wrong():
    _, python, function, again = ran(
        "python3",
        "%load_ext swift_rasp",
        "%%rasp python\n1",
        "%%rasp\ndef f(a) { return a; }",
        "%%rasp\nf(3);",
        allow_errors=True,
    )
    assert "there are raspy, rasp, crasp, brasp" in python[0].evalue
    assert [output.output_type for output in function] == ["display_data"]
    assert again[0].data["text/plain"] == "3"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """The kernel, installed for Jupyter to find."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run(
        [sys.executable, "-m", "swift_rasp.kernel", "install", "--prefix", folder], check=True
    )
    about = folder / "share" / "jupyter" / "kernels" / "rasp" / "kernel.json"
    assert json.loads(about.read_text())["display_name"] == "RASP"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder / "share" / "jupyter"))
        yield "rasp"


def test_the_kernel_shows_values_and_faults(kernel):
    flip, example, plain_value, fault, after = ran(
        kernel,
        FLIP,
        'set example "abc"\nflip;',
        "1 + 1;",
        "a = indices;\nb = a + nothing;",
        "indices;",
        allow_errors=True,
    )
    assert flip[0].data["text/plain"] == "['o', 'l', 'l', 'e', 'h']"
    assert flip[0].data["image/svg+xml"].startswith("<svg")
    assert example[0].data["text/plain"] == "['c', 'b', 'a']"
    assert plain_value[0].data == {"text/plain": "2"}
    assert fault[0].ename == "RaspSyntaxError"
    assert fault[0].traceback[0].strip() == 'File "cell", line 2'
    assert "^" in fault[0].traceback[2]
    assert after[0].data["text/plain"] == "[0, 1, 2]"


def test_the_kernel_completes_and_asks_for_more(kernel):
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name=kernel)
    try:
        client.execute_interactive(FLIP, timeout=60)
        completed = client.complete("x = fli", reply=True, timeout=60)["content"]
        assert (completed["matches"], completed["cursor_start"]) == (["flip"], 4)
        answers = []
        for text in ("def f(a) {", "indices;"):
            client.is_complete(text)
            answers.append(client.get_shell_msg(timeout=60)["content"]["status"])
        assert answers == ["incomplete", "complete"]
        about = client.kernel_info(reply=True, timeout=60)["content"]
        assert about["language_info"]["name"] == "rasp"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
