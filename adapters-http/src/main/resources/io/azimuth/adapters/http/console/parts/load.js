// Content that comes from the server.
import { html, useEffect, useRef, useState } from '../html.js';
import { Problem } from './notice.js';

/**
 * Loads something when the page is shown, and again when one of `keys` changes.
 *
 * @param {() => Promise<any>} load
 * @param {any[]} keys
 * @returns {{value: any, error: any, loading: boolean, again: () => Promise<void>}}
 */
export function useLoad(load, keys) {
  const [state, setState] = useState({ value: undefined, error: null, loading: true });
  const latest = useRef(0);
  const again = async () => {
    const mine = ++latest.current;
    setState((before) => ({ ...before, loading: true }));
    let after;
    try {
      after = { value: await load(), error: null, loading: false };
    } catch (error) {
      after = { value: undefined, error, loading: false };
    }
    if (mine === latest.current) {
      setState(after);
    }
  };
  useEffect(() => {
    setState({ value: undefined, error: null, loading: true });
    again();
    return () => {
      latest.current = -1;
    };
  }, keys);
  return { ...state, again };
}

/**
 * Calls a function every few seconds while the page is shown and the tab is visible.
 *
 * @param {() => void} tick
 * @param {number} millis 0 for never
 */
export function useEvery(tick, millis) {
  const current = useRef(tick);
  current.current = tick;
  useEffect(() => {
    if (!millis) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (!document.hidden) {
        current.current();
      }
    }, millis);
    return () => clearInterval(timer);
  }, [millis]);
}

/** Shows what was loaded, that it is loading, or why it could not be loaded. */
export function Loaded({ of, children }) {
  if (of.error) {
    return html`<${Problem} error=${of.error} />`;
  }
  if (of.value === undefined) {
    return html`<p class="muted" aria-busy="true">Loading …</p>`;
  }
  return children(of.value);
}
