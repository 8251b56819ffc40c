package io.azimuth.bootstrap.agent.config;

import io.azimuth.bootstrap.agent.exec.ExecBlock;
import io.azimuth.bootstrap.agent.exec.TemplateText;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.Durations;
import io.azimuth.bootstrap.configfile.TypedBlock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code exec}, {@code env_template} and {@code template_config}. */
final class ExecReader {

  private static final Duration RENDER_INTERVAL = Duration.ofMinutes(5);
  private static final List<String> SIGNALS =
      List.of("TERM", "INT", "HUP", "QUIT", "KILL", "USR1", "USR2", "WINCH");

  private final BlockReader top;

  ExecReader(BlockReader top) {
    this.top = top;
  }

  Optional<ExecBlock> read() {
    Map<String, TemplateText> environment = environment();
    Duration interval = interval();
    Optional<BlockReader> block = top.table("exec");
    if (block.isEmpty()) {
      if (!environment.isEmpty()) {
        top.error("env_template", "has no effect without exec { command = [ … ] }");
      }
      return Optional.empty();
    }
    return Optional.of(exec(block.get(), environment, interval));
  }

  private static ExecBlock exec(
      BlockReader keys, Map<String, TemplateText> environment, Duration interval) {
    List<String> command = command(keys);
    if (command.isEmpty()) {
      keys.missing("command", "a list of the program and its arguments");
    }
    String restart = keys.text("restart_on_secret_changes").orElse("always");
    if (!List.of("always", "never").contains(restart)) {
      keys.error("restart_on_secret_changes", "must be always or never");
    }
    String signal =
        keys.text("restart_stop_signal")
            .orElse("SIGTERM")
            .toUpperCase(Locale.ROOT)
            .replaceFirst("^SIG", "");
    if (!SIGNALS.contains(signal)) {
      keys.error("restart_stop_signal", "must be one of " + String.join(", ", SIGNALS));
    }
    keys.finish();
    return new ExecBlock(command, environment, restart.equals("always"), signal, interval);
  }

  // One text is a line for the shell.
  private static List<String> command(BlockReader keys) {
    return keys.anyText("command")
        .filter(line -> !line.isBlank())
        .map(line -> List.of("/bin/sh", "-c", line))
        .orElseGet(() -> keys.texts("command"));
  }

  private Duration interval() {
    Optional<BlockReader> block = top.table("template_config");
    Duration interval =
        block
            .flatMap(it -> Durations.read(it, "static_secret_render_interval"))
            .filter(it -> !it.isZero())
            .orElse(RENDER_INTERVAL);
    if (block.filter(it -> it.flag("exit_on_retry_failure", false)).isPresent()) {
      block.get().warning("exit_on_retry_failure", "has no effect: the agent goes on trying");
    }
    block.ifPresent(BlockReader::finish);
    return interval;
  }

  private Map<String, TemplateText> environment() {
    Map<String, TemplateText> found = new LinkedHashMap<>();
    for (TypedBlock variable : top.typed("env_template")) {
      BlockReader keys = variable.keys();
      keys.markKnown("type");
      if (!variable.type().matches("[A-Za-z_][A-Za-z0-9_]*")) {
        top.error("env_template", "the label must be the name of an environment variable");
      }
      template(keys)
          .ifPresent(
              template -> {
                if (found.put(variable.type(), template) != null) {
                  keys.error("contents", "the variable is already set above");
                }
              });
      keys.finish();
    }
    return found;
  }

  private static Optional<TemplateText> template(BlockReader keys) {
    keys.flag("error_on_missing_key", true); // a key that is missing is always an error here
    if (keys.has("source")) {
      keys.markKnown("source");
      keys.error("source", "is not supported here: set contents");
    }
    Optional<String> contents = keys.text("contents");
    if (!keys.has("contents")) {
      keys.missing(
          "contents",
          "such as \"{{ with secret \\\"secret/data/web\\\" }}{{ .Data.data.password }}{{ end }}\"");
    }
    return contents.flatMap(text -> parsed(keys, text));
  }

  private static Optional<TemplateText> parsed(BlockReader keys, String text) {
    try {
      return Optional.of(TemplateText.parse(text));
    } catch (TemplateText.UnsupportedException e) {
      keys.error("contents", e.sentence());
      return Optional.empty();
    }
  }
}
