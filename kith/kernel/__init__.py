"""What every domain stands on and no domain owns: ids, time, events, tasks, the registry, pages, text, limits.

No product word belongs here.
"""
