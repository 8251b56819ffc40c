package io.azimuth.adapters.cel;

/** Where a class of characters ends in a pattern: within it, other characters have no meaning. */
final class CharacterClass {

  private CharacterClass() {}

  /**
   * The place of the {@code ]} that ends the class.
   *
   * @param at the place of its {@code [}
   * @return the length of the text or more when it does not end
   */
  static int end(String text, int at) {
    int next = at + 1;
    if (next < text.length() && text.charAt(next) == '^') {
      next++;
    }
    // A ] that comes first in a class is one of its members.
    if (next < text.length() && text.charAt(next) == ']') {
      next++;
    }
    while (next < text.length() && text.charAt(next) != ']') {
      if (text.charAt(next) == '\\') {
        next++;
      } else if (text.startsWith("[:", next)) {
        next = Math.max(next, text.indexOf(":]", next)) + 1;
      }
      next++;
    }
    return next;
  }
}
