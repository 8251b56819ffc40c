"""Draws a dashboard from the answers of Prometheus: docs/operate/metrics/overview.png."""

import datetime
import itertools
import json
import math
import random
import re
import time

import matplotlib

matplotlib.use("Agg")
from matplotlib import dates, pyplot, ticker  # noqa: E402

from lab import DASHBOARDS, Load, substituted  # noqa: E402

COLORS = ["#73bf69", "#f2cc0c", "#8ab8ff", "#ff780a", "#f2495c", "#5794f2", "#b877d9", "#96d98d", "#ffb357"]
NAMED = {"green": "#73bf69", "red": "#f2495c", "orange": "#ff9830"}
PAPER, PANEL, INK, FAINT = "#111217", "#181b1f", "#ccccdc", "#2c3235"
CELL_WIDTH, CELL_HEIGHT = 0.6, 0.36  # inches of a unit of the grid


def wait(lab, seconds):
    """Works hard for so long, with waves, refusals of several kinds and a short fault of Azure."""
    expired = lab.azure.steer("mint", machine="web-1", kind="expired")["access_token"]
    stranger = lab.azure.token("web-2")
    begun = time.monotonic()

    def wave():
        part = (time.monotonic() - begun) / seconds
        time.sleep(0.02 + 0.06 * (1 + math.sin(part * 9)) / 2)
        lab.alone.log_in(lab.jwt)

    def refused():
        lab.alone.log_in(random.choice([expired, stranger, lab.jwt[:-5] + "AAAAA"]))
        time.sleep(random.random())

    loads = [Load(wave, 0.01), Load(wave, 0.01), Load(refused, 0.2)]
    if lab.pair:
        loads += [Load(lambda it=it: it.must("secret/data/app", {"data": {"n": 1}}), 0.1) for it in lab.pair]
    time.sleep(seconds * 0.6)
    lab.azure.steer("faults", endpoint="resource_manager", mode="status", status=503)
    time.sleep(min(12, seconds * 0.1))
    lab.azure.steer("faults", endpoint="resource_manager", mode="none")
    time.sleep(begun + seconds - time.monotonic())
    for load in loads:
        load.stop()


def scaled(value, unit):
    """A number as Grafana would write it."""
    if unit == "s":
        for size, name in ((86400 * 7, " weeks"), (86400, " days"), (3600, " h"), (60, " min"), (1, " s")):
            if abs(value) >= size:
                return f"{value / size:.3g}{name}"
        return f"{value * 1000:.3g} ms" if value else "0 s"
    if unit == "bytes":
        for size, name in ((2**30, " GiB"), (2**20, " MiB"), (2**10, " KiB")):
            if abs(value) >= size:
                return f"{value / size:.3g}{name}"
        return f"{value:.0f} B"
    if unit == "percentunit":
        return f"{value * 100:.3g} %"
    if abs(value) >= 1000:
        return f"{value / 1000:.3g} K"
    return f"{value:.3g}" + {"ops": " /s", "reqps": " /s"}.get(unit, "")


def label(pattern, labels):
    return re.sub(r"{{\s*(\w+)\s*}}", lambda it: labels.get(it.group(1), ""), pattern).strip()


def stat(prometheus, panel, axes):
    defaults = panel["fieldConfig"]["defaults"]
    found = prometheus.query(substituted(panel["targets"][0]["expr"]))
    value = float(found[0]["value"][1]) if found else None
    text, color = ("No data", INK) if value is None else (scaled(value, defaults["unit"]), INK)
    for mapping in defaults.get("mappings", []):
        if value is not None and str(int(value)) in mapping["options"]:
            chosen = mapping["options"][str(int(value))]
            text, color = chosen["text"], NAMED[chosen["color"]]
    for step in defaults.get("thresholds", {}).get("steps", []):
        if value is not None and (step["value"] is None or value >= step["value"]):
            color = NAMED.get(step["color"], INK)
    axes.text(0.5, 0.42, text, color=color, fontsize=17, ha="center", va="center", transform=axes.transAxes)
    axes.set_xticks([])
    axes.set_yticks([])


