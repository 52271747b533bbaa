"""The pages of graph, one concern a file. Several share a limit, so all limits are declared here, before any page."""

from kith.kernel.limits import define

# High enough for who follows a whole list on the first evening; low enough that nobody follows everyone to be noticed.
define("follow", member="200/h", network="1000/h")
define("block", member="200/h", network="1000/h")
define("edit-profile", member="60/h", network="300/h")
