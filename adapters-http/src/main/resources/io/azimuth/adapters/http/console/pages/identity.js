// Entities and groups.
import { html } from '../html.js';
import { Listing } from '../parts/listing.js';
import { Name } from '../parts/name.js';
import { Card, Page } from '../parts/page.js';
import { to } from '../parts/place.js';
import { Entity } from './identity/entity.js';
import { Group } from './identity/group.js';
import { NewNamed } from './identity/new.js';

/** The page; its arguments are entity or group, and a name. */
export function Identity({ args }) {
  if (args[1]) {
    return args[0] === 'group'
      ? html`<${Group} name=${args[1]} />`
      : html`<${Entity} name=${args[1]} />`;
  }
  return html`<${Page} title="Identity">
    <div class="cards">
      <${All} title="Entities" kind="entity" empty="No entities yet. The first login makes one." />
      <${All} title="Groups" kind="group" empty="No groups yet." />
      <${NewNamed} kind="entity" />
      <${NewNamed} kind="group" />
    </div>
  <//>`;
}

function All({ title, kind, empty }) {
  return html`<${Card} title=${title}>
    <${Listing}
      caption=${title}
      path=${`identity/${kind}/name`}
      paged
      columns=${['Name']}
      empty=${empty}
      row=${(name) => [html`<a href=${to('identity', kind, name)}><${Name} of=${name} /></a>`]}
    />
  <//>`;
}
