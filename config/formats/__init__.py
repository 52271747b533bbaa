"""How dates, times and numbers are written where Django has nothing, or something else than the language's readers do."""
