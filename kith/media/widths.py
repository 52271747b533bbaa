"""In which widths, in pixels, a picture is kept; and the sides of the squares that are cut out of it for avatars."""

WIDTHS = (320, 640, 1280, 2048)
SQUARES = (96, 192)
