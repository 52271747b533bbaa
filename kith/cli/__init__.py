"""The `kith` command line: one module a command, all of them light.

Modules named like a command hold its options and speak to the person at the terminal; they import no Django, so
that `kith --help` answers at once and the supervisor of `kith up` stays small. What a command does with Django is
in a module that it imports through `chosen.inside_django`.
"""
