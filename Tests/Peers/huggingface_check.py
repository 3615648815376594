"""Loads the stock checkpoints of a folder of models in transformers and TransformerLens.

usage: huggingface_check.py FOLDER
"""

import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"

import numpy as np
import torch
from transformer_lens.model_bridge import TransformerBridge
from transformers import AutoModelForCausalLM, AutoModelForMaskedLM, AutoTokenizer, logging

from fixtures import Comparison, models

logging.set_verbosity_error()
logging.disable_progress_bar()


def load(folder, causal):
    kind = AutoModelForCausalLM if causal else AutoModelForMaskedLM
    model, report = kind.from_pretrained(folder, output_loading_info=True)
    for name, what in report.items():
        assert not what, f"{name}: {what}"
    return model.eval()


def in_batches(run, ids, size=250):
    parts = [run(ids[start : start + size]) for start in range(0, len(ids), size)]
    return np.concatenate(parts)


def check_tokenizer(folder, labels, ids):
    """The text of each input gives its ids, and the attention mask hides the padding."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    texts = [entry["text"] for entry in labels["ids"]]
    separate = "" if tokenizer.backend_tokenizer.pre_tokenizer.__class__.__name__ == "Split" else " "
    for row in ids:
        tokens = [int(id) for id in row if id != 0]
        text = separate.join(texts[id] for id in tokens[1:])
        if tokenizer(text)["input_ids"] != tokens:
            print(f"  {text!r} has the ids {tokenizer(text)['input_ids']}, not {tokens}")
            return False
    texts = [separate.join(texts[id] for id in row if id >= 2) for row in ids[:20]]
    padded = tokenizer(texts, padding=True, return_tensors="np")
    width = padded["input_ids"].shape[1]
    if not (padded["input_ids"] == ids[:20, :width]).all():
        print("  a padded batch has other ids")
        return False
    if not (padded["attention_mask"] == (ids[:20, :width] != 0)).all():
        print("  the attention mask does not hide the padding")
        return False
    if tokenizer("\u2603")["input_ids"] != [1, len(labels["ids"]) - 1]:
        print("  an unknown token has another id than the last")
        return False
    return True


def check(path, ids, expected):
    folder = path / "huggingface"
    labels = json.loads((folder / "labels.json").read_text())
    model = load(folder, labels["causal"])

    def run(network):
        def logits(ids):
            ids = torch.tensor(ids)
            with torch.no_grad():
                result = network(ids, attention_mask=(ids != 0).long())
            return getattr(result, "logits", result).numpy()

        return logits

    comparison = Comparison(ids, expected)
    good = comparison(in_batches(run(model), ids), labels["outputs"])
    print(f"{path.name}: {type(model).__name__}, {len(ids)} inputs")
    print(f"  transformers:    {comparison}")
    bridge = TransformerBridge.boot_transformers(str(folder), hf_model=model)
    good = comparison(in_batches(run(bridge), ids), labels["outputs"]) and good
    print(f"  TransformerLens: {comparison}")
    good = check_tokenizer(folder, labels, ids) and good
    return good


def main(folder):
    bad = [path.name for path, ids, expected in models(folder) if not check(path, ids, expected)]
    if bad:
        raise SystemExit("error: the checkpoints disagree on " + ", ".join(bad))


if __name__ == "__main__":
    main(*sys.argv[1:])
