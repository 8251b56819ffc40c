// Light, dark, or as the system has it.
import { html, useState } from '../html.js';

const KEY = 'azimuth.theme';

/** A choice of the theme, which the browser remembers. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(localStorage.getItem(KEY) || 'system');
  const choose = (event) => {
    const chosen = event.target.value;
    setTheme(chosen);
    if (chosen === 'system') {
      localStorage.removeItem(KEY);
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem(KEY, chosen);
      document.documentElement.dataset.theme = chosen;
    }
  };
  return html`<label class="theme">
    <span class="hidden">Theme</span>
    <select value=${theme} onChange=${choose}>
      <option value="system" selected=${theme === 'system'}>System</option>
      <option value="light" selected=${theme === 'light'}>Light</option>
      <option value="dark" selected=${theme === 'dark'}>Dark</option>
    </select>
  </label>`;
}
