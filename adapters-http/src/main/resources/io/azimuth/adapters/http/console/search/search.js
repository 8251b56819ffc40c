// The search over everything, with Ctrl-K.
import { html, useEffect, useRef, useState } from '../html.js';
import { Icon } from '../parts/icons.js';
import { Name } from '../parts/name.js';
import { entries } from './entries.js';
import { matches } from './match.js';

/** A button that opens the search, and the keys that do. */
export function Search({ mounts }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event) => {
      const asked = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      if (asked && !document.querySelector('dialog[open]')) {
        event.preventDefault();
        setOpen(true);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return html`<button
      type="button"
      class="quiet search-button"
      aria-label="Search"
      onClick=${() => setOpen(true)}
    >
      <${Icon} name="search" /><span>Search</span> <kbd>Ctrl K</kbd>
    </button>
    ${open && html`<${Finder} mounts=${mounts} onClose=${() => setOpen(false)} />`}`;
}

/** All entries that have come so far. */
function useEntries(mounts) {
  const [found, setFound] = useState({ entries: [], waiting: true });
  useEffect(() => {
    let over = false;
    const parts = entries(mounts);
    let left = parts.length;
    parts.forEach(async (part) => {
      const more = await part;
      left -= 1;
      if (!over) {
        setFound((before) => ({ entries: [...before.entries, ...more], waiting: left > 0 }));
      }
    });
    return () => {
      over = true;
    };
  }, []);
  return found;
}

function Finder({ mounts, onClose }) {
  const { entries: all, waiting } = useEntries(mounts);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown.showModal();
    return () => {
      shown.close(); // as long as it is modal, nothing else takes the focus
      if (before && before.isConnected) {
        before.focus();
      }
    };
  }, []);
  const found = matches(all, text);
  const chosen = Math.min(at, found.length - 1);
  const open = (entry) => {
    onClose();
    location.hash = entry.place;
  };
  const onKey = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      setAt((chosen + step + found.length) % found.length);
    } else if (event.key === 'Escape') {
      event.preventDefault(); // a field of a search would be emptied, and the dialog stay
      onClose();
    } else if (event.key === 'Enter' && found[chosen]) {
      event.preventDefault();
      open(found[chosen]);
    }
  };
  useEffect(() => {
    const selected = dialog.current.querySelector('[aria-selected=true]');
    if (selected) {
      selected.scrollIntoView({ block: 'nearest' });
    }
  }, [chosen, text]);
  return html`<dialog
    ref=${dialog}
    class="search"
    aria-label="Search"
    onCancel=${(event) => {
      event.preventDefault();
      onClose();
    }}
  >
    <input
      type="search"
      role="combobox"
      aria-label="Search pages, mounts, roles, policies and secrets"
      placeholder="Pages, mounts, roles, policies, secrets"
      aria-expanded="true"
      aria-controls="found"
      aria-activedescendant=${found.length > 0 ? `found-${chosen}` : undefined}
      autocomplete="off"
      autocapitalize="off"
      spellcheck=${false}
      value=${text}
      onInput=${(event) => {
        setText(event.target.value);
        setAt(0);
      }}
      onKeyDown=${onKey}
    />
    <ul id="found" class="found-list" role="listbox" aria-label="Found">
      ${found.map(
        (entry, i) => html`<li
          id=${`found-${i}`}
          role="option"
          aria-selected=${String(i === chosen)}
          onClick=${() => open(entry)}
        >
          <${Name} of=${entry.name} /><span class="muted">${entry.kind}</span>
        </li>`,
      )}
    </ul>
    <p class="muted" role="status">
      ${found.length === 0 && !waiting && 'Nothing that your token may see has this in its name.'}
      ${waiting && 'Loading …'}
    </p>
  </dialog>`;
}
