// One entity: whom it stands for, and what its tokens have besides their own policies.
import { current, PathCard } from '../../editing/pathcard.js';
import { Deleting } from '../../editing/deleting.js';
import { html } from '../../html.js';
import { Loaded, useLoad } from '../../parts/load.js';
import { Notice } from '../../parts/notice.js';
import { Card, Facts, Page } from '../../parts/page.js';
import { go, to } from '../../parts/place.js';
import { mono, Table } from '../../parts/table.js';
import { moment } from '../../parts/time.js';

/** The page. */
export function Entity({ name }) {
  const path = `identity/entity/name/${name}`;
  const entity = useLoad(() => current(path), [path]);
  return html`<${Page} title=${name}>
    <p class="trail"><a href=${to('identity')}>Identity</a></p>
    <div class="cards">
      <${Loaded} of=${entity}>
        ${({ of, isNew }) =>
          isNew
            ? html`<${Notice}>There is no such entity yet. Save to create it.<//>`
            : html`<${Known} of=${of} />`}
      <//>
      <${PathCard}
        title="Settings"
        path=${path}
        described="/identity/entity/name/{}"
        only=${/^(policies|metadata|disabled)$/}
        onSaved=${entity.again}
      />
      <${Deleting} path=${path} name=${name} what="the entity" onDone=${() => go('identity')}>
        Its tokens lose what its policies and groups grant.
      <//>
    </div>
  <//>`;
}

function Known({ of }) {
  return html`<${Card} title="Entity">
      <${Facts}
        of=${[
          ['Id', mono(of.id)],
          ['Created', moment(of.creation_time)],
          ['Updated', moment(of.last_update_time)],
          ['Last token', of.last_token_time && `${moment(of.last_token_time)} or a day later`],
          ['Groups', (of.group_ids || []).map((id) => html`<code>${id}</code> `)],
        ]}
      />
    <//>
    <${Card} title="Aliases">
      <${Table}
        caption="Aliases"
        columns=${['Name', 'Auth method']}
        empty="No aliases: no login leads to it."
        rows=${(of.aliases || []).map((it) => [mono(it.name), mono(it.mount_path)])}
      />
    <//>`;
}
