// Line icons. They are for the eye only: each stands beside words, or in a control with a name.
import { html } from '../html.js';

const SHAPES = {
  badge: 'M4 6h16v12H4zM8 10h4M8 14h8M15 10h1',
  chevron: 'M9 6l6 6-6 6',
  check: 'M5 12.5 10 17 19 7.5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  cross: 'M6 6l12 12M18 6 6 18',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  gauge: 'M4 18a9 9 0 1 1 16 0M12 15l4-6',
  home: 'M4 11.5 12 4l8 7.5M6.5 9.5V20h11V9.5M10 20v-6h4v6',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 7.6v.4',
  key: 'M14.5 4a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM10.5 13.5 4 20M6.5 17.5l2 2',
  layers: 'M12 3 3 8l9 5 9-5zM3 12l9 5 9-5M3 16l9 5 9-5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  people: 'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20a6.5 6.5 0 0 1 13 0M16 5.5a3.3 3.3 0 0 1 0 6M18 14.5a6 6 0 0 1 3.5 5.5',
  question:
    'M9 9.2a3 3 0 1 1 4.2 2.7c-.8.4-1.2.9-1.2 2.1M12 17v.4M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  rotate: 'M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5',
  rule: 'M6 3h9l4 4v14H6zM9.5 12h6M9.5 16h6M9.5 8h3',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
  skip: 'M6 12h12',
  ticket: 'M3 7h18v3.5a1.5 1.5 0 0 0 0 3V17H3v-3.5a1.5 1.5 0 0 0 0-3zM14 7v10',
  warning: 'M12 4 2.8 20h18.4zM12 10v5M12 17.4v.4',
};

/** An icon by its name. */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${SHAPES[name]} />
  </svg>`;
}

/** The mark of Azimuth: a needle in a circle. */
export function Mark() {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <circle cx="16" cy="16" r="15" />
    <path d="M16 5 22 25 16 21 10 25Z" />
  </svg>`;
}
