package io.azimuth.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run found: a line for each figure, and a verdict for each target, by chapter. */
final class LoadReport {

  private static final String BEGIN = "<!-- chapter %s: written by the load harness -->";
  private static final String END = "<!-- /chapter %s -->";

  private final List<String> lines = new ArrayList<>();
  private final Map<String, List<String>> verdicts = new LinkedHashMap<>();
  private String chapter = "";
  private boolean failed;

  /** What follows is about this chapter. */
  void begin(String name) {
    chapter = name;
    say("");
    say("# " + name);
  }

  void say(String line) {
    System.out.println(line);
    lines.add(line);
  }

  /** A figure with its costs by thread. */
  void figure(String name, FigureWindows figures) {
    say(figures.line(name));
    say("    work, us by thread: " + figures.threads());
    if (!figures.allocations().isEmpty()) {
      say("    bytes by thread: " + figures.allocations());
    }
    if (figures.errors() > 0) {
      failed = true;
      say("FAILED: " + figures.errors() + " requests: " + figures.firstError());
    }
  }

  /** A figure that should be at least the target. */
  void atLeast(String what, double target, double figure) {
    verdict(what, "at least " + number(target), figure, figure >= target);
  }

  /** A figure that should be at most the target. */
  void atMost(String what, double target, double figure) {
    verdict(what, "at most " + number(target), figure, figure <= target);
  }

  private void verdict(String what, String target, double figure, boolean met) {
    String row =
        "| %s | %s | %s | %s |".formatted(what, target, number(figure), met ? "met" : "missed");
    System.out.println(row);
    verdicts.computeIfAbsent(chapter, any -> new ArrayList<>()).add(row);
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, Math.abs(figure) >= 100 ? "%.0f" : "%.2f", figure);
  }

  /** Whether every request was answered as it should be. */
  boolean isSound() {
    return !failed;
  }

  /** Writes all lines, then the table of all verdicts. */
  void writeTo(Path file) throws IOException {
    List<String> all = new ArrayList<>(lines);
    all.add("");
    all.addAll(table(verdicts.values().stream().flatMap(List::stream).toList()));
    Files.write(file, all);
  }

  /**
   * Puts the table of this chapter between its marks of that page, with the machine it was measured
   * on. A chapter without targets has none; after a failed request nothing is published.
   */
  void publish(Path page, String machine) throws IOException {
    List<String> rows = verdicts.getOrDefault(chapter, List.of());
    if (rows.isEmpty() || failed) {
      return;
    }
    String first = BEGIN.formatted(chapter);
    String text = Files.readString(page);
    int begin = text.indexOf(first);
    int end = text.indexOf(END.formatted(chapter));
    if (begin < 0 || end < begin) {
      throw new IOException(page + " has no place for the chapter " + chapter);
    }
    Files.writeString(
        page,
        text.substring(0, begin + first.length())
            + "\n\n"
            + machine
            + "\n\n"
            + String.join("\n", table(rows))
            + "\n\n"
            + text.substring(end));
  }

  private static List<String> table(List<String> rows) {
    List<String> table =
        new ArrayList<>(List.of("| what | target | figure | |", "|---|---|---|---|"));
    table.addAll(rows);
    return table;
  }
}
