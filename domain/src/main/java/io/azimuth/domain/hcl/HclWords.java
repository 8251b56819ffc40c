package io.azimuth.domain.hcl;

/**
 * Cuts HCL that was parsed before into words: texts in quotes, comments, heredocs, signs, names and
 * numbers, and a line feed for each end of a line. Spaces are left out.
 */
final class HclWords {

  private static final String SIGNS = "{}[]=,";

  private final String text;
  private int at;

  HclWords(String text) {
    this.text = text;
    skipBlanks();
  }

  boolean atEnd() {
    return at >= text.length();
  }

  String next() {
    int end = end();
    String word = text.substring(at, end);
    at = end;
    skipBlanks();
    return word;
  }

  private int end() {
    char first = text.charAt(at);
    if (first == '\n' || SIGNS.indexOf(first) >= 0) {
      return at + 1;
    }
    if (first == '"') {
      return endOfQuotes();
    }
    if (first == '#' || text.startsWith("//", at)) {
      return endOfLine(at, true);
    }
    if (text.startsWith("/*", at)) {
      return text.indexOf("*/", at + 2) + 2;
    }
    return text.startsWith("<<", at) ? endOfHeredoc() : endOfName();
  }

  private int endOfQuotes() {
    int end = at + 1;
    while (text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  // Up to the end of the closing marker.
  private int endOfHeredoc() {
    int end = endOfLine(at, false);
    boolean indented = text.startsWith("<<-", at);
    String marker = text.substring(at + (indented ? 3 : 2), end).strip();
    while (end < text.length()) {
      int start = end + 1;
      end = endOfLine(start, false);
      String line = text.substring(start, end);
      String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if ((indented ? bare.strip() : bare).equals(marker)) {
        return start + bare.length();
      }
    }
    return end;
  }

  private int endOfName() {
    int end = at;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && !isSign(end)) {
      end++;
    }
    return end;
  }

  private boolean isSign(int index) {
    return SIGNS.indexOf(text.charAt(index)) >= 0
        || text.charAt(index) == '"'
        || text.charAt(index) == '#'
        || text.startsWith("//", index)
        || text.startsWith("/*", index);
  }

  private int endOfLine(int from, boolean withoutBlanks) {
    int feed = text.indexOf('\n', from);
    int end = feed < 0 ? text.length() : feed;
    while (withoutBlanks && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) != '\n' && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r';
  }
}
