package io.azimuth.domain.hcl;

/** Reads a number by JSON's grammar, which both languages share here. */
final class NumberReader {

  private NumberReader() {}

  static boolean startsAt(SourceText source) {
    return source.peek() == '-' || isDigit(source.peek());
  }

  static HclValue.Decimal read(SourceText source) {
    Position position = source.position();
    int start = source.offset();
    source.skipIf('-');
    boolean zero = source.peek() == '0';
    int wholeDigits = digits(source);
    if (zero && wholeDigits > 1) {
      throw new HclSyntaxException(position, "a number must not begin with a zero");
    }
    if (source.skipIf('.')) {
      digits(source);
    }
    if (source.peek() == 'e' || source.peek() == 'E') {
      source.next();
      if (!source.skipIf('+')) {
        source.skipIf('-');
      }
      digits(source);
    }
    if (isWordCharacter(source.peek())) {
      throw new HclSyntaxException(
          position, "a number runs into other characters; a text must stand in quotes");
    }
    return new HclValue.Decimal(source.since(start), position);
  }

  private static int digits(SourceText source) {
    int count = 0;
    while (isDigit(source.peek())) {
      source.next();
      count++;
    }
    if (count == 0) {
      throw source.fail("a digit is missing");
    }
    return count;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordCharacter(char c) {
    return c == '.' || c == '+' || c == '-' || c == '_' || Character.isLetterOrDigit(c);
  }
}
