// The end of the own session.
import { write } from '../api.js';
import { html, useState } from '../html.js';
import { announce } from './announce.js';
import { useEvery } from './load.js';
import { fromNow, moment } from './time.js';

const TICK = 10000;

/** Milliseconds before the end from which it is told. */
const SOON = 10 * 60 * 1000;

/** When the token ends, and how to put that off; nothing for one that never ends. */
export function SessionEnd({ self }) {
  const [end, setEnd] = useState(self.expire_time);
  const [, setNow] = useState(0);
  useEvery(() => setNow(Date.now()), TICK);
  if (!end) {
    return '';
  }
  const renew = async () => {
    try {
      const { auth } = await write('auth/token/renew-self');
      setEnd(new Date(Date.now() + auth.lease_duration * 1000).toISOString());
      announce('Your token is renewed');
    } catch (error) {
      announce(`Your token was not renewed: ${error.message}`);
    }
  };
  const soon = new Date(end) - Date.now() < SOON;
  return html`<span class=${soon ? 'session-end soon' : 'session-end'} title=${moment(end)}>
      ends ${fromNow(end)}
    </span>
    ${soon && self.renewable && html`<button type="button" class="small" onClick=${renew}>Renew</button>`}`;
}
