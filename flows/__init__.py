"""Floor 4: the command line, the settings, the runs. Whatever way in is taken, it comes through here first."""

import os

# onnxruntime reports its use to its maker unless it is told not to before it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
