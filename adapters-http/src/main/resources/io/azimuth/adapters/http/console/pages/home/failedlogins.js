// Logins that failed within the last hour: refusals by reason, and logins without a decision.
import { LATEST } from '../../attention/failedlogins.js';
import { html } from '../../html.js';
import { Loaded } from '../../parts/load.js';
import { Denied, Notice, Problem } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { to } from '../../parts/place.js';
import { fromNow } from '../../parts/time.js';

/** Reasons that are shown of a mount at most. */
const MOST = 6;

/** The card. `total`: how many mounts keep refusals. */
export function FailedLogins({ of, total }) {
  return html`<${Card} title="Failed logins of the last hour" wide>
    <${Loaded} of=${of}>
      ${(all) => html`<${Failed} of=${all.filter((it) => !it.missing)} unasked=${total - all.length} />`}
    <//>
  <//>`;
}

function Failed({ of, unasked }) {
  if (of.length === 0) {
    return html`<p class="muted">This server keeps no list of refusals.</p>`;
  }
  const known = of.filter((it) => it.refusals);
  const some = known.filter((it) => it.undecided || it.refusals.length > 0);
  const complete = known.length === of.length && unasked === 0;
  return html`
    ${of.filter((it) => it.error).map((it) => html`<${NotRead} key=${it.mount} ...${it} />`)}
    ${some.map((it) => html`<${FailedAt} key=${it.mount} ...${it} />`)}
    ${
      complete &&
      some.length === 0 &&
      html`<p class="muted">No login failed at this server within the last hour.</p>`
    }
    ${of
      .filter((it) => it.denied)
      .map((it) => html`<${Denied} key=${it.mount} capability="read" path=${it.denied} />`)}
    ${unasked > 0 && html`<p class="muted">Mounts that were not asked: ${unasked}.</p>`}
  `;
}

function NotRead({ mount, error }) {
  return html`
    <p>The failed logins of <code>${mount}</code> are not known:</p>
    <${Problem} error=${error} live=${false} />
  `;
}

function FailedAt({ mount, refusals, undecided }) {
  const more = html`<a href=${to('refusals', mount)}>Why?</a>`;
  const number =
    refusals.length === LATEST ? `${refusals.length} or more` : String(refusals.length);
  return html`
    ${
      undecided &&
      html`<${Notice} ...${howUndecided(mount, undecided)}>
        <p>The latest one, ${fromNow(undecided.time)}: ${undecided.sentence}</p>
        <p class="muted">Since the server started: ${undecided.count}. ${more}</p>
      <//>`
    }
    ${
      refusals.length > 0 &&
      html`<p>Refused at <code>${mount}</code>: ${number}. ${more}</p>
        <ul class="reasons">
          ${reasons(refusals).map(
            ([code, count]) => html`<li>
              <b>${count}</b> <a href=${to('codes', code)}><code>${code}</code></a>
            </li>`,
          )}
        </ul>`
    }
  `;
}

/** It is over, perhaps, when logins were granted since. */
export function howUndecided(mount, { grantedSince }) {
  return grantedSince > 0
    ? {
        kind: 'info',
        title: `Logins of ${mount} ended without a decision. Granted since then: ${grantedSince}.`,
      }
    : { kind: 'bad', title: `Logins of ${mount} end without a decision.` };
}

/** The reasons of refusals with their numbers, the most frequent first. */
function reasons(refusals) {
  const counts = {};
  refusals.forEach((it) =>
    it.reasons.forEach(({ code }) => {
      counts[code] = (counts[code] || 0) + 1;
    }),
  );
  return Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST);
}
