package io.azimuth.bootstrap.imports;

import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports item by item what an import does, and counts. What is the same is only counted. */
public final class ImportReport {

  private static final String INDENT = " ".repeat(10);

  private final Printer printer;
  private final boolean apply;
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

  /** What the import does with an item. */
  public enum Outcome {
    /** It is not here yet. */
    WRITE,
    /** It is here and differs. */
    CHANGE,
    /** It is here and the same. */
    SAME,
    /** It cannot be taken over as it is. */
    REFUSED,
    /** It is not for an import. */
    LEFT_OUT,
    /** A sentence about an item, which is counted elsewhere. */
    NOTE;

    /** The name for programs. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The name for people. */
    String label() {
      return code().replace('_', ' ');
    }
  }

  /**
   * Creates a report.
   *
   * @param apply whether the import writes
   */
  public ImportReport(Printer printer, boolean apply) {
    this.printer = printer;
    this.apply = apply;
  }

  /** Counts an item that is here already. */
  public void same() {
    count(Outcome.SAME);
  }

  /**
   * Reports an item.
   *
   * @param item what it is, such as {@code policy web}
   * @param sentence why, or what of it; may be empty
   * @param lines command lines for the operator
   */
  public void tell(Outcome outcome, String item, String sentence, List<String> lines) {
    count(outcome);
    List<String> text = new ArrayList<>();
    String shown = Printable.of(sentence).replace('\n', ' ');
    text.add(
        "%-9s %s%s"
            .formatted(outcome.label(), Printable.of(item), shown.isEmpty() ? "" : ": " + shown));
    lines.forEach(line -> text.add(INDENT + Printable.of(line)));
    printer.print(
        Value.Obj.builder()
            .put("outcome", outcome.code())
            .put("item", item)
            .put("reason", sentence)
            .put("commands", lines)
            .build(),
        text);
  }

  /** Reports an item without command lines. */
  public void tell(Outcome outcome, String item, String sentence) {
    tell(outcome, item, sentence, List.of());
  }

  /** Prints the counts. */
  public void end() {
    Value.Builder counted = Value.Obj.builder();
    for (Outcome outcome : Outcome.values()) {
      counted.put(outcome.code(), of(outcome));
    }
    printer.print(
        Value.Obj.builder().put("applied", apply).put("counts", counted.build()).build(),
        List.of(summary()));
  }

  private String summary() {
    boolean nothing = of(Outcome.WRITE) + of(Outcome.CHANGE) == 0;
    String done =
        nothing
            ? "Nothing to do"
            : "%s %d, %s %d"
                .formatted(
                    apply ? "written" : "to write",
                    of(Outcome.WRITE),
                    apply ? "changed" : "to change",
                    of(Outcome.CHANGE));
    String next = apply || nothing ? "" : " Nothing was written yet: add --apply.";
    return "%s; already here %d, refused %d, left out %d.%s"
        .formatted(done, of(Outcome.SAME), of(Outcome.REFUSED), of(Outcome.LEFT_OUT), next);
  }

  /** Whether an item was refused. */
  public boolean hasRefusals() {
    return of(Outcome.REFUSED) > 0;
  }

  private int of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  private void count(Outcome outcome) {
    counts.merge(outcome, 1, Integer::sum);
  }
}
