// Lists of names: with a filter, in either order, a page at a time.
import { list } from '../api.js';
import { html, useEffect, useState } from '../html.js';
import { eachOf } from './each.js';
import { TextField } from './form.js';
import { Loaded, useLoad } from './load.js';
import { Table } from './table.js';

/** Names of a page. */
const PAGE = 50;

/**
 * The names of a path.
 *
 * @param {{caption: string, path: string, paged?: boolean, columns: string[],
 *     row: (name: string, detail: any) => any[], detail?: (name: string) => Promise<any>,
 *     empty?: string, version?: number}} props
 *     `paged`: the path takes `limit` and `after`, so that its pages are read one by one, until a
 *     filter or the other order needs all names; `detail`: what is read of each name that is shown;
 *     `version`: another one reads the list anew
 */
export function Listing({ caption, path, paged = false, version = 0, ...others }) {
  const [filter, setFilter] = useState('');
  const [descending, setDescending] = useState(false);
  const [begins, setBegins] = useState(['']);
  const whole = !paged || filter !== '' || descending;
  const after = whole ? '' : begins[begins.length - 1];
  const names = useLoad(
    () => (whole ? list(path) : list(path, part(after))),
    [path, whole, after, version],
  );
  useEffect(() => setBegins(['']), [path]);
  return html`<div class="listing">
    <${Tools}
      caption=${caption}
      filter=${filter}
      onFilter=${setFilter}
      descending=${descending}
      onOrder=${() => setDescending(!descending)}
    />
    <${Loaded} of=${names}>
      ${(found) =>
        whole
          ? html`<${Whole}
              caption=${caption}
              names=${chosen(found, filter, descending)}
              total=${found.length}
              key=${filter}
              ...${others}
            />`
          : html`<${Part}
              caption=${caption}
              names=${found}
              begins=${begins}
              onBegins=${setBegins}
              ...${others}
            />`}
    <//>
  </div>`;
}

/** One name more than a page has shows that there is another page. */
const part = (after) => ({ limit: String(PAGE + 1), ...(after ? { after } : {}) });

function chosen(names, filter, descending) {
  const wanted = filter.trim().toLowerCase();
  const found = names.filter((name) => name.toLowerCase().includes(wanted));
  found.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  return descending ? found.reverse() : found;
}

function Tools({ caption, filter, onFilter, descending, onOrder }) {
  return html`<div class="tools" role="search" aria-label=${`Filter ${caption.toLowerCase()}`}>
    <${TextField} label="Filter" type="search" value=${filter} onValue=${onFilter} />
    <button type="button" class="order" aria-pressed=${String(descending)} onClick=${onOrder}>
      Z to A
    </button>
  </div>`;
}

/** All names are here: any page of them can be shown. */
function Whole({ names, total, empty, ...others }) {
  const [from, setFrom] = useState(0);
  const begin = from < names.length ? from : 0;
  const shown = names.slice(begin, begin + PAGE);
  const nothing = total > 0 ? 'No name has this in it.' : empty;
  const end = begin + shown.length;
  const told = names.length === total ? `${total}` : `${names.length} (${total} without the filter)`;
  return html`<${Rows} names=${shown} empty=${nothing} ...${others} />
    <${Steps}
      told=${shown.length > 0 && `${begin + 1} to ${end} of ${told}`}
      onPrevious=${begin > 0 && (() => setFrom(begin - PAGE))}
      onNext=${end < names.length && (() => setFrom(end))}
    />`;
}

/** One page is here, and the keys behind which it and those before it begin. */
function Part({ names, begins, onBegins, ...others }) {
  const shown = names.slice(0, PAGE);
  const first = (begins.length - 1) * PAGE;
  const last = shown[shown.length - 1];
  return html`<${Rows} names=${shown} ...${others} />
    <${Steps}
      told=${shown.length > 0 && `${first + 1} to ${first + shown.length}`}
      onPrevious=${begins.length > 1 && (() => onBegins(begins.slice(0, -1)))}
      onNext=${names.length > PAGE && (() => onBegins([...begins, last]))}
    />`;
}

function Steps({ told, onPrevious, onNext }) {
  return html`<div class="buttons steps">
    <span class="muted" role="status">${told}</span>
    ${
      (onPrevious || onNext) &&
      html`<button type="button" disabled=${!onPrevious} onClick=${onPrevious || undefined}>
          Previous
        </button>
        <button type="button" disabled=${!onNext} onClick=${onNext || undefined}>Next</button>`
    }
  </div>`;
}

function Rows({ caption, names, columns, row, detail, empty }) {
  const details = useDetails(names, detail);
  return html`<${Table}
    caption=${caption}
    columns=${columns}
    empty=${empty}
    rows=${names.map((name) => row(name, details[name]))}
  />`;
}

/** What is read of each name, as it comes; null where it cannot be read. */
function useDetails(names, detail) {
  const [found, setFound] = useState({});
  useEffect(() => {
    let over = !detail;
    const look = async (name) => {
      const value = over ? null : await detail(name).catch(() => null);
      if (!over) {
        setFound((before) => ({ ...before, [name]: value }));
      }
    };
    if (detail) {
      eachOf(names, look);
    }
    return () => {
      over = true;
    };
  }, [names.join('\n')]);
  return found;
}
