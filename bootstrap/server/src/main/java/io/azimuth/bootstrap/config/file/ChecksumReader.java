package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.plugin.JarChecksum;
import io.azimuth.bootstrap.plugin.PinnedJars;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the block {@code plugin_checksums}: the name of a file and its checksum, line by line. */
final class ChecksumReader {

  private static final Pattern FILE = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}\\.jar");

  private ChecksumReader() {}

  /** The jars that may be loaded; all, when there is no such block. */
  static PinnedJars read(BlockReader file, boolean hasDirectory) {
    Optional<BlockReader> block = file.block(PinnedJars.BLOCK);
    if (block.isEmpty()) {
      return PinnedJars.NONE;
    }
    if (!hasDirectory) {
      file.error(PinnedJars.BLOCK, "there is no plugin_directory");
    }
    BlockReader sums = block.get();
    if (sums.keys().isEmpty()) {
      file.error(PinnedJars.BLOCK, "names no jar; leave the block out to load every jar");
    }
    Map<String, JarChecksum> byFile = new HashMap<>();
    for (String name : sums.keys()) {
      if (!FILE.matcher(name).matches()) {
        sums.markKnown(name);
        sums.error(name, "is not the name of a jar in the plugin directory");
        continue;
      }
      Optional<String> text = sums.text(name);
      Optional<JarChecksum> sum = text.flatMap(JarChecksum::of);
      if (text.isPresent() && sum.isEmpty()) {
        sums.error(name, "must be sha256: and 64 hexadecimal digits");
      }
      sum.ifPresent(it -> byFile.put(name, it));
    }
    return new PinnedJars(byFile);
  }
}
