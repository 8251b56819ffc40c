// One reason of refusals: where it occurred lately, and how to find all of it.
import { latestRefusals } from '../attention/failedlogins.js';
import { html } from '../html.js';
import { Copy } from '../parts/copy.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Card, Page } from '../parts/page.js';
import { to } from '../parts/place.js';
import { mono, Table } from '../parts/table.js';
import { fromNow } from '../parts/time.js';
import { callerOf, Meanings } from './refusals.js';

/** The page of a code. */
export function Code({ args, rights }) {
  const code = args[0] || '';
  const mounts = rights.mounts.offering('refusals');
  const found = useLoad(() => occurrences(mounts, code), [code]);
  const command = `azimuth audit find --reason=${code}`;
  return html`<${Page} title=${code}>
    <p class="trail"><a href=${to('refusals')}>Why refused?</a></p>
    <${Card} title="What it means">
      <${Loaded} of=${found}>
        ${(rows) => html`<${Meanings} reasons=${rows.map(({ reason }) => reason)} />`}
      <//>
      <p class="muted">
        With each auth method: <code>docs/reference/codes.md#${code}</code>
      </p>
    <//>
    <${Card} title="Latest refusals with this reason">
      <${Loaded} of=${found}>
        ${(rows) => html`<${Table}
          even
          caption="Refusals"
          columns=${['Role', 'When', 'Check', 'Expected', 'Found', 'Caller']}
          empty="No refusal that this server remembers has this reason."
          rows=${rows.map(({ mount, refusal, reason }) => [
            html`<a href=${to('refusals', mount, refusal.role || '')}>${refusal.role || 'no role'}</a>
              <span class="muted"> ${mount}</span>`,
            fromNow(refusal.time),
            mono(reason.check),
            mono(reason.expected),
            html`<code class="found">${reason.actual}</code>`,
            mono(callerOf(refusal)),
          ])}
        />`}
      <//>
      <p class="muted">
        All of them are in the audit log: <code>${command}</code>
        <${Copy} text=${command} name="the command" />
      </p>
    <//>
  <//>`;
}

/** Each refusal of the mounts that has the code, the newest first. */
async function occurrences(mounts, code) {
  const lists = await Promise.all(
    mounts.map(async (mount) => {
      const { refusals } = await latestRefusals(mount).catch(() => ({}));
      return (refusals || []).flatMap((refusal) =>
        refusal.reasons
          .filter((reason) => reason.code === code)
          .map((reason) => ({ mount, refusal, reason })),
      );
    }),
  );
  return lists
    .flat()
    .sort((one, other) => new Date(other.refusal.time) - new Date(one.refusal.time));
}
