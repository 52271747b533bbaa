"""The look: base pages, named elements, CSS, small JavaScript behaviours, icons. It knows no domain."""
