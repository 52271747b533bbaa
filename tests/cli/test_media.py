"""`kith media` as the people who run a community call it."""

import pytest

KEY = "k" * 22


@pytest.fixture
def on_s3(ready, bucket):
    """An installation that is to keep its files in a bucket from now on; one is still in its folder."""
    old = ready.data / "media" / "photos" / "kk" / KEY / "320.webp"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"RIFF" * 1000)
    options = bucket["OPTIONS"]
    ready.environment |= {
        "KITH_S3_BUCKET": options["bucket_name"],
        "KITH_S3_ENDPOINT": options["endpoint_url"],
        "KITH_S3_KEY_ID": options["access_key"],
        "KITH_S3_SECRET": options["secret_key"],
    }
    return ready


def test_files_move_into_the_bucket_and_back_by_settings_alone(on_s3):
    assert "kith media move" in on_s3.run("check").stdout
    moved = on_s3.run("media move")
    assert (moved.returncode, moved.stdout) == (0, "1 files moved (0.0 MB), 0 left.\n")
    assert not list(on_s3.data.rglob("*.webp"))
    assert "can be read and written" in on_s3.run("check").stdout
    on_s3.environment |= {"KITH_S3_LEAVING": "yes"}
    assert on_s3.run("media move").returncode == 0
    assert [path.read_bytes() for path in on_s3.data.rglob("*.webp")] == [b"RIFF" * 1000]


def test_a_move_that_left_something_ends_with_an_error(on_s3):
    on_s3.environment |= {"KITH_S3_BUCKET": "nobodys"}
    moved = on_s3.run("media move")
    assert moved.returncode == 1
    assert f"{KEY}/320.webp stays: The object store" in moved.stdout
    assert len(list(on_s3.data.rglob("*.webp"))) == 1


def test_a_check_without_findings_says_so(ready):
    checked = ready.run("media check", "--mend")
    assert (checked.returncode, checked.stdout) == (0, "Every file has its row, every row its files.\n")
