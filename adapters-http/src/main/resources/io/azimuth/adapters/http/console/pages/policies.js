// Policies: their text, and which of their rules decides a request.
import { call, read, write } from '../api.js';
import { policyAs } from '../copyas/policy.js';
import { Deleting } from '../editing/deleting.js';
import { useUnsaved } from '../editing/unsaved.js';
import { html, useEffect, useState } from '../html.js';
import { announce } from '../parts/announce.js';
import { CopyAs } from '../parts/copyas.js';
import { Choice, Form, TextArea, TextField } from '../parts/form.js';
import { Listing } from '../parts/listing.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Name } from '../parts/name.js';
import { Denied, Notice, Pill, Problem, Warnings } from '../parts/notice.js';
import { Card, Facts, Page } from '../parts/page.js';
import { go, to } from '../parts/place.js';

const SAMPLE = 'path "secret/data/web/*" {\n  capabilities = ["read"]\n}\n';
const OPERATIONS = ['read', 'list', 'create', 'update', 'patch', 'delete', 'scan'];

/** The page: all policies, or one. */
export function Policies({ args }) {
  return args[0] ? html`<${Policy} name=${args[0]} />` : html`<${AllPolicies} />`;
}

function AllPolicies() {
  const [name, setName] = useState('');
  return html`<${Page} title="Policies">
    <div class="cards">
      <${Card} title="All policies">
        <${Listing}
          caption="Policies"
          path="sys/policies/acl"
          columns=${['Name']}
          row=${(it) => [html`<a href=${to('policies', it)}><${Name} of=${it} /></a>`]}
        />
      <//>
      <${Card} title="Which rule decides?">
        <p class="muted">For a token: which rule of all its policies decides a request.</p>
        <${Question} ofToken />
      <//>
      <${Card} title="New policy">
        <${Form} class="line-form" onSubmit=${() => name.trim() && go('policies', name.trim())}>
          <${TextField} label="Name of the policy" value=${name} onValue=${setName} />
          <button type="submit" disabled=${!name.trim()}>Create</button>
        <//>
      <//>
    </div>
  <//>`;
}

function Policy({ name }) {
  const path = `sys/policies/acl/${name}`;
  const policy = useLoad(async () => {
    try {
      return { text: (await read(path)).policy };
    } catch (error) {
      if (error.absent) {
        return { text: SAMPLE, isNew: true };
      }
      if (error.denied) {
        return { text: '', denied: true };
      }
      throw error;
    }
  }, [path]);
  return html`<${Page} title=${name}>
    <p class="trail"><a href=${to('policies')}>Policies</a></p>
    <${Loaded} of=${policy}>
      ${(it) => html`<div class="cards">
        <${Card} title="Text">
          ${it.isNew && html`<${Notice}>There is no such policy yet. Save to create it.<//>`}
          ${it.denied && html`<${Denied} capability="read" path=${path} />`}
          ${
            name === 'root'
              ? html`<p class="muted">The policy root may do everything and has no text.</p>`
              : html`<${Editor} path=${path} text=${it.text} isNew=${it.isNew} again=${policy.again} />`
          }
          ${!it.isNew && !it.denied && name !== 'root' && html`<${CopyAs} ways=${policyAs(name, it.text)} />`}
        <//>
        <${Card} title="Which rule decides?"><${Question} policy=${name} /><//>
      </div>`}
    <//>
    ${
      name !== 'root' &&
      name !== 'default' &&
      html`<${Deleting} path=${path} name=${name} what="the policy" onDone=${() => go('policies')}>
        Tokens that have it lose what it grants at once.
      <//>`
    }
  <//>`;
}

function Editor({ path, text, isNew, again }) {
  const [draft, setDraft] = useState(text);
  const [state, setState] = useState({ busy: false, error: null, warnings: [] });
  useEffect(() => setDraft(text), [text]);
  useUnsaved(draft !== text);
  const save = async () => {
    setState({ busy: true, error: null, warnings: [] });
    try {
      const answer = await write(path, { policy: draft });
      setState({ busy: false, error: null, warnings: answer.warnings || [] });
      announce('The policy is saved');
      await again();
    } catch (error) {
      setState({ busy: false, error, warnings: [] });
    }
  };
  return html`<${Form} onSubmit=${save}>
    <${TextArea}
      label="Rules"
      class="mono"
      rows=${Math.max(10, draft.split('\n').length + 1)}
      value=${draft}
      onValue=${setDraft}
    />
    ${state.error && html`<${Problem} error=${state.error} />`}
    <${Warnings} of=${state.warnings} />
    <button type="submit" class="primary" disabled=${state.busy || (draft === text && !isNew)}>
      Save
    </button>
  <//>`;
}

function Question({ policy, ofToken }) {
  const [path, setPath] = useState('');
  const [operation, setOperation] = useState('read');
  const [accessor, setAccessor] = useState('');
  const [state, setState] = useState({ busy: false, error: null, result: null });
  const ask = async () => {
    setState({ busy: true, error: null, result: null });
    try {
      const body = { path: path.trim(), operation };
      const answer = ofToken
        ? await write('sys/internal/explain', {
            ...body,
            accessor: accessor.trim() || (await own()),
          })
        : await write(`sys/policies/acl/${policy}/explain`, body);
      setState({ busy: false, error: null, result: answer.data });
    } catch (error) {
      setState({ busy: false, error, result: null });
    }
  };
  return html`<${Form} onSubmit=${ask}>
      ${
        ofToken &&
        html`<${TextField}
        label="Accessor"
        value=${accessor}
        onValue=${setAccessor}
        help="empty: the token that you use here"
      />`
      }
      <div class="line-form">
        <${Choice} label="Operation" value=${operation} values=${OPERATIONS} onValue=${setOperation} />
        <${TextField} label="Path" value=${path} onValue=${setPath} placeholder="secret/data/web/db" />
        <button type="submit" disabled=${state.busy || !path.trim()}>Ask</button>
      </div>
    <//>
    ${state.error && html`<${Problem} error=${state.error} />`}
    ${state.result && html`<${Decision} of=${state.result} />`}`;
}

async function own() {
  return (await call('GET', 'auth/token/lookup-self')).data.accessor;
}

function Decision({ of }) {
  return html`<${Notice}
      kind=${of.allowed ? 'good' : 'bad'}
      live
      title=${`${of.capability} on ${of.path} is ${of.allowed ? 'allowed' : 'denied'}.`}
    >
      <p>${of.advice}</p>
    <//>
    <${Facts}
      of=${[
        ['Outcome', html`<code>${of.outcome}</code>`],
        ['Rule', of.rule && html`<code>${of.rule.path}</code>`],
        ['It grants', of.rule && html`<code>${(of.rule.capabilities || []).join(', ')}</code>`],
        ['It stands in', of.rule && (of.rule.policies || []).join(', ')],
        ['Parameter', of.parameter && html`<code>${of.parameter}</code>`],
        ['Missing', (of.missing || []).join(', ')],
        ['Needs sudo', of.sudo_required ? 'yes' : 'no'],
        ['Policies', [...(of.token_policies || []), ...(of.identity_policies || [])].join(', ')],
        ['Left out', (of.templates_left_out || []).join(', ')],
      ]}
    />
    ${
      (of.shadowed || []).length > 0 &&
      html`<h3>Rules that would fit, but are less specific</h3>
      <ul class="points">
        ${of.shadowed.map(
          (rule) => html`<li>
            <code>${rule.path}</code> <${Pill}>${(rule.capabilities || []).join(', ')}<//>
          </li>`,
        )}
      </ul>`
    }`;
}
