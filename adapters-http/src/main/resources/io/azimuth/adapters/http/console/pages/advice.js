// What the linter says of a role.
import { read } from '../api.js';
import { reasonFor } from '../attention/acknowledged.js';
import { html } from '../html.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Denied, Pill } from '../parts/notice.js';

const KINDS = { error: 'bad', warning: 'warning', note: 'plain' };

/**
 * Loads the advice on a role. `value.missing`: the server has no linter, or no such role.
 *
 * @param acknowledgements a promise of those of the server; advice among them has a `reason`
 */
export function useAdvice(mount, role, version, acknowledgements) {
  return useLoad(async () => {
    const path = `auth/${mount}/role/${role}/advice`;
    try {
      const [{ advice }, all] = await Promise.all([read(path), acknowledgements]);
      return {
        advice: advice.map((it) => ({ ...it, reason: reasonFor(all, it.code, mount, role) })),
      };
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
export function AdviceSummary({ mount, role, acknowledgements }) {
  const advice = useAdvice(mount, role, 0, acknowledgements);
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
              ${count} ${severity}${count > 1 && severity !== 'acknowledged' ? 's' : ''}
            <//>`,
        )}
      </span>`;
    }}
  <//>`;
}

function bySeverity(advice) {
  const counts = {};
  advice.forEach((it) => {
    const kind = it.reason ? 'acknowledged' : it.severity;
    counts[kind] = (counts[kind] || 0) + 1;
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
            ${
              one.reason
                ? html`<${Pill}>acknowledged<//>`
                : html`<${Pill} kind=${KINDS[one.severity] || 'plain'}>${one.severity}<//>`
            }
            <div>
              <p class=${one.reason ? 'muted' : undefined}>${one.sentence}</p>
              ${one.reason && html`<p class="muted">Acknowledged: ${one.reason}</p>`}
              <code class="muted">${one.code}</code>
            </div>
            ${
              one.change &&
              !one.reason &&
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
