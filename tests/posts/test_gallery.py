"""The photos, videos and sounds of a post as its card shows them."""

import re

import pytest

from kith.media.models import Kind, MediaItem, MediaState
from kith.posts import cards
from kith.posts.gallery import rows
from kith.posts.models import Post, PostMedia
from tests.media.pictures import kept, kept_recording


def shown(post, viewer) -> str:
    cards.forget()
    return cards.one(post.pk, viewer)


@pytest.mark.parametrize("count", range(1, 21))
def test_a_mosaic_of_any_size_has_no_gap_and_its_larger_pictures_first(count):
    found = list(rows(count))
    assert len(found) == count
    while found:
        width = found[0]
        assert found[:width] == [width] * width
        del found[:width]
        assert not found or found[0] >= width


def test_a_photo_that_is_wider_than_its_tile_comes_as_large_as_it_is_drawn(cast, posted):
    photos = [kept(cast.ana), kept(cast.ana), kept(cast.ana)]
    MediaItem.objects.filter(pk__in=[photo.pk for photo in photos]).update(width=1200, height=600)
    assert 'sizes="(min-width: 40rem) 38rem, 100vw"' in shown(posted(media=photos[:1]), cast.ben)
    assert 'sizes="(min-width: 40rem) 48rem, 125vw"' in shown(posted(media=photos[1:]), cast.ben)
    upright = [kept(cast.ana), kept(cast.ana)]
    MediaItem.objects.filter(pk__in=[photo.pk for photo in upright]).update(width=600, height=1200)
    assert 'sizes="(min-width: 40rem) 19rem, 50vw"' in shown(posted(media=upright), cast.ben)


def test_a_photo_leads_to_its_largest_rendition(cast, posted):
    photo = kept(cast.ana)
    html = shown(posted(media=[photo]), cast.ben)
    assert f'href="/media/{photo.key}/640" data-view' in html


def test_a_photo_that_nobody_described_is_still_called_one(cast, posted):
    photo = kept(cast.ana)
    link = f'href="/media/{photo.key}/640" data-view'
    assert f'{link} aria-label="Photo">' in shown(posted(media=[photo]), cast.ben)
    PostMedia.objects.update(alt="A heron")
    assert f"{link}><picture>" in shown(Post.objects.get(), cast.ben)


def test_a_video_plays_in_its_card_smaller_on_phones(cast, posted):
    video = kept_recording(cast.ana, Kind.VIDEO, captions=["ar"], sizes=[320, 640])
    html = shown(posted(media=[video]), cast.ben)
    sources = re.findall(r"/([0-9]+)\.mp4\" type=\"video/mp4\"( media=\"[^\"]+\")?", html)
    assert sources == [("720", ' media="(max-width: 40rem)"'), ("1080", "")]
    assert f'poster="/media/{video.key}/640"' in html
    assert 'srclang="ar" label="العربية"' in html
    assert 'preload="none"' in html


def test_among_photos_a_video_is_a_picture_that_opens(cast, posted):
    video = kept_recording(cast.ana, Kind.VIDEO, sizes=[320])
    html = shown(posted(media=[kept(cast.ana), video]), cast.ben)
    assert f'href="/media/{video.key}/1080.mp4" data-view' in html
    assert "3:07" in html
    assert html.index("<template>") < html.index("<video")


def test_a_loop_is_silent_and_does_not_begin_by_itself_without_scripts(cast, posted):
    html = shown(posted(media=[kept_recording(cast.ana, Kind.LOOP)]), cast.ben)
    assert "muted loop" in html
    assert "autoplay" not in html


def test_a_sound_says_what_it_is_called(cast, posted):
    sound = kept_recording(cast.ana, Kind.SOUND, title="River <at> dawn", artist="The Ferrymen", waveform="AAEC")
    html = shown(posted(media=[sound]), cast.ben)
    assert f'data-sound="/media/{sound.key}/sound.m4a"' in html
    assert "River &lt;at&gt; dawn" in html
    assert "The Ferrymen" in html
    assert 'data-wave="AAEC"' in html
    assert 'max="187.000"' in html


@pytest.mark.parametrize("kind", Kind)
def test_what_is_not_ready_or_failed_says_so_and_has_no_address(cast, posted, kind):
    item = MediaItem.objects.create(owner_id=cast.ana.pk, kind=kind)
    post = posted(media=[item])
    assert "This is being prepared." in shown(post, cast.ana)
    MediaItem.objects.update(state=MediaState.FAILED, failure="no_room")
    html = shown(post, cast.ana)
    assert "could not be prepared" in html
    assert item.key not in html
