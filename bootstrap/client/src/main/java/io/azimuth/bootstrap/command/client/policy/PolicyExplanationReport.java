package io.azimuth.bootstrap.command.client.policy;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.output.Table;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints which rule decides about a request. */
final class PolicyExplanationReport {

  private final ApiReply reply;

  PolicyExplanationReport(ApiReply reply) {
    this.reply = reply;
  }

  /** Prints the report and returns whether the request would be allowed. */
  boolean print(Printer printer) {
    boolean allowed = ApiReply.isTrue(reply.data(), "allowed");
    List<String> lines = new ArrayList<>();
    lines.add(allowed ? "The request would be allowed." : "The request would be denied.");
    lines.add("");
    lines.addAll(facts());
    lines.addAll(shadowed());
    printer.warnings(reply);
    printer.print(reply.data(), lines);
    return allowed;
  }

  private List<String> facts() {
    Table table = Table.headed("Key", "Value");
    Map<String, Value> members = new LinkedHashMap<>(reply.data().members());
    List.of("allowed", "rule", "shadowed").forEach(members::remove);
    if (reply.data().get("rule").orElse(Value.NULL) instanceof Value.Obj rule) {
      table.row("rule", text(rule, "path"));
      table.row("rule_capabilities", text(rule, "capabilities"));
      table.row("rule_policies", text(rule, "policies"));
    }
    members.forEach(
        (key, value) -> {
          if (!isEmpty(value)) {
            table.row(key, PlainText.of(value));
          }
        });
    return table.lines();
  }

  private List<String> shadowed() {
    Table table = Table.headed("Other Rule", "Policies", "Why It Does Not Decide");
    Value others = reply.data().get("shadowed").orElse(Value.NULL);
    if (!(others instanceof Value.Items items) || items.values().isEmpty()) {
      return List.of();
    }
    for (Value one : items.values()) {
      if (one instanceof Value.Obj rule) {
        table.row(text(rule, "path"), text(rule, "policies"), text(rule, "why"));
      }
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines());
    return lines;
  }

  private static boolean isEmpty(Value value) {
    return value.equals(Value.NULL)
        || value.equals(Value.of(""))
        || (value instanceof Value.Items items && items.values().isEmpty());
  }

  private static String text(Value.Obj object, String member) {
    return object.get(member).map(PlainText::of).orElse("");
  }
}
