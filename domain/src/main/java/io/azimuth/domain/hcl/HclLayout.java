package io.azimuth.domain.hcl;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays HCL out: two spaces for each open brace or bracket, one space between words, equals signs of
 * neighbouring attributes below each other, at most one empty line. Line breaks, comments and
 * heredocs stay as they are, so the text keeps its meaning.
 */
public final class HclLayout {

  private static final String INDENT = "  ";

  private final List<HclLine> lines = new ArrayList<>();

  private HclLayout() {}

  /**
   * The text, laid out. Attributes on one line stay on it.
   *
   * @throws HclSyntaxException if the text is not HCL
   */
  public static String of(String text) {
    Hcl.parse(text, secondOnItsLine -> {});
    HclLayout layout = new HclLayout();
    HclWords words = new HclWords(text);
    while (!words.atEnd()) {
      layout.add(HclLine.read(words));
    }
    return layout.written();
  }

  private void add(HclLine line) {
    boolean closesNext = line.startsWithClosing();
    boolean afterEmpty = !lines.isEmpty() && last().isEmpty();
    if (closesNext && afterEmpty) {
      lines.remove(lines.size() - 1);
    }
    boolean needless = lines.isEmpty() || last().isEmpty() || last().endsWithOpening();
    if (!line.isEmpty() || !needless) {
      lines.add(line);
    }
  }

  private HclLine last() {
    return lines.get(lines.size() - 1);
  }

  private String written() {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < lines.size(); i++) {
      HclLine line = lines.get(i);
      if (line.isEmpty()) {
        if (i < lines.size() - 1) {
          text.append('\n');
        }
        continue;
      }
      text.append(INDENT.repeat(Math.max(0, depth - line.leadingClosings())));
      text.append(line.text(nameWidth(i))).append('\n');
      depth += line.growth();
    }
    return text.toString();
  }

  /** The width of the longest name among the attributes directly above and below this one. */
  private int nameWidth(int index) {
    int width = 0;
    for (int i = index; i >= 0 && lines.get(i).isAttribute(); i--) {
      width = Math.max(width, lines.get(i).nameWidth());
    }
    for (int i = index; i < lines.size() && lines.get(i).isAttribute(); i++) {
      width = Math.max(width, lines.get(i).nameWidth());
    }
    return width;
  }
}
