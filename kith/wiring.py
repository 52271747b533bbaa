"""On one screen: event -> what happens next; action -> gates; file -> who may see it; what runs when.

The only module that fills the registry. A consequence that is not here does not happen.
"""

from kith.graph import events as graph
from kith.graph import tasks as graph_tasks
from kith.kernel.registry import Registry

REGISTRY = Registry(
    events={
        graph.AccountOpened: [graph_tasks.let_in],
    },
    gates={},
    files=[],
    frame={},
    exports=[],
    erasers=[],
    schedule=[],
)
