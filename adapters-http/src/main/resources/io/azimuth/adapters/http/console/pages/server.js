// The server: its state, its nodes and mounts, and graphs of what it does.
import { inAWord, serverState, stateFindings } from '../attention/state.js';
import { html } from '../html.js';
import { Needing } from '../parts/findings.js';
import { Loaded, useEvery, useLoad } from '../parts/load.js';
import { Pill } from '../parts/notice.js';
import { Card, Facts, Page } from '../parts/page.js';
import { Shares } from '../parts/shares.js';
import { moment } from '../parts/time.js';
import { Live } from './server/live.js';
import { Nodes } from './server/nodes.js';
import { Unseal } from './server/unseal.js';

const POLL = 10000;

/** The page. */
export function Server() {
  const state = useLoad(serverState, []);
  useEvery(state.again, POLL);
  return html`<${Page} title="Server">
    <div class="cards">
      <${Card} title="State">
        <${Loaded} of=${state}>
          ${(it) => html`<${State} of=${it} again=${state.again} />`}
        <//>
      <//>
      <${Nodes} />
      <${Live} />
    </div>
  <//>`;
}

function State({ of, again }) {
  const { health } = of;
  const seal = of.seal || {};
  const [kind, word] = inAWord(of);
  return html`<${Facts}
      of=${[
        ['State', html`<${Pill} kind=${kind}>${word}<//>`],
        ['Version', health.azimuth_version],
        ['Compatible with Vault', health.version],
        ['Seal', seal.type && `${seal.type}, ${seal.sealed ? 'sealed' : 'unsealed'}`],
        ['Key shares', seal.sealed && seal.t > 0 ? `${seal.progress} of ${seal.t}` : ''],
        ['Storage', seal.storage_type],
        ['Server time', moment(health.server_time_utc)],
        ['Cluster', health.cluster_name],
      ]}
    />
    <${Needing} findings=${stateFindings(of)} />
    <${Shares} seal=${seal} />
    ${seal.sealed && !seal.recovery_seal && html`<${Unseal} seal=${seal} onEntered=${again} />`}`;
}
