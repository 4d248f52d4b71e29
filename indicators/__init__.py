"""Indicators: a measure with a stable identity and versioned definitions (baseline, target, how values add up, who reports)."""