def series(prometheus, panel, axes, start, end):
    defaults = panel["fieldConfig"]["defaults"]
    stacked = defaults["custom"]["stacking"]["mode"] == "normal"
    colors, lines = itertools.cycle(COLORS), []
    for target in panel["targets"]:
        for one in prometheus.get("query_range", query=substituted(target["expr"]), start=start, end=end,
                                  step=2)["result"]:
            points = [(float(at), float(value)) for at, value in one["values"]]
            lines.append((label(target["legendFormat"], one["metric"]), dict(points)))
    times = sorted({at for _, points in lines for at in points})
    days = [datetime.datetime.fromtimestamp(at, datetime.timezone.utc) for at in times]
    floor = [0.0] * len(times)
    for name, points in lines:
        color = next(colors)
        values = [points.get(at, math.nan) for at in times]
        if stacked:
            top = [low + (0 if math.isnan(value) else value) for low, value in zip(floor, values)]
            axes.fill_between(days, floor, top, color=color, alpha=0.25, linewidth=0)
            axes.plot(days, top, color=color, linewidth=1, label=name)
            floor = top
        else:
            axes.plot(days, values, color=color, linewidth=1, label=name)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(ticker.MaxNLocator(4))
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: scaled(value, defaults["unit"])))
    axes.xaxis.set_major_formatter(dates.DateFormatter("%H:%M:%S" if end - start < 900 else "%H:%M"))
    axes.xaxis.set_major_locator(ticker.MaxNLocator(5))
    axes.grid(color=FAINT, linewidth=0.6)
    axes.tick_params(colors=INK, labelsize=7, length=0)
    if lines:
        columns = min(len(lines), 3 if max(len(name) for name, _ in lines) < 20 else 2)
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=columns, fontsize=6.5,
                    frameon=False, labelcolor=INK, handlelength=1.2, columnspacing=1.2)


def draw(prometheus, seconds, file):
    dashboard = json.loads((DASHBOARDS / "overview.json").read_text())
    panels = [it for it in dashboard["panels"] if it["type"] in ("stat", "timeseries")]
    rows = max(it["gridPos"]["y"] + it["gridPos"]["h"] for it in panels)
    width, height = 24 * CELL_WIDTH, rows * CELL_HEIGHT + 0.5
    figure = pyplot.figure(figsize=(width, height), facecolor=PAPER)
    figure.text(0.008, 1 - 0.3 / height, dashboard["title"], color=INK, fontsize=13, va="center")
    end = time.time()
    for panel in panels:
        at = panel["gridPos"]
        left, wide = at["x"] * CELL_WIDTH / width, at["w"] * CELL_WIDTH / width
        low = (rows - at["y"] - at["h"]) * CELL_HEIGHT / height
        high = at["h"] * CELL_HEIGHT / height
        gap, title = 0.05 / width, 0.3 / height
        figure.add_artist(pyplot.Rectangle((left + gap, low + gap), wide - 2 * gap, high - 2 * gap,
                                           facecolor=PANEL, edgecolor=FAINT, linewidth=0.8, zorder=-1))
        figure.text(left + 0.12 / width, low + high - 0.18 / height, panel["title"], color=INK, fontsize=9,
                    va="center")
        if panel["type"] == "stat":
            axes = figure.add_axes([left + gap, low + gap, wide - 2 * gap, high - title])
            stat(prometheus, panel, axes)
        else:
            legend = 0.62 / height
            axes = figure.add_axes([left + 0.75 / width, low + legend, wide - 0.9 / width, high - legend - title])
            series(prometheus, panel, axes, end - seconds, end)
        axes.set_facecolor("none")
        for spine in axes.spines.values():
            spine.set_visible(False)
    figure.savefig(file, dpi=80, facecolor=PAPER)
