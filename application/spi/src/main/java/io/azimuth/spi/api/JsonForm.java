package io.azimuth.spi.api;

/** How JSON is spelled for its reader. All forms have the same meaning. */
public enum JsonForm {
  /**
   * The bodies of answers: characters as they are, but for control characters and halves of
   * surrogate pairs, which have no UTF-8 form. So an answer is not longer than the request that
   * wrote its content.
   */
  ANSWER("0123456789abcdef", ""),

  /** What commands send and print: all characters as they are, but for control characters. */
  COMMAND("0123456789ABCDEF", "\b\f"),

  /**
   * Records of the store and of audit devices, and what other systems are sent: ASCII only, and
   * only what can be read back: the names of members must be well-formed text.
   */
  RECORD("0123456789ABCDEF", "\b\f");

  private static final char DEL = 0x7f;

  private final String hexDigits;
  private final String moreShortEscapes;

  JsonForm(String hexDigits, String moreShortEscapes) {
    this.hexDigits = hexDigits;
    this.moreShortEscapes = moreShortEscapes;
  }

  /** Whether the character of the text is written as an escape. */
  boolean escapes(String text, int at) {
    char c = text.charAt(at);
    if (c < ' ' || c == '"' || c == '\\') {
      return true;
    }
    return switch (this) {
      case ANSWER -> isLoneSurrogate(text, at);
      case COMMAND -> false;
      case RECORD -> c > DEL;
    };
  }

  void escape(char c, StringBuilder out) {
    out.append('\\');
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\n' -> out.append('n');
      case '\r' -> out.append('r');
      case '\t' -> out.append('t');
      default -> {
        if (moreShortEscapes.indexOf(c) >= 0) {
          out.append(c == '\b' ? 'b' : 'f');
        } else {
          out.append('u');
          for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(hexDigits.charAt(c >> shift & 0xf));
          }
        }
      }
    }
  }

  /** Whether the character is half a surrogate pair without the other half beside it. */
  static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
