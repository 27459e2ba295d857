"""The adapter as a GGUF file that llama.cpp puts on the model."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus.errors import ExociteError

ALPHA, KIND = "adapter.lora.alpha", "adapter.type"
_NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
"""What llama.cpp calls the parts of a layer."""
_SIDES = {"lora_A": "lora_a", "lora_B": "lora_b"}


def export(folder: Path, heads: int, key_heads: int, to: Path) -> int:
    """Write the adapter that was trained into ``folder`` to a GGUF file in float16; gives its bytes.

    ``heads`` and ``key_heads`` are the attention heads of the model: llama.cpp keeps the rows of queries and keys
    in another order. Raises ExociteError where the folder holds no adapter of a Llama.
    """
    try:
        gguf: Any = import_module("gguf")
        numpy: Any = import_module("safetensors.numpy")
    except ImportError as error:
        raise ExociteError(
            f"Export needs the package {error.name}; install it with pip install 'exocite[train]'."
        ) from error
    try:
        config: dict[str, Any] = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
        tensors: dict[str, Any] = numpy.load_file(folder / "adapter_model.safetensors")
    except (OSError, ValueError) as error:
        raise ExociteError(f"{folder} holds no adapter ({error}); train one into it first.") from error
    writer: Any = gguf.GGUFWriter(to, "llama")
    writer.add_type("adapter")
    writer.add_string(KIND, "lora")
    writer.add_float32(ALPHA, float(config["lora_alpha"]))
    for name, tensor in sorted(tensors.items()):
        writer.add_tensor(llama_name(name), _ordered(name, tensor, heads, key_heads).astype("float16"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return to.stat().st_size


def llama_name(name: str) -> str:
    """What llama.cpp calls a tensor of an adapter. Raises ExociteError for one that no layer of a Llama has."""
    parts = name.split(".layers.")[-1].split(".")
    number, module, side = parts[0], ".".join(parts[1:3]), _SIDES.get(parts[3]) if len(parts) > 3 else None
    if not number.isdigit() or module not in _NAMES or side is None:
        raise ExociteError(f"The adapter changes {name}, which has no name in llama.cpp; train without it.")
    return f"blk.{number}.{_NAMES[module]}.weight.{side}"


def _ordered(name: str, tensor: Any, heads: int, key_heads: int) -> Any:
    """A tensor with its rows as llama.cpp has them: of each head, both halves row by row in turn."""
    count = heads if ".q_proj." in name else key_heads if ".k_proj." in name else 0
    if not count or ".lora_B." not in name:
        return tensor
    rows, rank = tensor.shape
    return tensor.reshape(count, 2, rows // count // 2, rank).swapaxes(1, 2).reshape(rows, rank)
