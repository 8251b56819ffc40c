package io.azimuth.bootstrap.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The jars that may be loaded, each with its checksum. Without any, all jars may.
 *
 * @param byFile the checksums by the file names of the jars
 */
public record PinnedJars(Map<String, JarChecksum> byFile) {

  /** The block of the configuration file. */
  public static final String BLOCK = "plugin_checksums";

  /** All jars may be loaded. */
  public static final PinnedJars NONE = new PinnedJars(Map.of());

  public PinnedJars {
    byFile = Map.copyOf(byFile);
  }

  /**
   * The block that lets exactly these jars be loaded, in lines as the configuration file has it.
   */
  public static List<String> block(List<PluginJar> jars) {
    if (jars.isEmpty()) {
      return List.of();
    }
    return Stream.of(
            Stream.of(BLOCK + " {"),
            jars.stream().map(jar -> "  \"%s\" = \"%s\"".formatted(jar.file(), jar.checksum())),
            Stream.of("}"))
        .flatMap(lines -> lines)
        .toList();
  }

  /** Why a jar with this checksum may not be loaded; empty if it may. */
  Optional<String> problemWith(String file, JarChecksum actual) {
    if (byFile.isEmpty()) {
      return Optional.empty();
    }
    JarChecksum expected = byFile.get(file);
    if (expected == null) {
      return Optional.of(
          "%s has no checksum in %s; the file has %s".formatted(file, BLOCK, actual));
    }
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of(
            "%s must have %s (%s), but the file has %s".formatted(file, expected, BLOCK, actual));
  }

  /** The files with a checksum that are not among these. */
  Set<String> without(Set<String> files) {
    Set<String> missing = new TreeSet<>(byFile.keySet());
    missing.removeAll(files);
    return missing;
  }

  /** The checksums in the order of the file names. */
  public Map<String, JarChecksum> inOrder() {
    return new TreeMap<>(byFile);
  }
}
