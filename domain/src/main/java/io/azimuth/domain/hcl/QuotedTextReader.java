package io.azimuth.domain.hcl;

/** Reads a text in double quotes; the two languages differ in a few escapes. */
final class QuotedTextReader {

  /** The language, which decides about the escapes that are known. */
  enum Dialect {
    HCL("\"\\nrt"),
    JSON("\"\\/bfnrt");

    private final String simple;

    Dialect(String simple) {
      this.simple = simple;
    }
  }

  private final SourceText source;
  private final Dialect dialect;

  QuotedTextReader(SourceText source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  /** Reads from the opening quote to the closing one. */
  String read() {
    Position opening = source.position();
    source.next();
    StringBuilder text = new StringBuilder();
    while (source.peek() != '"') {
      if (source.atEnd() || source.peek() == '\n' || source.peek() == '\r') {
        throw new HclSyntaxException(opening, "the text is not closed on its line");
      }
      readOne(text);
    }
    source.next();
    return text.toString();
  }

  private void readOne(StringBuilder text) {
    char c = source.peek();
    if (c == '\\') {
      escape(text);
    } else if (c == '\t' && dialect == Dialect.JSON) {
      throw source.fail("a tab in a JSON text must be written \\t");
    } else {
      text.append(source.next());
    }
  }

  private void escape(StringBuilder text) {
    char kind = source.peek(1);
    if (dialect.simple.indexOf(kind) >= 0) {
      source.skip(2);
      text.append(simple(kind));
    } else if (kind == 'u') {
      text.appendCodePoint(unicode());
    } else if (kind == 'U' && dialect == Dialect.HCL) {
      text.appendCodePoint(checked(source.position(), hexDigits(8)));
    } else {
      throw source.fail("unknown escape after \\");
    }
  }

  private static char simple(char kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }

  private int unicode() {
    Position start = source.position();
    int unit = hexDigits(4);
    if (unit >= Character.MIN_HIGH_SURROGATE
        && unit <= Character.MAX_HIGH_SURROGATE
        && source.lookingAt("\\u")) {
      int second = hexDigits(4);
      if (second >= Character.MIN_LOW_SURROGATE && second <= Character.MAX_LOW_SURROGATE) {
        return Character.toCodePoint((char) unit, (char) second);
      }
    }
    return checked(start, unit);
  }

  private int hexDigits(int count) {
    source.skip(2);
    int value = 0;
    for (int i = 0; i < count; i++) {
      int digit = hexDigit(source.peek());
      if (digit < 0) {
        throw source.fail("the escape needs " + count + " hexadecimal digits");
      }
      source.next();
      value = (value << 4) | digit;
    }
    return value;
  }

  /** ASCII only: {@link Character#digit} also takes digits of other scripts. */
  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static int checked(Position start, int codePoint) {
    if (!TextCheck.allowedInText(codePoint)) {
      throw new HclSyntaxException(
          start, "the escape stands for a control character or half of a surrogate pair");
    }
    return codePoint;
  }
}
