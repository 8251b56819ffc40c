package io.azimuth.bootstrap.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The libraries of the distribution and why they are there, as {@code dependencies.txt} has them.
 */
record DependencyList(List<Family> families) {

  static final Path SOURCE = Path.of("../launcher/src/main/dependencies.txt");

  /** Jars with names of anybody's have this in front in the distribution. */
  private static final String CEL = "dev.cel-";

  private static final String INTRODUCTION =
      """
      # Dependencies

      The libraries in `lib/` of the distribution, in families: what each is for, its licence, and what
      would take its place. The versions are in `sbom.json` of the distribution, the texts of the licences
      in `licenses/`. [CONTRIBUTING.md](../../CONTRIBUTING.md#dependencies) says what a new one needs and which are
      refused.

      This page is made of `bootstrap/launcher/src/main/dependencies.txt`.

      | jars | for | licence | in its place |
      |---|---|---|---|
      """;

  /** Libraries that come and go together. */
  record Family(List<String> artifacts, String purpose, String licence, String replacement) {

    static Family of(String row) {
      String[] parts = row.split(" \\| ", -1);
      if (parts.length != 4) {
        throw new IllegalArgumentException("a row has four parts: " + row);
      }
      return new Family(Arrays.asList(parts[0].split(", ", -1)), parts[1], parts[2], parts[3]);
    }

    String row() {
      String names = artifacts.stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
      return String.join(" | ", "| " + names, purpose, licence, replacement) + " |\n";
    }
  }

  static DependencyList read() throws IOException {
    try (Stream<String> lines = Files.lines(SOURCE)) {
      return new DependencyList(
          lines.filter(line -> !line.startsWith("#")).map(Family::of).toList());
    }
  }

  /** Each artifact with its family. */
  Map<String, Family> byArtifact() {
    Map<String, Family> all = new TreeMap<>();
    for (Family family : families) {
      for (String artifact : family.artifacts()) {
        if (all.put(artifact, family) != null) {
          throw new IllegalArgumentException("two rows have " + artifact);
        }
      }
    }
    return all;
  }

  String page() {
    return INTRODUCTION + families.stream().map(Family::row).collect(Collectors.joining());
  }

  /** The name of a jar in the distribution. */
  static String jarOf(String group, String artifact, String version) {
    return (group.equals("dev.cel") ? CEL : "") + artifact + "-" + version + ".jar";
  }

  /** The artifact and the version of a jar of the distribution, with a colon between them. */
  static String artifactOf(Path jar) {
    String name = jar.getFileName().toString();
    return (name.startsWith(CEL) ? name.substring(CEL.length()) : name)
        .replaceFirst("-(\\d[^-]*(-.*)?)\\.jar$", ":$1");
  }
}
