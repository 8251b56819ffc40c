// One group: its members, and what they have besides their own policies.
import { Deleting } from '../../editing/deleting.js';
import { current, PathCard } from '../../editing/pathcard.js';
import { html } from '../../html.js';
import { Loaded, useLoad } from '../../parts/load.js';
import { Notice } from '../../parts/notice.js';
import { Card, Facts, Page } from '../../parts/page.js';
import { go, to } from '../../parts/place.js';
import { mono } from '../../parts/table.js';
import { moment } from '../../parts/time.js';

/** The page. */
export function Group({ name }) {
  const path = `identity/group/name/${name}`;
  const group = useLoad(() => current(path), [path]);
  return html`<${Page} title=${name}>
    <p class="trail"><a href=${to('identity')}>Identity</a></p>
    <div class="cards">
      <${Loaded} of=${group}>
        ${({ of, isNew }) =>
          isNew
            ? html`<${Notice}>There is no such group yet. Save to create it.<//>`
            : html`<${Card} title="Group">
                <${Facts}
                  of=${[
                    ['Id', mono(of.id)],
                    ['Type', of.type],
                    ['Created', moment(of.creation_time)],
                    ['Updated', moment(of.last_update_time)],
                  ]}
                />
              <//>`}
      <//>
      <${PathCard}
        title="Settings"
        path=${path}
        described="/identity/group/name/{}"
        only=${/^(policies|metadata|member_entity_ids|member_group_ids|type)$/}
        onSaved=${group.again}
      />
      <${Deleting} path=${path} name=${name} what="the group" onDone=${() => go('identity')}>
        Its members lose what its policies grant.
      <//>
    </div>
  <//>`;
}
