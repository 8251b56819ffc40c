package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.application.api.Value;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The dry run of a login, check by check. */
final class Explanation {

  private final ApiReply reply;

  Explanation(ApiReply reply) {
    this.reply = reply;
  }

  /** Prints it and tells whether the login would be granted. */
  boolean print(Printer printer) {
    boolean granted = reply.data().get("granted").filter(Value.of(true)::equals).isPresent();
    List<String> lines = new ArrayList<>(checks());
    lines.addAll(hints());
    lines.add("");
    lines.add(granted ? "The login would be granted:" : "The login would be refused.");
    if (granted) {
      lines.addAll(preview());
    }
    printer.warnings(reply);
    printer.print(reply.data(), lines);
    return granted;
  }

  private List<String> checks() {
    Table table = Table.headed("Check", "Outcome", "Expected", "Actual", "Reason");
    for (Value.Obj check : objects()) {
      table.row(
          text(check, "check"),
          text(check, "outcome"),
          text(check, "expected"),
          text(check, "actual"),
          text(check, "reason"));
    }
    return table.lines();
  }

  private List<String> hints() {
    List<String> lines = new ArrayList<>();
    for (Value.Obj check : objects()) {
      String hint = text(check, "hint");
      if (!hint.isEmpty()) {
        lines.add("");
        lines.add(text(check, "check") + ": " + hint);
      }
    }
    return lines;
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
    Value checks = reply.data().get("checks").orElse(Value.NULL);
    return checks instanceof Value.Items items
        ? items.values().stream()
            .filter(Value.Obj.class::isInstance)
            .map(Value.Obj.class::cast)
            .toList()
        : List.of();
  }

  private static String text(Value.Obj check, String member) {
    return ApiReply.text(check, member).orElse("");
  }
}
