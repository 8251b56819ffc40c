"""Indents what belongs to an item of a list by four spaces, as the generator wants it; the pages indent
it by the width of the item's mark, as Markdown does elsewhere."""

import re

MARK = re.compile(r"([-*]|[0-9]+\.) +")
WANTED = 4


def on_page_markdown(markdown, **_):
    lines = []
    width = 0
    in_fence = False
    for line in markdown.split("\n"):
        mark = MARK.match(line)
        if line.startswith("```"):
            in_fence = not in_fence
        if in_fence:
            width = 0
        elif mark:
            width = mark.end()
        elif line and not line.startswith(" "):
            width = 0
        elif line and width and line.startswith(" " * width):
            line = " " * (WANTED - width) + line
        lines.append(line)
    return "\n".join(lines)
