package io.azimuth.domain.hcl;

/** A checked text and a cursor on it. Mutable; lives for one reading. */
final class SourceText {

  /** What {@link #peek} gives after the last character; never part of a checked text. */
  static final char END = '\0';

  private static final int LONGEST_QUOTE = 100;

  private final String text;
  private int offset;
  private int line = 1;
  private int lineStart;
  private int depth;
  private int nodes;

  SourceText(String text) {
    this.text = text;
    if (text.length() > Hcl.MAX_LENGTH) {
      throw fail("the text is longer than " + Hcl.MAX_LENGTH + " characters");
    }
    TextCheck.refuseUnsafe(text);
  }

  /** A name for an error sentence, in quotes, shortened if it is very long. */
  static String quoted(String name) {
    return name.length() <= LONGEST_QUOTE
        ? '"' + name + '"'
        : '"' + name.substring(0, LONGEST_QUOTE) + "…\"";
  }

  boolean atEnd() {
    return offset == text.length();
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int at = offset + ahead;
    return at < text.length() ? text.charAt(at) : END;
  }

  boolean lookingAt(String expected) {
    return text.startsWith(expected, offset);
  }

  char next() {
    char c = text.charAt(offset++);
    if (c == '\n') {
      line++;
      lineStart = offset;
    }
    return c;
  }

  void skip(int characters) {
    for (int i = 0; i < characters; i++) {
      next();
    }
  }

  boolean skipIf(char expected) {
    if (peek() != expected || atEnd()) {
      return false;
    }
    next();
    return true;
  }

  /** The rest of the line, without its end; afterwards the cursor is at the line feed. */
  String restOfLine() {
    int lineEnd = text.indexOf('\n', offset);
    int end = lineEnd < 0 ? text.length() : lineEnd;
    String rest = text.substring(offset, end);
    offset = end;
    return rest;
  }

  int offset() {
    return offset;
  }

  int line() {
    return line;
  }

  String since(int start) {
    return text.substring(start, offset);
  }

  Position position() {
    return new Position(line, offset - lineStart + 1);
  }

  HclSyntaxException fail(String sentence) {
    return new HclSyntaxException(position(), sentence);
  }

  /** Counts an opened brace or bracket. */
  void descend() {
    if (++depth > Hcl.MAX_DEPTH) {
      throw fail("nested deeper than " + Hcl.MAX_DEPTH + " levels");
    }
  }

  void ascend() {
    depth--;
  }

  /** Counts a value, attribute or block. */
  void countNode() {
    if (++nodes > Hcl.MAX_NODES) {
      throw fail("the text has more than " + Hcl.MAX_NODES + " values and attributes");
    }
  }
}
