package io.azimuth.bootstrap.client.output;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.ServerSentence;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Prints responses to one writer and warnings to the other. */
public final class Printer {

  private final PrintWriter out;
  private final PrintWriter err;
  private final OutputFormat format;

  public Printer(PrintWriter out, PrintWriter err, OutputFormat format) {
    this.out = out;
    this.err = err;
    this.format = format;
  }

  public OutputFormat format() {
    return format;
  }

  /** Prints the whole response. */
  public void reply(ApiReply reply) {
    warnings(reply);
    print(reply.body().orElse(Value.Obj.EMPTY), SecretTable.lines(reply));
  }

  /** Prints the keys of a list; JSON and YAML print {@code {}} if there are none. */
  public void keys(Value.Items keys) {
    Table table = Table.headed("Keys");
    keys.values().forEach(key -> table.row(PlainText.of(key)));
    print(keys, table.lines());
  }

  /**
   * Prints one field, or a value inside one by its path, such as {@code data.password}. Plain text
   * has no line end after it, so that it can be piped.
   */
  public void field(ApiReply reply, String name) {
    warnings(reply);
    field(member(reply, name).or(() -> FieldPath.find(reply.data(), name)), name);
  }

  /** Prints one member of an object, or a value inside it by its path, in the same way. */
  public void field(Value.Obj object, String name) {
    field(FieldPath.find(object, name), name);
  }

  private void field(Optional<Value> found, String name) {
    Value value =
        found.orElseThrow(
            () -> new ClientException("Field \"" + name + "\" not present in answer"));
    if (format == OutputFormat.TABLE || value instanceof Value.Text) {
      out.print(PlainText.of(value));
      out.flush();
    } else {
      print(value, List.of());
    }
  }

  /**
   * Prints the value; in the table format, these lines instead. Control characters are escapes also
   * in JSON and YAML, where only texts contain them, so that none gets to a terminal.
   */
  public void print(Value value, List<String> lines) {
    switch (format) {
      case TABLE -> lines.forEach(out::println);
      case JSON -> out.println(Printable.of(JsonText.indented(value)));
      case YAML -> {
        out.print(Printable.of(YamlText.of(value)));
        out.flush();
      }
    }
  }

  /** Prints that an action is done, only in the table format. Programs read the exit code. */
  public void done(String sentence) {
    if (format == OutputFormat.TABLE) {
      out.println(sentence);
    }
  }

  /** Prints the warnings of the response. */
  public void warnings(ApiReply reply) {
    reply.warnings().forEach(this::warning);
  }

  public void warning(String sentence) {
    err.println("Warning: " + ServerSentence.of(sentence));
  }

  private static Optional<Value> member(ApiReply reply, String name) {
    Value.Obj auth = reply.object("auth").orElse(Value.Obj.EMPTY);
    Value.Obj wrapping = reply.object("wrap_info").orElse(Value.Obj.EMPTY);
    return switch (name) {
      case "wrapping_token", "wrapping_accessor" ->
          wrapping.get(name.substring("wrapping_".length())).or(() -> reply.data().get(name));
      case "wrapping_token_ttl", "wrapping_token_creation_time", "wrapping_token_creation_path" ->
          wrapping.get(name.substring("wrapping_token_".length())).or(() -> reply.data().get(name));
      case "wrapped_accessor" -> wrapping.get(name).or(() -> reply.data().get(name));
      case "token" -> auth.get("client_token").or(() -> reply.data().get(name));
      case "token_accessor" -> auth.get("accessor");
      case "token_duration" -> auth.get("lease_duration");
      case "token_renewable" -> auth.get("renewable");
      case "token_policies", "identity_policies" -> auth.get(name).or(() -> reply.data().get(name));
      case "lease_id", "lease_duration", "lease_renewable" ->
          reply.data().get(name).or(() -> reply.member(name));
      case "refresh_interval" -> reply.data().get(name).or(() -> reply.member("lease_duration"));
      default -> reply.data().get(name).or(() -> auth.get(name)).or(() -> reply.member(name));
    };
  }
}
