package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints the result of a login dry run, what made it, and the checks. */
final class LoginExplanationReport {

  private static final String SKIPPED = "skipped";

  private final ApiReply reply;
  private final boolean isWhole;

  /**
   * Reports what the server said.
   *
   * @param isWhole whether to list the skipped checks too
   */
  LoginExplanationReport(ApiReply reply, boolean isWhole) {
    this.reply = reply;
    this.isWhole = isWhole;
  }

  /** Prints the report and returns whether the login would be granted. */
  boolean print(Printer printer) {
    boolean granted = ApiReply.isTrue(reply.data(), "granted");
    List<String> lines = new ArrayList<>();
    lines.add(granted ? "The login would be granted:" : "The login would be refused.");
    lines.addAll(granted ? preview() : failures());
    lines.addAll(facts());
    lines.add("");
    lines.addAll(checks());
    lines.addAll(omission());
    printer.warnings(reply);
    printer.print(reply.data(), lines);
    return granted;
  }

  private List<String> checks() {
    Table table = Table.headed("Check", "Outcome", "Note");
    for (Value.Obj check : objects()) {
      if (isWhole || !isSkipped(check)) {
        table.row(text(check, "check"), text(check, "outcome"), note(check));
      }
    }
    return table.lines();
  }

  private List<String> omission() {
    long skipped = objects().stream().filter(LoginExplanationReport::isSkipped).count();
    return isWhole || skipped == 0
        ? List.of()
        : List.of("", "%d skipped; --all lists them".formatted(skipped));
  }

  private static boolean isSkipped(Value.Obj check) {
    return text(check, "outcome").equals(SKIPPED);
  }

  /**
   * The most important detail: the reason of a failure, the reason why the check was skipped, or
   * the value that the server received.
   */
  private static String note(Value.Obj check) {
    return switch (text(check, "outcome")) {
      case "failed" -> text(check, "reason");
      case SKIPPED -> text(check, "hint");
      default -> text(check, "actual");
    };
  }

  private List<String> failures() {
    List<String> lines = new ArrayList<>();
    for (Value.Obj check : objects()) {
      if (text(check, "outcome").equals("failed")) {
        lines.add("");
        lines.add(text(check, "check") + ": " + text(check, "reason"));
        lines.add("  expected  " + text(check, "expected"));
        lines.add("  actual    " + text(check, "actual"));
        lines.add("  hint      " + text(check, "hint"));
        lines.add("  page      " + ReasonPage.of(text(check, "reason")));
      }
    }
    return lines;
  }

  /** Where the facts of the resource are from, if the login took some. */
  private List<String> facts() {
    Value.Obj said = reply.data();
    return ApiReply.text(said, "facts")
        .map(from -> "Facts of the resource: " + from)
        .map(it -> it + ApiReply.text(said, "facts_at").map(at -> ", of " + at).orElse(""))
        .map(it -> List.of("", it))
        .orElse(List.of());
  }

  private List<String> preview() {
    Table table = Table.headed("Key", "Value");
    if (reply.data().get("token_preview").orElse(Value.NULL) instanceof Value.Obj token) {
      for (Map.Entry<String, Value> one : token.members().entrySet()) {
        table.row(one.getKey(), PlainText.of(one.getValue()));
      }
    }
    return table.lines();
  }

  private List<Value.Obj> objects() {
    return ApiReply.objects(reply.data().get("checks"));
  }

  private static String text(Value.Obj check, String member) {
    return ApiReply.text(check, member).orElse("");
  }
}
