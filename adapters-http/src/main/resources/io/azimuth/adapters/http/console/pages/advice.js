// What the linter says of a role.
import { read } from '../api.js';
import { html } from '../html.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Denied, Pill } from '../parts/notice.js';

const KINDS = { error: 'bad', warning: 'warning', note: 'plain' };

/** Loads the advice on a role. `value.missing`: the server has no linter, or no such role. */
export function useAdvice(mount, role, version) {
  return useLoad(async () => {
    const path = `auth/${mount}/role/${role}/advice`;
    try {
      return { advice: (await read(path)).advice };
    } catch (error) {
      if (error.denied) {
        return { denied: path };
      }
      if (error.absent || error.status === 405) {
        return { missing: true };
      }
      throw error;
    }
  }, [mount, role, version]);
}

/** How much advice there is on a role. */
export function AdviceSummary({ mount, role }) {
  const advice = useAdvice(mount, role, 0);
  return html`<${Loaded} of=${advice}>
    ${(it) => {
      if (it.denied || it.missing) {
        return html`<span class="muted">not available</span>`;
      }
      if (it.advice.length === 0) {
        return html`<${Pill} kind="good">none<//>`;
      }
      return html`<span class="pills">
        ${Object.entries(bySeverity(it.advice)).map(
          ([severity, count]) =>
            html`<${Pill} kind=${KINDS[severity] || 'plain'}>
              ${count} ${severity}${count > 1 ? 's' : ''}
            <//>`,
        )}
      </span>`;
    }}
  <//>`;
}

function bySeverity(advice) {
  const counts = {};
  advice.forEach((it) => {
    counts[it.severity] = (counts[it.severity] || 0) + 1;
  });
  return counts;
}

/** All advice on a role; `onApply` gets the fields and values of a change. */
export function AdviceList({ of, onApply }) {
  return html`<${Loaded} of=${of}>
    ${(it) => {
      if (it.denied) {
        return html`<${Denied} capability="read" path=${it.denied} />`;
      }
      if (it.missing) {
        return html`<p class="muted">Advice is not available.</p>`;
      }
      if (it.advice.length === 0) {
        return html`<p class="muted">The linter has no advice.</p>`;
      }
      return html`<ul class="advice">
        ${it.advice.map(
          (one) => html`<li>
            <${Pill} kind=${KINDS[one.severity] || 'plain'}>${one.severity}<//>
            <div>
              <p>${one.sentence}</p>
              <code class="muted">${one.code}</code>
            </div>
            ${
              one.change &&
              html`<button
              type="button"
              class="small"
              aria-label=${`Apply this change: ${one.code}`}
              onClick=${() => onApply(one.change)}
            >
              Apply this change
            </button>`
            }
          </li>`,
        )}
      </ul>`;
    }}
  <//>`;
}
