// One KV secret: its values, its versions, and writing it.
import { secretAs } from '../copyas/secret.js';
import { Deleting } from '../editing/deleting.js';
import { useMay } from '../editing/may.js';
import { html, useState } from '../html.js';
import { CopyAs } from '../parts/copyas.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Notice } from '../parts/notice.js';
import { Card, Page } from '../parts/page.js';
import { go } from '../parts/place.js';
import { readMetadata, readV1, readV2 } from './secret/read.js';
import { Values } from './secret/values.js';
import { Versions } from './secret/versions.js';
import { Writing } from './secret/writing.js';

/** The page of a secret. */
export function Secret({ mount, path, trail }) {
  const [version, setVersion] = useState(0);
  const isV2 = mount.version === 2;
  const at = isV2 ? `${mount.path}/data/${path}` : `${mount.path}/${path}`;
  const secret = useLoad(() => (isV2 ? readV2(at, version) : readV1(at)), [at, version]);
  const metadata = useLoad(() => (isV2 ? readMetadata(mount, path) : Promise.resolve(null)), [at]);
  const whole = isV2 ? `${mount.path}/metadata/${path}` : at;
  const verbs = isV2 ? ['delete', 'undelete', 'destroy'] : [];
  const may = useMay(at, ...verbs.map((verb) => `${mount.path}/${verb}/${path}`));
  const again = async () => {
    setVersion(0);
    await Promise.all([secret.again(), metadata.again()]);
  };
  const leave = () =>
    go('secrets', mount.path, path.includes('/') ? path.replace(/[^/]*$/, '') : '');
  return html`<${Page} title=${path.split('/').pop()}>
    ${trail}
    <${Loaded} of=${secret}>
      ${(it) => html`<div class="cards">
        <${Card} title=${isV2 && it.version ? `Values of version ${it.version}` : 'Values'} wide>
          ${it.gone && html`<${Notice}>${it.gone}<//>`}
          ${it.data && html`<${Values} of=${it.data} />`}
          ${
            may(at, 'create', 'update') &&
            html`<${Writing}
              at=${at}
              isV2=${isV2}
              of=${it}
              latest=${latest(version, it, metadata.value)}
              again=${again}
            />`
          }
          ${it.data && html`<${CopyAs} ways=${secretAs(mount, path)} />`}
        <//>
        ${
          isV2 &&
          html`<${Card} title="Versions" wide>
          <${Loaded} of=${metadata}>
            ${(them) =>
              them.versions
                ? html`<${Versions}
                    mount=${mount}
                    path=${path}
                    of=${them}
                    shown=${it.version}
                    onShow=${setVersion}
                    again=${again}
                    may=${may}
                  />`
                : html`<p class="muted">No versions yet.</p>`}
          <//>
        <//>`
        }
        ${
          !it.absent &&
          html`<${Deleting} path=${whole} name=${path} what="the secret" onDone=${leave}>
            ${isV2 ? 'All its versions are gone for good.' : 'Its values are gone for good.'}
          <//>`
        }
      </div>`}
    <//>
  <//>`;
}

/**
 * The version that a write expects to be the latest one: the shown one, unless an older one is
 * shown. Metadata is a read of its own, later, and not everybody may do it.
 */
function latest(version, shown, metadata) {
  return version === 0 && shown.version ? shown.version : (metadata && metadata.current_version) || 0;
}
