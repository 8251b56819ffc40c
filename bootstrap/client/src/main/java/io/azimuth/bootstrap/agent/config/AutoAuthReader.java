package io.azimuth.bootstrap.agent.config;

import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.Durations;
import io.azimuth.bootstrap.configfile.TypedBlock;
import io.azimuth.domain.text.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the block {@code auto_auth}. */
final class AutoAuthReader {

  private static final Duration MIN_BACKOFF = Duration.ofSeconds(1);
  private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);

  private final BlockReader block;
  private final Path directory;
  private final List<LoginMethodFactory> methods;

  AutoAuthReader(BlockReader block, Path directory, List<LoginMethodFactory> methods) {
    this.block = block;
    this.directory = directory;
    this.methods = methods;
  }

  Optional<AutoAuthBlock> read() {
    List<SinkBlock> sinks =
        block.typed("sink").stream()
            .flatMap(sink -> new SinkReader(sink, directory).read().stream())
            .toList();
    if (block.flag("enable_reauth_on_new_credentials", false)) {
      block.error(
          "enable_reauth_on_new_credentials",
          "is not supported: the agent reads the credentials again at each login");
    }
    List<TypedBlock> found = block.typed("method");
    if (found.isEmpty()) {
      block.missing("method", "add: method \"azure\" { config = { role = \"…\" } }");
      return Optional.empty();
    }
    if (found.size() > 1) {
      block.error("method", "there must be only one");
    }
    return method(found.get(0), sinks);
  }

  private Optional<AutoAuthBlock> method(TypedBlock typed, List<SinkBlock> sinks) {
    BlockReader keys = typed.keys();
    keys.markKnown("type");
    unsupported(keys);
    String mountPath =
        keys.text("mount_path").orElse("auth/" + typed.type()).replaceAll("^/+|/+$", "");
    Duration min = Durations.read(keys, "min_backoff").orElse(MIN_BACKOFF);
    Duration max = Durations.read(keys, "max_backoff").orElse(MAX_BACKOFF);
    if (min.isZero() || min.compareTo(max) > 0) {
      keys.error("min_backoff", "must be at least a second and not above max_backoff");
    }
    boolean exitOnFailure = keys.flag("exit_on_err", false);
    BlockReader config = keys.table("config").orElseGet(() -> keys.empty("config"));
    Optional<LoginMethod> method = factory(typed).map(it -> it.read(config, mountPath, directory));
    if (method.isPresent()) {
      config.finish();
    }
    keys.finish();
    return method.map(it -> new AutoAuthBlock(typed.type(), it, min, max, exitOnFailure, sinks));
  }

  private static void unsupported(BlockReader keys) {
    keys.markKnown("namespace");
    keys.markKnown("wrap_ttl");
    if (keys.has("namespace")) {
      keys.error("namespace", "is not supported here: set namespace in the block vault");
    }
    if (keys.has("wrap_ttl")) {
      keys.error("wrap_ttl", "is not supported here: set wrap_ttl in the sink");
    }
  }

  private Optional<LoginMethodFactory> factory(TypedBlock typed) {
    List<String> known = methods.stream().map(LoginMethodFactory::type).sorted().toList();
    Optional<LoginMethodFactory> factory =
        methods.stream().filter(it -> it.type().equals(typed.type())).findFirst();
    if (factory.isEmpty()) {
      block.error(
          "method",
          "\"%s\" is not one of the methods %s%s"
              .formatted(
                  typed.type(),
                  known.stream().collect(Collectors.joining(", ")),
                  Suggestion.sentence(typed.type(), known)));
    }
    return factory;
  }
}
