"""What other sites say of the pages that posts link to, asked without trusting any of them.

`guard` says whom may be contacted, `fetching` asks, `reading` and `oembed` understand the answer, `preview` puts
them together; `players` knows the few players that may run on a page. None of it knows posts or members.
"""
