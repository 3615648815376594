"""Checks the ONNX files of a folder of models, and runs them in onnxruntime.

usage: onnx_check.py FOLDER
"""

import json
import sys

import numpy as np
import onnx
import onnxruntime

from fixtures import Comparison, models


def check(path, ids, expected):
    file = str(path / "model.onnx")
    onnx.checker.check_model(file, full_check=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4  # the error below is wanted
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    run = lambda ids: session.run(["logits"], {"ids": ids})[0]
    logits = run(ids)
    assert logits.dtype == np.float32 and logits.shape == expected.shape, logits.shape
    comparison = Comparison(ids, expected)
    good = comparison(logits)
    print(f"{path.name}: {len(ids)} inputs, {comparison}")
    return good and check_lengths(run, ids, logits) and check_metadata(session, expected)


def check_lengths(run, ids, logits):
    """Batch and length are free, padding changes nothing, and too much of it is an error."""
    for row in range(0, len(ids), 50):
        length = int((ids[row] != 0).sum())
        alone = run(ids[row : row + 1, :length])
        scale = max(1.0, float(np.abs(logits).max()))
        if np.abs(alone[0] - logits[row, :length]).max() > 1e-5 * scale:
            print(f"  input {row} alone has other logits than in the batch")
            return False
    try:
        run(np.pad(ids[:1], ((0, 0), (0, 1))))
    except Exception:
        return True
    print("  a sequence that is too long runs")
    return False


def check_metadata(session, expected):
    metadata = session.get_modelmeta().custom_metadata_map
    labels = json.loads(metadata["labels"])
    json.loads(metadata["vocabulary"])
    return len(json.loads(metadata["outputs"])) == expected.shape[-1] and "heads" in labels


def main(folder):
    bad = [path.name for path, ids, expected in models(folder) if not check(path, ids, expected)]
    if bad:
        raise SystemExit("error: onnxruntime disagrees on " + ", ".join(bad))


if __name__ == "__main__":
    main(*sys.argv[1:])
