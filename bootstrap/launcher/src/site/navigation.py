"""Makes the navigation of the site from the indexes of the folders, so that each page is in one."""

import os
import posixpath
import re

DOORS = ("start", "guides", "operate", "reference", "explain", "evidence")
LINK = re.compile(r"\[([^\]]+)\]\(([^)#:]+\.md)\)")
TITLE = re.compile(r"# (.+)")


def on_config(config):
    pages = config["docs_dir"]
    config["nav"] = [
        {"Home": "README.md"},
        *(section(pages, f"docs/{door}/README.md") for door in DOORS),
        {
            "Project": [
                {"All documents": "docs/README.md"},
                {"Contributing": "CONTRIBUTING.md"},
                {"Changelog": "CHANGELOG.md"},
                {"Report a vulnerability": "SECURITY.md"},
            ]
        },
    ]
    return config


def section(pages, index):
    """The section of an index: the index itself, then the pages of its tables below their headings."""
    entries = [index]
    current = entries
    title = None
    for line in read(pages, index):
        if line.startswith("## "):
            current = []
            entries.append({line[3:]: current})
        elif title is None and TITLE.match(line):
            title = TITLE.match(line).group(1)
        elif line.startswith("| ["):
            current.append(entry(pages, index, *LINK.search(line).groups()))
    return {title: [it for it in entries if not isinstance(it, dict) or all(it.values())]}


def entry(pages, index, name, target):
    """A page, or the section of another index."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(index), target))
    if name.isdigit():
        return path  # the title of a decision is in its file
    if not path.endswith("/README.md"):
        return {name: path}
    return {name: list(section(pages, path).values())[0]}


def read(pages, path):
    with open(os.path.join(pages, path), encoding="utf-8") as file:
        return file.read().split("\n")
