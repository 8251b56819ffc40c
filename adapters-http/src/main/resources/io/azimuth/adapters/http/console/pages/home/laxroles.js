// Roles of which the linter warns.
import { list, read } from '../../api.js';
import { acknowledgements, reasonFor } from '../../attention/acknowledged.js';
import { html } from '../../html.js';
import { eachOf } from '../../parts/each.js';
import { Loaded, useLoad } from '../../parts/load.js';
import { Pill } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { to } from '../../parts/place.js';

/** Roles that are looked at: each takes a request. The page Roles shows the others. */
const MOST = 40;

/** Roles that are named at most. */
const SHOWN = 8;

/** The card; nothing when no mount has roles. */
export function LaxRoles({ mounts }) {
  const looked = useLoad(() => look(mounts), [mounts.join()]);
  if (mounts.length === 0) {
    return '';
  }
  return html`<${Card} title="Roles with warnings">
    <${Loaded} of=${looked}>${(it) => html`<${Lax} ...${it} />`}<//>
  <//>`;
}

async function look(mounts) {
  const lists = await Promise.all(
    mounts.map(async (mount) =>
      (await list(`auth/${mount}/role`).catch(() => [])).map((role) => ({ mount, role })),
    ),
  );
  const all = lists.flat();
  const asked = all.slice(0, MOST);
  const acknowledged = await acknowledgements();
  const judged = await eachOf(asked, (it) => warnings(it, acknowledged));
  return {
    total: all.length,
    unread: judged.filter((it) => it === null).length,
    asked: asked.length,
    lax: judged.filter((it) => it && it.count > 0),
  };
}

/** How often the linter warns of a role, unless acknowledged; null when that cannot be read. */
async function warnings({ mount, role }, acknowledged) {
  try {
    const { advice } = await read(`auth/${mount}/role/${role}/advice`);
    const open = advice.filter((it) => !reasonFor(acknowledged, it.code, mount, role));
    const count = open.filter((it) => it.severity !== 'note').length;
    return { mount, role, count, worst: open.some((it) => it.severity === 'error') };
  } catch {
    return null;
  }
}

function Lax({ total, asked, unread, lax }) {
  const seen = asked - unread;
  return html`
    ${
      lax.length === 0
        ? html`<p class="muted">
            ${seen === 0 ? 'No advice on roles can be read.' : 'The linter warns of no role.'}
          </p>`
        : html`<ul class="lax">
            ${lax.slice(0, SHOWN).map(
              ({ mount, role, count, worst }) => html`<li>
                <a href=${to('roles', mount, role)}>${role}</a>
                <span class="muted">${mount}</span>
                <${Pill} kind=${worst ? 'bad' : 'warning'}>${count}<//>
              </li>`,
            )}
          </ul>`
    }
    ${lax.length > SHOWN && html`<p class="muted">And ${lax.length - SHOWN} more.</p>`}
    ${
      total > asked &&
      html`<p class="muted">The first ${asked} of ${total} roles were looked at.</p>`
    }
  `;
}
