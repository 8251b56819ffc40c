package io.azimuth.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run found: a line for each figure, and a verdict for each target. */
final class LoadReport {

  private static final String BEGIN = "<!-- last run: made by the command above -->";
  private static final String END = "<!-- /last run -->";

  private final List<String> lines = new ArrayList<>();
  private final List<String> verdicts = new ArrayList<>();
  private boolean failed;

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
    verdicts.add(row);
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, Math.abs(figure) >= 100 ? "%.0f" : "%.2f", figure);
  }

  /** Whether every request was answered as it should be. */
  boolean isSound() {
    return !failed;
  }

  /** Writes all lines, then the table of verdicts. */
  void writeTo(Path file) throws IOException {
    List<String> all = new ArrayList<>(lines);
    all.add("");
    all.addAll(table());
    Files.write(file, all);
  }

  /** Puts the table between the marks of that page, with the machine it was measured on. */
  void publish(Path page, String machine) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " has no place for the last run");
    }
    Files.writeString(
        page,
        text.substring(0, begin + BEGIN.length())
            + "\n\n"
            + machine
            + "\n\n"
            + String.join("\n", table())
            + "\n\n"
            + text.substring(end));
  }

  private List<String> table() {
    List<String> table =
        new ArrayList<>(List.of("| what | target | figure | |", "|---|---|---|---|"));
    table.addAll(verdicts);
    return table;
  }
}
