// The token of the user. It is in the memory of this page and in the storage of this tab, which the
// browser deletes with the tab; a reload of the page keeps it, nothing else does.
const KEY = 'azimuth.token';

/** The session of this tab. */
export const session = {
  /** The user's token; empty before the login. */
  token: sessionStorage.getItem(KEY) || '',

  /** Another number in each session of this page. */
  age: 0,

  /** Is called after each begin and end. */
  onChange: () => {},

  /** Why the last session ended, when not by the user. */
  notice: '',

  /** Begins with a token. */
  begin(token) {
    this.token = token;
    this.age += 1;
    this.notice = '';
    sessionStorage.setItem(KEY, token);
    this.onChange();
  },

  /** Forgets the token. */
  end(notice = '') {
    this.token = '';
    this.age += 1;
    this.notice = notice;
    sessionStorage.removeItem(KEY);
    this.onChange();
  },
};
