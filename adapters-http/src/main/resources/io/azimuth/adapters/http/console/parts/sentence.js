// Words of the server as sentences.

/** Words without a capital and a full stop, with both; nothing for nothing. */
export function sentence(words) {
  return words ? `${words.charAt(0).toUpperCase()}${words.slice(1)}.` : '';
}
