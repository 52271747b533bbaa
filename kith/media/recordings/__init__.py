"""What runs in the process that opens uploaded videos, sounds and moving pictures; it knows files alone.

`child.py` is started, within limits; `source.py` opens and decodes, `video.py` and `sound.py` write what is played.
Nothing but this process loads PyAV. The parent is `kith.media.processing`.
"""
