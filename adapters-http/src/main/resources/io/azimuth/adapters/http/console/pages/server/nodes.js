// The nodes of the cluster.
import { call, read } from '../../api.js';
import { html } from '../../html.js';
import { Loaded, useEvery, useLoad } from '../../parts/load.js';
import { Pill } from '../../parts/notice.js';
import { Card, Facts } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { fromNow } from '../../parts/time.js';

const POLL = 10000;

/** The card with all nodes, which of them leads, and what each runs. */
export function Nodes() {
  const nodes = useLoad(
    async () => ({
      leader: await call('GET', 'sys/leader', {}),
      nodes: (await read('sys/ha-status')).nodes,
    }),
    [],
  );
  useEvery(nodes.again, POLL);
  return html`<${Card} title="Nodes">
    <${Loaded} of=${nodes}>
      ${({ leader, nodes }) => html`
        <${Facts}
          of=${[
            ['High availability', leader.ha_enabled ? 'on' : 'off'],
            ['Leader', leader.leader_address],
          ]}
        />
        <${Table}
          caption="Nodes"
          columns=${['Node', 'Role', 'Release', 'Last seen']}
          rows=${nodes.map((node) => [
            html`${node.hostname || node.api_address}
              ${!node.last_echo && html`<span class="tag">this one</span>`}`,
            html`<${Pill} kind=${node.active_node ? 'good' : 'plain'}>
              ${node.active_node ? 'leader' : 'serving'}
            <//>`,
            node.azimuth_version || 'unknown',
            node.last_echo ? fromNow(node.last_echo) : 'now',
          ])}
        />
      `}
    <//>
  <//>`;
}
