"""Measures Kith beside an empty page in the same run, so that every figure is a ratio."""
