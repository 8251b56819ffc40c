package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.Acknowledgements;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints the advice on roles, each with the command that changes the role. */
final class LintReport {

  private static final String INDENT = "  ";
  private static final String ACKNOWLEDGED = "acknowledged";

  private final Acknowledgements acknowledged;
  private final List<Entry> entries = new ArrayList<>();

  /** A report in which acknowledged advice is no warning. */
  LintReport(Acknowledgements acknowledged) {
    this.acknowledged = acknowledged;
  }

  private record Entry(String mount, String role, List<Value.Obj> advice) {}

  /** Adds a role of the mount, with the advice of the server. */
  void add(String mount, String role, List<Value.Obj> advice) {
    List<Value.Obj> judged = advice.stream().map(one -> judged(mount, role, one)).toList();
    entries.add(new Entry(mount, role, judged));
  }

  private Value.Obj judged(String mount, String role, Value.Obj advice) {
    return ApiReply.text(advice, "code")
        .flatMap(code -> acknowledged.reason(code, mount, role))
        .map(reason -> with(advice, reason))
        .orElse(advice);
  }

  private static Value.Obj with(Value.Obj advice, String reason) {
    Value.Builder members = Value.Obj.builder();
    advice.members().forEach(members::put);
    return members.put(ACKNOWLEDGED, reason).build();
  }

  /** Whether a role of that name was added. */
  boolean has(String role) {
    return entries.stream().anyMatch(entry -> entry.role().equals(role));
  }

  boolean hasWarnings() {
    return count("warning") > 0;
  }

  void print(Printer printer) {
    List<Value> all = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Entry entry : entries) {
      all.add(
          Value.Obj.builder()
              .put("mount", entry.mount())
              .put("role", entry.role())
              .put("advice", new Value.Items(List.copyOf(entry.advice())))
              .build());
      if (!entry.advice().isEmpty()) {
        String path = entry.mount() + "/role/" + entry.role();
        lines.add(Printable.of(path));
        entry.advice().forEach(advice -> lines.addAll(lines(path, advice)));
        lines.add("");
      }
    }
    lines.add(
        "%s and %s on %s"
            .formatted(
                number(count("warning"), "warning"),
                number(count("note"), "note"),
                number(entries.size(), "role")));
    printer.print(new Value.Items(all), lines);
  }

  private static List<String> lines(String path, Value.Obj advice) {
    Optional<String> reason = ApiReply.text(advice, ACKNOWLEDGED);
    if (reason.isPresent()) {
      return List.of(
          INDENT + ACKNOWLEDGED + " " + text(advice, "code") + ": " + Printable.of(reason.get()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(INDENT + text(advice, "severity") + " " + text(advice, "code"));
    lines.add(INDENT.repeat(2) + text(advice, "sentence"));
    ApiReply.object(advice, "change")
        .flatMap(change -> command(path, change))
        .ifPresent(command -> lines.add(INDENT.repeat(2) + command));
    return lines;
  }

  /** The command, unless a value cannot be on a command line unchanged. */
  private static Optional<String> command(String path, Value.Obj change) {
    List<String> words = new ArrayList<>(List.of("azimuth", "write", path));
    for (Map.Entry<String, Value> field : change.members().entrySet()) {
      List<Value> values =
          field.getValue() instanceof Value.Items items
              ? items.values()
              : List.of(field.getValue());
      List<String> texts = values.stream().map(PlainText::of).toList();
      if (texts.stream().anyMatch(it -> it.contains(",") || it.startsWith("@") || it.equals("-"))) {
        return Optional.empty();
      }
      words.add(field.getKey() + "=" + String.join(",", texts));
    }
    return Optional.of(
        Printable.of(words.stream().map(LintReport::quoted).collect(Collectors.joining(" "))));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,+@%-]*") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static String text(Value.Obj advice, String member) {
    return Printable.of(ApiReply.text(advice, member).orElse(""));
  }

  private long count(String severity) {
    return entries.stream()
        .flatMap(entry -> entry.advice().stream())
        .filter(advice -> advice.get(ACKNOWLEDGED).isEmpty())
        .filter(advice -> ApiReply.text(advice, "severity").filter(severity::equals).isPresent())
        .count();
  }

  private static String number(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
