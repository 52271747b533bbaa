"""How dates, times and numbers are written where Django has nothing, or not what readers of the language write."""
