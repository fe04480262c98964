"""What the figures have to be, by level. Fixed before they were measured; not to be moved."""

TARGETS: dict[str, dict[str, float]] = {
    "critical": {"clean": 0.999, "worn": 0.995, "harsh": 0.96},
    "all_exact": {"clean": 0.99, "worn": 0.97, "harsh": 0.85},
    "accepted_of_acceptable": {"clean": 0.95, "worn": 0.88, "harsh": 0.40},
    "cut": {"clean": 0.995, "worn": 0.99, "harsh": 0.95},
}
SILENT_BOUND = 0.001
ECE = 0.02
RESCANS_FOUND = 0.99
CPU_A_PAGE = 0.30
CPU_A_DIGITAL_PAGE = 0.05
PEAK_MB = 1024
