"""Models for other libraries, each imported only where it is asked for."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Model


def torch_module(model: Model) -> Any:
    """The model as a ``torch.nn.Module``; see :meth:`Model.torch`."""
    import torch
    from torch import nn

    class Head(nn.Module):  # type: ignore[misc, unused-ignore]
        """One attention head: scores that are not divided, softmax, values."""

        def __init__(self, arrays: dict[str, Any], name: str) -> None:
            super().__init__()
            for part in ("query", "key", "value", "output"):
                weights = torch.from_numpy(arrays[name + part])
                self.register_parameter(part, nn.Parameter(weights))

        def pattern(self, x: Any, mask: Any) -> Any:
            """Whom each position attends to: (batch, query, key)."""
            scores = (x @ self.query) @ (x @ self.key).transpose(-1, -2)
            return scores.masked_fill(~mask, float("-inf")).softmax(-1)

        def forward(self, x: Any, mask: Any) -> Any:
            """What the head adds to the residual stream."""
            return self.pattern(x, mask) @ (x @ self.value) @ self.output

    class Block(nn.Module):  # type: ignore[misc, unused-ignore]
        """Attention, then an MLP."""

        def __init__(self, arrays: dict[str, Any], number: int, heads: int) -> None:
            super().__init__()
            name = f"block.{number}."
            self.heads = nn.ModuleList(Head(arrays, f"{name}head.{head}.") for head in range(heads))
            self.hidden_in = nn.Parameter(torch.from_numpy(arrays[name + "hidden_in"]))
            self.hidden_out = nn.Parameter(torch.from_numpy(arrays[name + "hidden_out"]))

        def forward(self, x: Any, mask: Any) -> Any:
            """The residual stream behind the block."""
            x = x + sum((head(x, mask) for head in self.heads), torch.zeros_like(x))
            return x + torch.relu(x @ self.hidden_in) @ self.hidden_out

    class Transformer(nn.Module):  # type: ignore[misc, unused-ignore]
        """Ids of shape (batch, length), 1 first and 0 as padding, to logits for each position."""

        def __init__(self) -> None:
            super().__init__()
            arrays = model.arrays()
            self.causal = model.causal
            self.outputs = list(model.outputs)
            self.token_embedding = nn.Parameter(torch.from_numpy(arrays["token_embedding"]))
            self.position_embedding = nn.Parameter(torch.from_numpy(arrays["position_embedding"]))
            self.blocks = nn.ModuleList(
                Block(arrays, number, heads) for number, heads in enumerate(model.sizes.heads)
            )
            self.unembedding = nn.Parameter(torch.from_numpy(arrays["unembedding"]))

        def mask(self, ids: Any) -> Any:
            """Which keys each query sees: no padding, and in a causal model no later ones."""
            length = ids.shape[1]
            sees = (ids != 0)[:, None, :].expand(-1, length, -1)
            if self.causal:
                sees = sees & torch.ones(length, length, dtype=torch.bool, device=ids.device).tril()
            return sees

        def residual(self, ids: Any) -> list[Any]:
            """The residual stream before the first block and behind each."""
            streams = [self.token_embedding[ids] + self.position_embedding[: ids.shape[1]]]
            mask = self.mask(ids)
            for block in self.blocks:
                streams.append(block(streams[-1], mask))
            return streams

        def forward(self, ids: Any) -> Any:
            """The logits: (batch, length, outputs)."""
            return self.residual(ids)[-1] @ self.unembedding

    return Transformer().eval()


def huggingface(model: Model, files: dict[str, bytes]) -> Any:
    """The model as one of ``transformers``, with its tokenizer as ``model.tokenizer``."""
    import transformers

    kind: Any = (
        transformers.AutoModelForCausalLM if model.causal else transformers.AutoModelForMaskedLM
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        loaded = kind.from_pretrained(folder, attn_implementation="eager").eval()
        loaded.tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    return loaded


def transformer_lens(model: Model) -> Any:
    """The model as a ``TransformerBridge`` of TransformerLens."""
    from transformer_lens.model_bridge import TransformerBridge

    with tempfile.TemporaryDirectory() as folder:
        model.huggingface(folder)
        loaded = model.huggingface()
        return TransformerBridge.boot_transformers(folder, hf_model=loaded)
