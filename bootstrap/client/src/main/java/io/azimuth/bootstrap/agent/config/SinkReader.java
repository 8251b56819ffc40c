package io.azimuth.bootstrap.agent.config;

import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.Durations;
import io.azimuth.bootstrap.configfile.TypedBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one block {@code sink}. */
final class SinkReader {

  private static final int OCTAL = 8;
  private static final int DEFAULT_MODE = 0640;

  /** They encrypt the token for a reader that has a key. */
  private static final List<String> ENCRYPTION =
      List.of("dh_type", "dh_path", "derive_key", "aad", "aad_env_var");

  private final TypedBlock sink;
  private final BlockReader keys;
  private final Path directory;

  SinkReader(TypedBlock sink, Path directory) {
    this.sink = sink;
    this.keys = sink.keys();
    this.directory = directory;
  }

  Optional<SinkBlock> read() {
    keys.markKnown("type");
    for (String key : ENCRYPTION) {
      keys.markKnown(key);
      if (keys.has(key)) {
        keys.error(key, "is not supported: wrap_ttl hides the token until it is unwrapped");
      }
    }
    Optional<String> wrapTtl = Durations.read(keys, "wrap_ttl").map(it -> it.toSeconds() + "s");
    BlockReader config = keys.table("config").orElseGet(() -> keys.empty("config"));
    if (!sink.type().equals("file")) {
      keys.problems()
          .error(keys.lineOf("type"), "sink \"" + sink.type() + "\": the only kind is \"file\"");
      return Optional.empty();
    }
    Optional<String> path = config.text("path");
    if (!config.has("path")) {
      config.missing("path", "the file for the token");
    }
    int mode = config.text("mode").flatMap(text -> mode(config, text)).orElse(DEFAULT_MODE);
    Optional<String> owner = config.text("owner");
    Optional<String> group = config.text("group");
    config.finish();
    keys.finish();
    return path.map(
        it -> new SinkBlock(directory.resolve(it).normalize(), mode, owner, group, wrapTtl));
  }

  // A number would be read in decimal by one format and in octal by the other.
  private static Optional<Integer> mode(BlockReader config, String text) {
    if (!text.matches("0[0-7]{3}")) {
      config.error("mode", "must be four octal digits in quotes, such as \"0640\"");
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(text, OCTAL));
  }
}
