// Which field an error is about.

/** An error of one field, which the console itself found. */
export class FieldError extends Error {
  /**
   * @param {string} field
   * @param {string} message
   */
  constructor(field, message) {
    super(message);
    this.field = field;
  }
}

/**
 * Sorts the sentences of an error by the field that each names; those that name none are the rest.
 *
 * @param {Error & {errors?: string[], field?: string, denied?: boolean}} error
 * @param {string[]} names of the fields
 * @returns {{of: Record<string, string>, rest: Error | null}}
 */
export function errorsByField(error, names) {
  if (!error || error.denied) {
    return { of: {}, rest: error };
  }
  if (error.field) {
    return { of: { [error.field]: error.message }, rest: null };
  }
  // A name may be a part of another one, as ttl of token_ttl.
  const longestFirst = [...names].sort((one, other) => other.length - one.length);
  const of = {};
  const rest = [];
  (error.errors && error.errors.length > 0 ? error.errors : [error.message]).forEach((sentence) => {
    const words = new Set(sentence.split(/[^\w-]+/));
    const name = longestFirst.find((it) => words.has(it));
    if (name) {
      of[name] = of[name] ? `${of[name]} ${sentence}` : sentence;
    } else {
      rest.push(sentence);
    }
  });
  return { of, rest: rest.length > 0 ? Object.assign(new Error(rest.join('; ')), { errors: rest }) : null };
}
