"""How this installation runs. No product logic."""
