// The roles of an auth method.
import { acknowledgements } from '../attention/acknowledged.js';
import { html, useState } from '../html.js';
import { Form, TextField } from '../parts/form.js';
import { Listing } from '../parts/listing.js';
import { Name } from '../parts/name.js';
import { Card, Page } from '../parts/page.js';
import { chosen, go, MountChoice, NoMount, to } from '../parts/place.js';
import { AdviceSummary } from './advice.js';
import { Role } from './role.js';

/** The page: of a mount, or of one of its roles. */
export function Roles({ args, rights }) {
  const mounts = rights.mounts.offering('role');
  const mount = chosen(mounts, args[0]);
  if (!mount) {
    return html`<${Page} title="Roles"><${NoMount} page="roles" /><//>`;
  }
  const triable = rights.mounts.offering('login/explain').includes(mount);
  if (args[1]) {
    return html`<${Role} mount=${mount} name=${args[1]} field=${args[2]} triable=${triable} />`;
  }
  return html`<${AllRoles} mount=${mount} mounts=${mounts} triable=${triable} />`;
}

function AllRoles({ mount, mounts, triable }) {
  const [acknowledged] = useState(acknowledgements);
  const choice = html`<${MountChoice} page="roles" mounts=${mounts} mount=${mount} />`;
  return html`<${Page} title="Roles" actions=${choice}>
    <${Card} title=${`Roles of ${mount}`}>
      <${Listing}
        caption="Roles"
        path=${`auth/${mount}/role`}
        columns=${['Role', 'Advice', '']}
        empty="No roles yet. A role says who may log in and what their tokens may do."
        row=${(name) => [
          html`<a href=${to('roles', mount, name)}><${Name} of=${name} /></a>`,
          html`<${AdviceSummary}
            key=${name}
            mount=${mount}
            role=${name}
            acknowledgements=${acknowledged}
          />`,
          triable &&
            html`<div class="right">
              <a class="button small" href=${to('refusals', mount, name)}>
                Try a login<span class="hidden"> of ${name}</span>
              </a>
            </div>`,
        ]}
      />
    <//>
    <${NewRole} mount=${mount} />
  <//>`;
}

function NewRole({ mount }) {
  const [name, setName] = useState('');
  const open = () => name.trim() && go('roles', mount, name.trim());
  return html`<${Card} title="New role">
    <${Form} class="line-form" onSubmit=${open}>
      <${TextField} label="Name of the role" value=${name} onValue=${setName} />
      <button type="submit" disabled=${!name.trim()}>Create</button>
    <//>
  <//>`;
}
