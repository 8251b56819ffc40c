// What every module needs of the libraries, under one roof.
import { h, render } from './lib/preact.js';
import htm from './lib/htm.js';

export { render };
export { useEffect, useMemo, useRef, useState } from './lib/hooks.js';

/** Makes elements from a tagged template. Values become text or attributes, never markup. */
export const html = htm.bind(h);
