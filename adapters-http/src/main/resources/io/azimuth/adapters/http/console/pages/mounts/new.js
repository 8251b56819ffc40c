// Mounting an auth method or a secrets engine.
import { read, write } from '../../api.js';
import { useMay } from '../../editing/may.js';
import { html, useState } from '../../html.js';
import { announce } from '../../parts/announce.js';
import { Choice, Form, TextField } from '../../parts/form.js';
import { useLoad } from '../../parts/load.js';
import { Problem } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { go } from '../../parts/place.js';
import { mountsChanged } from '../../rights.js';

/** Types that the catalog does not list, or that each server has. */
const USUAL = { auth: ['azure', 'approle', 'jwt', 'kubernetes', 'oidc'], secret: ['kv-v2', 'kv-v1'] };

/** Types that are mounted once, by the server itself. */
const BUILT_IN = ['token', 'cubbyhole', 'identity', 'system', 'kv'];

/** The card; nothing where the token may not mount. */
export function NewMount({ isAuth }) {
  const kind = isAuth ? 'auth' : 'secret';
  const root = isAuth ? 'sys/auth' : 'sys/mounts';
  const types = useLoad(() => mountable(kind), [kind]);
  const [type, setType] = useState(USUAL[kind][0]);
  const [path, setPath] = useState('');
  const [description, setDescription] = useState('');
  const [state, setState] = useState({ busy: false, error: null });
  const may = useMay(`${root}/new`);
  if (!may(`${root}/new`, 'create', 'update')) {
    return '';
  }
  const enable = async () => {
    const name = path.trim().replace(/^\/+|\/+$/g, '') || type;
    setState({ busy: true, error: null });
    try {
      await write(`${root}/${name}`, { type, description });
      announce(`${name} is enabled`);
      mountsChanged();
      go('mounts', kind, name);
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  const title = isAuth ? 'Enable an auth method' : 'Enable a secrets engine';
  return html`<${Card} title=${title}>
    <${Form} onSubmit=${enable}>
      <${Choice} label="Type" value=${type} values=${types.value || USUAL[kind]} onValue=${setType} />
      <${TextField} label="Path" value=${path} onValue=${setPath} help=${`Empty: ${type}`} />
      <${TextField} label="Description" value=${description} onValue=${setDescription} />
      ${state.error && html`<${Problem} error=${state.error} />`}
      <button type="submit" disabled=${state.busy}>Enable</button>
    <//>
  <//>`;
}

/** The types that can be mounted, as the catalog lists them where the token may read it. */
async function mountable(kind) {
  const catalog = await read('sys/plugins/catalog').catch(() => ({}));
  const listed = (catalog && catalog[kind]) || [];
  const all = [...USUAL[kind], ...listed.filter((it) => !BUILT_IN.includes(it))];
  return [...new Set(all)];
}
