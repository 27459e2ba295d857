"""The encoder: texts to unit vectors. Import ``Encoder`` from ``index.encoder.encoder``."""

import os

# onnxruntime reports its use to its maker unless told otherwise before it is loaded; its own function to switch that
# off comes too late to keep it from looking for the maker's machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
