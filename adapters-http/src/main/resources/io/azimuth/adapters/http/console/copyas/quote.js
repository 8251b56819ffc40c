// Texts for other languages.

/** A word of a POSIX shell. */
export function shell(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** A string of HCL, whose templates are no templates here. */
export function hcl(text) {
  return JSON.stringify(text).replace(/\$\{/g, '$$${').replace(/%\{/g, '%%{');
}

/** A name that Terraform takes. */
export function label(name) {
  const plain = name.replace(/[^A-Za-z0-9_-]/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/** The path of the API in an address, each segment encoded. */
export function address(path) {
  return `${location.origin}/v1/${path.split('/').map(encodeURIComponent).join('/')}`;
}
