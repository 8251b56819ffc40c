package io.azimuth.domain.hcl;

import java.util.ArrayList;
import java.util.List;

/** One line of HCL as its words. A heredoc and a comment over several lines are one word. */
final class HclLine {

  private final List<String> words;

  private HclLine(List<String> words) {
    this.words = words;
  }

  /** Reads the words up to the end of the line. */
  static HclLine read(HclWords source) {
    List<String> words = new ArrayList<>();
    while (!source.atEnd()) {
      String word = source.next();
      if (word.equals("\n")) {
        break;
      }
      words.add(word);
    }
    return new HclLine(words);
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  boolean startsWithClosing() {
    return leadingClosings() > 0;
  }

  boolean endsWithOpening() {
    return !words.isEmpty() && isOpening(words.get(words.size() - 1));
  }

  int leadingClosings() {
    int count = 0;
    while (count < words.size() && isClosing(words.get(count))) {
      count++;
    }
    return count;
  }

  /** How many more braces and brackets it opens than it closes. */
  int growth() {
    int growth = 0;
    for (String word : words) {
      growth += isOpening(word) ? 1 : 0;
      growth -= isClosing(word) ? 1 : 0;
    }
    return growth;
  }

  /** Whether it is a whole attribute, whose equals sign is aligned with those of its neighbours. */
  boolean isAttribute() {
    return words.size() >= 3
        && words.get(1).equals("=")
        && growth() == 0
        && words.stream().noneMatch(word -> word.indexOf('\n') >= 0);
  }

  int nameWidth() {
    return words.get(0).length();
  }

  /** The words with spaces between them, and the name of an attribute filled up to this width. */
  String text(int width) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (i > 0 && isApart(words.get(i - 1), word)) {
        text.append(' ');
      }
      text.append(word);
      if (i == 0 && isAttribute()) {
        text.append(" ".repeat(Math.max(0, width - word.length())));
      }
    }
    return text.toString();
  }

  private static boolean isApart(String left, String right) {
    boolean emptyBraces = left.equals("{") && right.equals("}");
    return !(emptyBraces || left.equals("[") || right.equals("]") || right.equals(","));
  }

  private static boolean isOpening(String word) {
    return word.equals("{") || word.equals("[");
  }

  private static boolean isClosing(String word) {
    return word.equals("}") || word.equals("]");
  }
}
