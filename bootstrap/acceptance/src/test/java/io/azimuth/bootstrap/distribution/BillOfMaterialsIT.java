package io.azimuth.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code sbom.json} of the distribution lists the jars of {@code lib/} as they are. The enforcer's
 * list of refused versions judges the same dependencies, so no refused jar is in the distribution.
 */
final class BillOfMaterialsIT {

  private static final Path DISTRIBUTION = Path.of("../target/azimuth");
  private static final String OWN_JAR = "azimuth.jar"; // what the bill is about

  @Test
  void listsEachJarWithItsChecksum() throws Exception {
    assertThat(listed()).isEqualTo(packed()).hasSizeGreaterThan(40);
  }

  @Test
  void namesALicenceForEachJar() throws IOException {
    for (JsonNode component : bill().path("components")) {
      assertThat(component.path("licenses")).as(component.path("purl").asText()).isNotEmpty();
    }
  }

  private static JsonNode bill() throws IOException {
    return new ObjectMapper().readTree(DISTRIBUTION.resolve("sbom.json").toFile());
  }

  private static Map<String, String> listed() throws IOException {
    Map<String, String> jars = new TreeMap<>();
    for (JsonNode component : bill().path("components")) {
      jars.put(
          DependencyList.jarOf(
              component.path("group").asText(),
              component.path("name").asText(),
              component.path("version").asText()),
          checksum(component));
    }
    return jars;
  }

  private static String checksum(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    return "none";
  }

  private static Map<String, String> packed() throws IOException, NoSuchAlgorithmException {
    Map<String, String> jars = new TreeMap<>();
    try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("lib"))) {
      for (Path jar : files.toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        jars.put(jar.getFileName().toString(), HexFormat.of().formatHex(digest));
      }
    }
    jars.remove(OWN_JAR);
    return jars;
  }
}
