"""The style sheets: one file a component, logical properties only, one bundle for the browser."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

import kith.ui
from kith.ui.bundle import BundlingStorage, join_scripts, join_styles

STATIC = Path(kith.ui.__file__).parent / "static"
SHEETS = sorted((STATIC / "ui/css").glob("*.css"))
SCRIPTS = sorted((STATIC / "ui/js").glob("*.js"))
SIDE = r"(left|right|top|bottom)"
PHYSICAL = re.compile(
    rf"(?<![\w-])({SIDE}|(margin|padding|border|scroll-(margin|padding))-{SIDE}[\w-]*|inset|(min-|max-)?(width|height)"
    r"|border-(top|bottom)-(left|right)-radius|overflow-[xy])\s*:"
    r"|(float|clear|text-align)\s*:\s*(left|right)"
    # Four values would go clockwise, whatever the direction of the page.
    r"|(margin|padding|border-width|border-color)\s*:\s*(?:[^\s;]+\s+){3}[^\s;]+;"
)


@pytest.mark.parametrize(
    "line",
    [
        "margin-left: 1px;",
        "left: 0;",
        "width: 3rem;",
        "max-height: 1em;",
        "text-align: right;",
        "border-top-left-radius: 1px;",
        "padding: 0 1px 2px 3px;",
    ],
)
def test_a_physical_property_is_found(line):
    assert PHYSICAL.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "margin-inline-start: 1px;",
        "inset-inline: 0;",
        "text-align: start;",
        "border-width: 2px;",
        "padding: 1px 2px;",
        "line-height: 1;",
    ],
)
def test_a_logical_property_is_left_alone(line):
    assert not PHYSICAL.search(line)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_only_logical_properties(sheet):
    # Media queries ask the device, which has a width; and scrolling sideways has no logical name everywhere yet.
    text = re.sub(r"@media[^{]*\{|overflow-[xy]: auto;", "", sheet.read_text())
    assert [found[0] for found in PHYSICAL.finditer(text)] == []


def test_every_component_is_in_the_bundle():
    entry = (STATIC / "ui/kith.css").read_text()
    assert SHEETS
    assert [sheet.name for sheet in SHEETS if f'"css/{sheet.name}"' not in entry] == []
    entry = (STATIC / "ui/kith.js").read_text()
    assert SCRIPTS
    assert [script.name for script in SCRIPTS if f'"./js/{script.name}"' not in entry] == []


def test_behaviours_are_small_and_keep_to_themselves():
    # The bundle puts each into a block, where nothing can be exported or imported.
    for script in SCRIPTS:
        assert len(script.read_text().splitlines()) <= 100
        assert not re.search(r"^\s*(export|import)\b", script.read_text(), re.MULTILINE)


def test_imports_are_replaced_by_what_they_name():
    styles = '@layer a, b;\n@import url("css/x.css") layer(b);\n'
    assert join_styles(styles, {"css/x.css": "p { color: red; }\n"}.__getitem__) == (
        "@layer a, b;\n@layer b {\np { color: red; }\n}\n"
    )
    assert join_scripts('import "./js/x.js";\n', {"js/x.js": "run();\n"}.__getitem__) == "{\nrun();\n}\n"


def test_collected_static_files_are_bundled(tmp_path):
    source, storage = FileSystemStorage(STATIC), BundlingStorage(tmp_path, "/static/")
    names = [str(file.relative_to(STATIC)) for file in STATIC.rglob("*") if file.is_file()]
    for name in names:
        storage.save(name, source.open(name))
    processed = {name: hashed for name, hashed, _done in storage.post_process({n: (source, n) for n in names})}
    for name in ("ui/kith.css", "ui/kith.js"):
        bundle = (tmp_path / processed[name]).read_text()
        assert not re.search(r"^@?import\b", bundle, re.MULTILINE)
        assert bundle.count("{") == bundle.count("}")
    assert "--accent:" in (tmp_path / processed["ui/kith.css"]).read_text()
