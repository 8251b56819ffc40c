package io.azimuth.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.AboutAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code dependencies.txt} has a row for each jar of the distribution, and no other. */
@AboutAzure // a build without the method has fewer jars
final class DependenciesIT {

  private static final Path DISTRIBUTION = Path.of("../target/azimuth");
  private static final Pattern SECTION = Pattern.compile(" {4}([^ *].*):");
  private static final Pattern LIBRARY =
      Pattern.compile(" {8}\\* .*\\([^():]+:([^:]+):[^:]+ - .*\\)");

  @Test
  void eachJarHasItsRowAndEachRowItsJars() throws IOException {
    assertThat(DependencyList.read().byArtifact().keySet()).isEqualTo(packed());
  }

  @Test
  void eachRowNamesTheLicencesOfItsJars() throws IOException {
    Map<String, Set<String>> licences = licences();

    DependencyList.read()
        .byArtifact()
        .forEach(
            (artifact, family) ->
                assertThat(licences.getOrDefault(artifact, Set.of()))
                    .as(artifact)
                    .isNotEmpty()
                    .allSatisfy(licence -> assertThat(family.licence()).contains(licence)));
  }

  private static Set<String> packed() throws IOException {
    try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve("lib"))) {
      return jars.map(jar -> DependencyList.artifactOf(jar).replaceFirst(":.*", ""))
          .filter(artifact -> !artifact.startsWith("azimuth"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The licences of each artifact, as the list of the build has them. */
  private static Map<String, Set<String>> licences() throws IOException {
    Map<String, Set<String>> found = new TreeMap<>();
    String licence = "";
    for (String line : Files.readAllLines(DISTRIBUTION.resolve("THIRD-PARTY.txt"))) {
      Matcher section = SECTION.matcher(line);
      Matcher library = LIBRARY.matcher(line);
      if (section.matches()) {
        licence = section.group(1);
      } else if (library.matches()) {
        found.computeIfAbsent(library.group(1), it -> new TreeSet<>()).add(licence);
      }
    }
    return found;
  }
}
