"""What the page is made of and what it weighs."""

import gzip
import json
import re

KILOBYTE = 1000


def test_the_lock_file_names_no_registry(web):
    lock = (web / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    packages = json.loads(lock)["packages"]
    # Without a digest, whatever a registry hands out under that name would be installed.
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_only_what_builds_the_page_is_installed_to_build_it(web):
    wanted = json.loads((web / "package.json").read_text())["dependencies"]
    assert set(wanted) == {"@fontsource-variable/newsreader", "@vitejs/plugin-react", "react", "react-dom", "vite"}


def test_the_script_is_light(page):
    scripts = list((page / "assets").glob("*.js"))
    assert scripts
    weights = {script.name.partition("-")[0]: len(gzip.compress(script.read_bytes())) / KILOBYTE for script in scripts}
    print("compressed kB:", ", ".join(f"{name} {weight:.1f}" for name, weight in sorted(weights.items())))
    assert sum(weights.values()) < 120


def test_the_widget_is_one_small_file_that_loads_nothing_else(page):
    """Sites name it in a script tag of the old kind, which knows no modules."""
    script = (page / "widget.js").read_text()
    assert len(gzip.compress(script.encode())) < 3 * KILOBYTE
    assert not re.search(r"\b(?:import|export)\b", script)


def test_the_page_asks_nobody_else(page):
    """Fonts, styles and scripts come along: a page on a closed network is whole."""
    files = [*page.rglob("*.html"), *(page / "assets").glob("*.css")]
    assert len(files) > 4
    for file in files:
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|url\(["']?(?:https?:)?//""", file.read_text()), file


def test_the_licences_of_what_is_bundled_come_along(page):
    text = (page / "licences.md").read_text()
    assert all(name in text for name in ("react", "@fontsource-variable/newsreader", "OFL"))
