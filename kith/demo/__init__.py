"""A community to try: believable people, follows, posts and photographs, made from a seed. Not part of the product.

`voices` has what people say, in eight languages; `people`, `graph` and `story` decide who is who, who follows whom and
what happens, without a database; `bulk` is the one file that writes rows.
"""
