package io.azimuth.domain.hcl;

/** Steps over white space and comments. */
final class WhiteSpace {

  private WhiteSpace() {}

  static void skip(SourceText source) {
    while (true) {
      skipBlanks(source);
      if (source.peek() == '#' || source.lookingAt("//")) {
        skipLine(source);
      } else if (source.lookingAt("/*")) {
        skipComment(source);
      } else {
        return;
      }
    }
  }

  static void skipBlanks(SourceText source) {
    while (isBlank(source.peek())) {
      source.next();
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static void skipLine(SourceText source) {
    while (!source.atEnd() && source.peek() != '\n') {
      source.next();
    }
  }

  private static void skipComment(SourceText source) {
    Position opening = source.position();
    source.skip(2);
    while (!source.lookingAt("*/")) {
      if (source.atEnd()) {
        throw new HclSyntaxException(opening, "the comment is not closed");
      }
      source.next();
    }
    source.skip(2);
  }
}
