"""Files as browsers ask for them over the line: whole, in parts to play and seek, or only if they have changed."""

import pytest

WHOLE = bytes(range(256)) * 10


def test_a_file_is_sent_whole_and_says_that_it_can_be_had_in_parts(site):
    whole = site.ask("/file")
    assert (whole.status, whole.body) == (200, WHOLE)
    assert whole["accept-ranges"] == "bytes"
    assert whole["content-length"] == "2560"
    assert whole["content-type"] == "image/webp"
    assert whole["etag"] == '"kept"'


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [
        ("bytes=0-1", 0, 2),  # what a phone from Apple asks before it plays anything
        ("bytes=0-9", 0, 10),
        ("bytes=0-", 0, 2560),
        ("bytes=0-2559", 0, 2560),
        ("bytes=2550-", 2550, 2560),
        ("bytes=-5", 2555, 2560),
        ("bytes=-9999", 0, 2560),
        ("bytes=2559-9999", 2559, 2560),
        ("Bytes=7-7", 7, 8),
    ],
)
def test_a_part_of_a_file_is_sent_alone(site, asked, first, end):
    part = site.ask("/file", f"Range: {asked}")
    assert part.status == 206
    assert part["content-range"] == f"bytes {first}-{end - 1}/2560"
    assert part["content-length"] == str(end - first)
    assert part["etag"] == '"kept"'
    assert part.body == WHOLE[first:end]


@pytest.mark.parametrize("asked", ["2560-", "2560-2570", "-0", "999999999999999999-"])
def test_a_part_that_is_not_there_is_refused_and_the_size_said(site, asked):
    answer = site.ask("/file", f"Range: bytes={asked}")
    assert (answer.status, answer.body) == (416, b"")
    assert answer["content-range"] == "bytes */2560"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=9-3",  # ends before it begins, so it is no range
        "bytes=2570-2560",
        "bytes=0-1,4-5",
        "bytes=0-1, -0",
        "bytes=9999-,9999-",
        "bytes=0-1,",
        "bytes= 0-1",
        "bytes=0 - 1",
        "bytes=",
        "bytes=-",
        "bytes=--1",
        "bytes=+1-2",
        "bytes=a-b",
        "bytes=0x0-0x1",
        "bytes:0-1",
        "0-1",
        "seconds=0-1",
        "bytes=" + "9" * 30,
        "bytes=" + "9" * 30 + "-",
    ],
)
def test_what_is_no_range_or_several_or_of_another_unit_is_answered_with_the_whole(site, asked):
    answer = site.ask("/file", f"Range: {asked}")
    assert (answer.status, answer.body) == (200, WHOLE)


def test_a_part_is_sent_only_of_the_file_that_was_begun(site):
    assert site.ask("/file", "Range: bytes=0-9", 'If-Range: "kept"').status == 206
    for other in ('"other"', 'W/"kept"', "Sun, 22 Nov 2026 10:00:00 GMT"):
        for asked in ("bytes=0-9", "bytes=9999-"):
            answer = site.ask("/file", f"Range: {asked}", f"If-Range: {other}")
            assert (answer.status, answer.body) == (200, WHOLE)
    assert site.ask("/file", "Range: bytes=9999-", 'If-Range: "kept"').status == 416
    assert site.ask("/file", 'If-Range: "kept"').body == WHOLE


def test_a_file_that_the_client_has_is_not_sent_again(site):
    for known in ('"kept"', 'W/"kept"', '"other", "kept"', "*"):
        for asked in ("bytes=0-1", "bytes=9999-"):
            answer = site.ask("/file", f"If-None-Match: {known}", f"Range: {asked}")
            assert (answer.status, answer.body, answer["etag"]) == (304, b"", '"kept"')
    assert site.ask("/file", 'If-None-Match: "other"').body == WHOLE


def test_head_tells_of_the_whole_and_sends_nothing(site):
    for asked in ("bytes=0-1", "bytes=9999-", "bytes=9-3"):
        answer = site.ask("/file", f"Range: {asked}", method="HEAD")
        assert (answer.status, answer.body) == (200, b"")
        assert answer["content-length"] == "2560"
        assert answer["accept-ranges"] == "bytes"


def test_an_empty_file_is_sent_as_such(site):
    answer = site.ask("/empty-file")
    assert (answer.status, answer.body, answer["content-length"]) == (200, b"", "0")
    assert site.ask("/empty-file", "Range: bytes=0-1").status == 416
