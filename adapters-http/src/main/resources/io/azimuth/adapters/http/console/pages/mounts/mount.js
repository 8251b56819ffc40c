// One mount: its configuration, how it is tuned, and its end.
import { askAzure } from '../../attention/azure.js';
import { Deleting } from '../../editing/deleting.js';
import { PathCard } from '../../editing/pathcard.js';
import { html } from '../../html.js';
import { Page } from '../../parts/page.js';
import { go, to } from '../../parts/place.js';
import { mountsChanged } from '../../rights.js';

/** What of the tuning is shown: the other parameters are for other servers and have no effect. */
const TUNED =
  /^(description|default_lease_ttl|max_lease_ttl|listing_visibility|token_type|audit_non_hmac_\w+|passthrough_request_headers|allowed_response_headers|user_lockout_config)$/;

/** So that Home shows no failures of the former configuration. */
function tryConfiguration(mount) {
  askAzure(mount).catch(() => {}); // Home says why not
}

/** The page. */
export function Mount({ isAuth, path, rights }) {
  const mounted = isAuth ? `auth/${path}` : path;
  const at = isAuth ? `sys/auth/${path}` : `sys/mounts/${path}`;
  const isAzure = isAuth && rights.mounts.azure.includes(path);
  const done = () => {
    mountsChanged();
    go('mounts');
  };
  return html`<${Page} title=${mounted}>
    <p class="trail">
      <a href=${to('mounts')}>Mounts</a>${isAzure && html` · <a href=${to('rotation', path)}>What Azure answers</a>`}
    </p>
    <div class="cards">
      <${PathCard}
        title="Configuration"
        path=${`${mounted}/config`}
        described=${`/${mounted}/config`}
        hint="It is not configured yet."
        onSaved=${() => isAzure && tryConfiguration(path)}
      />
      <${PathCard}
        title="Tuning"
        path=${`${at}/tune`}
        described=${isAuth ? '/sys/auth/{}/tune' : '/sys/mounts/{}/tune'}
        only=${TUNED}
        onSaved=${mountsChanged}
      />
      <${Deleting}
        path=${at}
        name=${mounted}
        what=${isAuth ? 'the auth method' : 'the secrets engine'}
        action="Disable"
        onDone=${done}
      >
        ${
          isAuth
            ? 'Its configuration and roles are gone for good, and the tokens that it issued end at once.'
            : 'All that is stored in it is gone for good.'
        }
      <//>
    </div>
  <//>`;
}
