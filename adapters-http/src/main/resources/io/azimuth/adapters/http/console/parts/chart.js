// A line chart of the last minutes.
import { html } from '../html.js';

const WIDTH = 340;
const HEIGHT = 130;
const LEFT = 34;
const BOTTOM = 18;
const TOP = 8;
const STEPS = [1, 2, 5, 10];

/**
 * A chart.
 *
 * @param {{title: string, unit: string, seconds: number,
 *     points: {time: number, values: Record<string, number>}[], lines: string[],
 *     totals: Record<string, number>}} props
 *     `seconds`: how far back it goes; `time` in seconds; `totals`: what is counted of each line
 */
export function Chart({ title, unit, seconds, points, lines, totals }) {
  const end = points.length > 0 ? points[points.length - 1].time : 0;
  const seen = points.filter((point) => point.time >= end - seconds);
  const top = ceiling(
    Math.max(0, ...seen.flatMap((point) => lines.map((it) => point.values[it] || 0))),
  );
  const x = (time) => LEFT + ((time - end + seconds) / seconds) * (WIDTH - LEFT - 4);
  const y = (value) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const last = seen.length > 0 ? seen[seen.length - 1].values : {};
  const now = lines.map((line) => `${line} ${short(last[line] || 0)}`).join(', ');
  return html`<figure class="chart">
    <figcaption>
      <span class="chart-title">${title} <span class="muted">${unit}</span></span>
      <ul class="legend">
        ${lines.map(
          (line, i) => html`<li class=${`line-${i}`}>
            <span class="key" aria-hidden="true"></span>${line}
            <b>${short(last[line] || 0)}</b>
          </li>`,
        )}
      </ul>
    </figcaption>
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${`${title}, ${unit}, now: ${now}`}>
      ${[0, 0.5, 1].map(
        (part) => html`<g>
          <line class="grid" x1=${LEFT} x2=${WIDTH - 4} y1=${y(part * top)} y2=${y(part * top)} />
          <text x=${LEFT - 6} y=${y(part * top) + 4} text-anchor="end">${short(part * top)}</text>
        </g>`,
      )}
      <text x=${LEFT} y=${HEIGHT - 3}>${`${Math.round(seconds / 60)} min ago`}</text>
      <text x=${WIDTH - 4} y=${HEIGHT - 3} text-anchor="end">now</text>
      ${lines.map(
        (line, i) => html`<polyline
          class=${`line line-${i}`}
          points=${seen.map((point) => `${x(point.time)},${y(point.values[line] || 0)}`).join(' ')}
        />`,
      )}
    </svg>
    <p class="muted">
      In total: ${lines.map((line) => `${line} ${totals[line] || 0}`).join(', ')}
    </p>
  </figure>`;
}

/** The next round number above a value; at least 1. */
function ceiling(value) {
  if (value <= 1) {
    return 1;
  }
  const size = 10 ** Math.floor(Math.log10(value));
  return size * STEPS.find((step) => step * size >= value);
}

function short(value) {
  if (value >= 1000) {
    return `${(value / 1000).toFixed(1)}k`;
  }
  return value === 0 || value >= 10 ? String(Math.round(value)) : value.toFixed(1);
}
