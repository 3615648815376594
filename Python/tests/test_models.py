"""Compiled models compute what their programs do."""

import pickle

import numpy as np
import pytest

import swift_rasp as rasp
from swift_rasp import indices, key, query, tokens


def histogram():
    return (key(tokens) == query(tokens)).value(1).name("histogram")


def flip():
    length = (key(1) == query(1)).value(1).name("length")
    return (key(length - indices - 1) == query(indices)).value(tokens).name("flip")


def forward(model, ids):
    """The forward pass as the documentation writes it, of the arrays alone."""
    arrays = {name: array.astype(np.float64) for name, array in model.arrays().items()}
    x = arrays["token_embedding"][ids] + arrays["position_embedding"][: len(ids)]
    for block, heads in enumerate(model.sizes.heads):
        before = x
        for head in range(heads):
            q, k, v, o = (
                arrays[f"block.{block}.head.{head}.{name}"]
                for name in ("query", "key", "value", "output")
            )
            scores = before @ q @ (before @ k).T
            if model.causal:
                scores[np.triu_indices(len(ids), 1)] = -np.inf
            weights = np.exp(scores - scores.max(axis=1, keepdims=True))
            x = x + weights / weights.sum(axis=1, keepdims=True) @ (before @ v) @ o
        hidden = np.maximum(x @ arrays[f"block.{block}.hidden_in"], 0)
        x = x + hidden @ arrays[f"block.{block}.hidden_out"]
    return (x @ arrays["unembedding"])[1:]


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("program", [histogram(), flip(), tokens, indices % 2 == 0])
def test_weights_give_the_values(program, causal):
    model = program.compile("abc", max_length=4, causal=causal)
    for text in ("", "a", "abca", "cc"):
        expected = list(program(text, causal=causal))
        assert model.predict(text) == expected
        logits = forward(model, model.encode(text))
        assert [model.outputs[best] for best in logits.argmax(axis=1)] == expected
    result = model.verify()
    assert (result.mismatches, result.exhaustive, result.inputs) == (0, True, 121)


def test_labels_sizes_and_files():
    model = flip().compile("ab", max_length=3)
    assert model.sizes.layers == 2
    assert {"dimensions", "heads", "units"} <= set(model.labels)
    assert sorted(model.files("model")) == ["README.md", "model.json", "weights.safetensors"]
    assert model.onnx()[:1] == b"\x08"
    assert "huggingface/config.json" in model.files("huggingface")
    assert model.figure("ab").startswith("<svg ")
    with pytest.raises(rasp.EngineError, match="formats"):
        model.files("pickle")


def test_writing_files(tmp_path):
    model = histogram().compile("ab", max_length=3)
    model.save(tmp_path / "model")
    assert {path.name for path in (tmp_path / "model").iterdir()} == {
        "README.md",
        "model.json",
        "weights.safetensors",
    }
    model.onnx(tmp_path / "x" / "histogram.onnx")
    assert (tmp_path / "x" / "histogram.onnx").read_bytes() == model.onnx()
    model.huggingface(tmp_path / "hf")
    assert (tmp_path / "hf" / "config.json").exists()


def test_cards_and_lines(tmp_path):
    text = "length = (key(1) == query(1)).value(1)\n(key(length) > query(indices)).value(1)\n"
    model = rasp.read(text, name="longer.py").compile("ab", max_length=3)
    model.huggingface(tmp_path)
    card = (tmp_path / "README.md").read_text()
    for part in ("# longer.py\n", f"```python\n{text}```", "| L1H0 | `", 'implementation="eager"'):
        assert part in card
    # What no line of the text wrote has no place.
    places = {(define["file"], define["line"]) for define in model.labels["definitions"]}
    assert places - {(None, None)} == {("longer.py", 1), ("longer.py", 2)}
    # A program that was made by objects has no text; the card has its operations.
    own = flip().compile("ab", max_length=3).files("model")["README.md"].decode()
    assert "rasp verify PROGRAM --weights ." in own
    assert "%0 = " in own


def test_refusals():
    with pytest.raises(rasp.Refused) as caught:
        (tokens + 1).compile("ab", max_length=3)
    assert len(caught.value.reasons) >= 1
    assert "tokens + 1" in caught.value.reasons[0]
    copy = pickle.loads(pickle.dumps(caught.value))
    assert copy.reasons == caught.value.reasons
    for vocabulary, length in (("", 3), ("aa", 3), ("a", 0), ("a", 10**9)):
        with pytest.raises(rasp.Refused):
            tokens.compile(vocabulary, max_length=length)
    with pytest.raises(ValueError, match="vocabulary"):
        tokens.compile("ab", 3).predict("x")
    with pytest.raises(ValueError, match="3"):
        tokens.compile("ab", 3).predict("aaaa")
    with pytest.raises(ValueError, match="vocabulary"):
        tokens.compile("ab", 3).encode("x")


def test_a_program_that_fails_somewhere():
    program = 6 // tokens
    with pytest.raises(rasp.Refused):
        program.compile([0, 1, 2], max_length=2)
    model = program.compile([0, 1, 2], max_length=2, allow_failures=True)
    assert model.predict([1, 2]) == [6, 3]
    assert model.predict([0]) == [None]
    assert model.verify().failures > 0


def test_functions_are_compiled_too():
    program = tokens.map(lambda x: x.upper())
    assert program.compile("ab", 3).predict("ab") == ["A", "B"]

    def fail(x):
        raise KeyError(x)

    with pytest.raises(rasp.Refused, match="KeyError"):
        tokens.map(fail).compile("ab", 3)
