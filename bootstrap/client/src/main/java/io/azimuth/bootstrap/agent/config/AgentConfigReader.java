package io.azimuth.bootstrap.agent.config;

import io.azimuth.bootstrap.agent.AgentLog;
import io.azimuth.bootstrap.agent.exec.ExecBlock;
import io.azimuth.bootstrap.agent.listener.AgentListenerBlock;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ConfigText;
import io.azimuth.domain.hcl.HclBody;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration file of the agent and collects all its problems. */
public final class AgentConfigReader {

  /** What the field has and the agent has not, with what stands in. */
  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "template",
          "is not supported: let consul-template read the token of a sink"
              + " (vault_agent_token_file), or give the secrets to the program of exec with"
              + " env_template",
          "cache",
          "is not supported: listener and api_proxy forward each request to the server",
          "telemetry",
          "is not supported: the log has what the agent does",
          "log_file",
          "is not supported: the log goes to standard error, where systemd keeps it");

  /** What the field has and changes nothing here. */
  private static final List<String> WITHOUT_EFFECT =
      List.of("disable_idle_connections", "disable_keep_alives", "disable_mlock");

  private final ClientVariables variables;
  private final List<LoginMethodFactory> methods;

  /**
   * Creates a reader.
   *
   * @param variables override the block {@code vault}
   * @param methods the login methods that there are
   */
  public AgentConfigReader(ClientVariables variables, List<LoginMethodFactory> methods) {
    this.variables = variables;
    this.methods = List.copyOf(methods);
  }

  /** Reads the file: as JSON if its name ends in {@code .json}, or else as HCL. */
  public Optional<AgentConfig> read(Path file, ConfigProblems problems) {
    Optional<AgentConfig> config =
        ConfigText.parse(file, problems).flatMap(body -> read(file, body, problems));
    return problems.hasErrors() ? Optional.empty() : config;
  }

  private Optional<AgentConfig> read(Path file, HclBody body, ConfigProblems problems) {
    BlockReader top = new BlockReader("", 0, body, problems);
    Path directory = Path.of("").toAbsolutePath().resolve(file).normalize().getParent();
    if (directory == null) {
      throw new IllegalArgumentException("a file lies in a directory");
    }
    Optional<ClientSettings> server = server(top, directory);
    Optional<AutoAuthBlock> autoAuth = autoAuth(top, directory);
    Optional<ExecBlock> exec = new ExecReader(top).read();
    Optional<AgentListenerBlock> listener = new AgentListenerReader(top).read();
    boolean exitAfterAuth = top.flag("exit_after_auth", false);
    if (exitAfterAuth && exec.isPresent()) {
      top.error("exit_after_auth", "ends the agent, and exec needs it");
    }
    if (exitAfterAuth && listener.isPresent()) {
      top.error("exit_after_auth", "ends the agent, and listener needs it");
    }
    Optional<Path> pidFile = top.text("pid_file").map(directory::resolve);
    AgentLog.Level level = level(top);
    boolean json = jsonLog(top);
    unsupported(top);
    top.finish();
    if (autoAuth.filter(it -> it.sinks().isEmpty()).isPresent()
        && exec.isEmpty()
        && listener.isEmpty()) {
      problems.error(
          0, "nobody gets the token: add sink \"file\" { … } to auto_auth, or exec { … }");
    }
    if (server.isEmpty() || autoAuth.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AgentConfig(
            server.get(), autoAuth.get(), exec, listener, exitAfterAuth, pidFile, level, json));
  }

  private Optional<ClientSettings> server(BlockReader top, Path directory) {
    Optional<BlockReader> block = top.table("vault");
    BlockReader keys = block.orElseGet(() -> top.empty("vault"));
    Optional<ClientSettings> settings = Optional.empty();
    try {
      settings = Optional.of(new VaultBlockReader(keys, directory, variables).read());
    } catch (ClientException e) {
      top.error("vault", e.sentence());
    }
    keys.finish();
    return settings;
  }

  private Optional<AutoAuthBlock> autoAuth(BlockReader top, Path directory) {
    Optional<BlockReader> block = top.table("auto_auth");
    if (block.isEmpty()) {
      top.missing("auto_auth", "add: auto_auth { method \"azure\" { … } sink \"file\" { … } }");
      return Optional.empty();
    }
    Optional<AutoAuthBlock> read = new AutoAuthReader(block.get(), directory, methods).read();
    block.get().finish();
    return read;
  }

  private static AgentLog.Level level(BlockReader top) {
    String text = top.text("log_level").orElse("info").toLowerCase(Locale.ROOT);
    return switch (text) {
      case "trace", "debug" -> AgentLog.Level.DEBUG;
      case "info" -> AgentLog.Level.INFO;
      case "warn" -> AgentLog.Level.WARN;
      case "error" -> AgentLog.Level.ERROR;
      default -> {
        top.error("log_level", "must be trace, debug, info, warn or error");
        yield AgentLog.Level.INFO;
      }
    };
  }

  private static boolean jsonLog(BlockReader top) {
    String text = top.text("log_format").orElse("standard").toLowerCase(Locale.ROOT);
    if (!List.of("standard", "json").contains(text)) {
      top.error("log_format", "must be standard or json");
    }
    return text.equals("json");
  }

  private static void unsupported(BlockReader top) {
    for (String key : top.keys()) {
      if (UNSUPPORTED.containsKey(key)) {
        top.markKnown(key);
        top.error(key, UNSUPPORTED.get(key));
      } else if (WITHOUT_EFFECT.contains(key)) {
        top.markKnown(key);
        top.warning(key, "has no effect");
      }
    }
  }
}
