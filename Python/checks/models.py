"""Compiles programs in Python and compares them in torch, transformers and TransformerLens with the
evaluator, at every position. By hand, with `Tests/Peers/huggingface-requirements.txt` installed:

    python checks/models.py
"""

from __future__ import annotations

import random
from typing import Any

import torch
from transformers import logging

from swift_rasp import SOp, indices, key, query, tokens, where
from swift_rasp.gallery import (
    add,
    cumsum_from_end,
    first,
    flip,
    histogram,
    length,
    minimum,
    shift,
    slide,
    sort,
)

logging.set_verbosity_error()
logging.disable_progress_bar()

PROGRAMS: list[tuple[str, SOp, Any, int, bool]] = [
    ("flip", flip(), "abc", 6, False),
    ("histogram", histogram(), "abc", 6, False),
    ("length", length, "ab", 6, False),
    ("shift", shift(), "abc", 6, False),
    ("shift, causal", shift(), "abc", 6, True),
    ("sort", sort(), [1, 2, 3], 5, False),
    ("minimum", minimum(), [1, 2, 3], 5, False),
    ("cumsum_from_end", cumsum_from_end(), "ab", 6, False),
    ("first", first("a"), "ab", 5, False),
    ("slide", slide(tokens != "<"), "01<", 5, False),
    ("add", where(tokens == "+", 0, add()), "01+", 5, False),
    ("share before, causal", (key(indices) <= query(indices)).mean(tokens == "a"), "ab", 5, True),
    ("parity of the place", where(indices % 2 == 0, tokens, "-"), "ab", 5, True),
    (
        "seen before",
        ((key(tokens) == query(tokens)) & (key(indices) < query(indices))).width > 0,
        "abc",
        5,
        False,
    ),
]


def compare(program: SOp, vocabulary: Any, longest: int, causal: bool) -> tuple[int, list[int]]:
    """How many positions there are, and how many answers differ in each library."""
    model = program.compile(vocabulary, longest, causal=causal, allow_failures=True)
    generator = random.Random(1)
    inputs = [
        [generator.choice(model.vocabulary) for _ in range(generator.randint(1, longest))]
        for _ in range(200)
    ]
    ids = torch.zeros(len(inputs), longest + 1, dtype=torch.long)
    for row, given in enumerate(inputs):
        encoded = torch.tensor(model.encode(given))
        ids[row, : len(encoded)] = encoded
    stock = model.huggingface()
    bridge = model.transformer_lens()
    outputs = labels(model)
    with torch.no_grad():
        mask = (ids != 0).long()
        answers = [
            model.torch()(ids).argmax(-1),
            stock(ids, attention_mask=mask).logits[..., outputs].argmax(-1),
            getattr(bridge(ids, attention_mask=mask), "logits", bridge(ids, attention_mask=mask))[
                ..., outputs
            ].argmax(-1),
        ]
    positions, wrong = 0, [0, 0, 0]
    for row, values in enumerate(program.run_batch(inputs, causal=causal).results()):
        if values is None:
            continue
        positions += len(values)
        for library, answer in enumerate(answers):
            found = [model.outputs[place] for place in answer[row, 1 : len(values) + 1]]
            wrong[library] += sum(a != b for a, b in zip(found, values, strict=True))
    return positions, wrong


def labels(model: Any) -> list[int]:
    """The columns of a stock checkpoint's logits that stand for the outputs."""
    import json

    found: list[int] = json.loads(model.files("huggingface")["huggingface/labels.json"])["outputs"]
    return found


def main() -> None:
    """Prints a line a program, and fails if an answer differs."""
    failed = []
    for name, program, vocabulary, longest, causal in PROGRAMS:
        positions, wrong = compare(program, vocabulary, longest, causal)
        print(
            f"{name:22} {positions:5} positions, different in torch, transformers, "
            f"TransformerLens: {wrong}"
        )
        if any(wrong) or not positions:
            failed.append(name)
    if failed:
        raise SystemExit("error: " + ", ".join(failed))


if __name__ == "__main__":
    main()
