package io.azimuth.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code mvn -Prelease verify} leaves is complete, and its image is one that runs. */
@Tag("release")
final class ReleaseIT {

  private static final Path TARGET = Path.of("../target");

  /** Mode, owner and path of each entry of the image's layers. */
  private static final List<String> ENTRIES = new ArrayList<>();

  private static Path image;
  private static JsonNode manifest;
  private static JsonNode config;

  @BeforeAll
  static void readImage() throws Exception {
    try (Stream<Path> files = Files.list(TARGET)) {
      image = files.filter(it -> it.toString().endsWith("-image.tar")).findFirst().orElseThrow();
    }
    manifest = json(tar("-xOf", image.toString(), "manifest.json")).path(0);
    config = json(tar("-xOf", image.toString(), manifest.path("Config").asText()));
    for (JsonNode layer : manifest.path("Layers")) {
      Path file = Files.createTempFile("layer", ".tar.gz");
      try {
        Files.write(file, tar("-xOf", image.toString(), layer.asText()));
        byte[] lines = tar("--numeric-owner", "-tvzf", file.toString());
        for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
          String[] columns = line.split(" +", 6);
          ENTRIES.add(columns[0] + " " + columns[1] + " " + columns[5]);
        }
      } finally {
        Files.delete(file);
      }
    }
  }

  private static byte[] tar(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tar"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(command.toString()).isZero();
    return output;
  }

  private static JsonNode json(byte[] content) throws IOException {
    return new ObjectMapper().readTree(content);
  }

  @Test
  void checksumsAreThoseOfTheFiles() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(TARGET.resolve("SHA256SUMS"))) {
      listed.put(line.substring(66), line.substring(0, 64));
    }

    assertThat(listed.keySet())
        .anyMatch(name -> name.matches("azimuth-\\d.*\\.tar\\.gz"))
        .anyMatch(name -> name.matches("azimuth-client-\\d.*\\.tar\\.gz"))
        .contains(image.getFileName().toString(), "sbom.json", "THIRD-PARTY.txt")
        .hasSize(5);
    for (Map.Entry<String, String> entry : listed.entrySet()) {
      byte[] content = Files.readAllBytes(TARGET.resolve(entry.getKey()));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(HexFormat.of().formatHex(digest));
    }
  }

  @Test
  void imageStartsTheServerAsAnUnprivilegedUser() {
    JsonNode run = config.path("config");

    assertThat(run.path("User").asText()).isEqualTo("10001:10001");
    assertThat(run.path("Entrypoint")).extracting(JsonNode::asText).containsExactly(AZIMUTH);
    assertThat(run.path("Cmd"))
        .extracting(JsonNode::asText)
        .containsExactly("server", "--config", "/etc/azimuth/azimuth.hcl");
    assertThat(run.path("ExposedPorts").has("8200/tcp")).isTrue();
    assertThat(run.path("Env"))
        .extracting(JsonNode::asText)
        .contains("JAVA_HOME=/opt/java/openjdk")
        .anyMatch(line -> line.startsWith("PATH=/opt/azimuth/bin:"));
  }

  private static final String AZIMUTH = "/opt/azimuth/bin/azimuth";

  @Test
  void labelsSayWhatItIs() {
    JsonNode labels = config.path("config").path("Labels");

    assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("Azimuth");
    assertThat(labels.path("org.opencontainers.image.licenses").asText()).isEqualTo("Apache-2.0");
    assertThat(image.getFileName())
        .hasToString(
            "azimuth-" + labels.path("org.opencontainers.image.version").asText() + "-image.tar");
    assertThat(manifest.path("RepoTags").path(0).asText()).startsWith("azimuth:");
  }

  /** Each layer is there under the checksum of its content. */
  @Test
  void layersAreThoseThatTheConfigurationNames() {
    assertThat(manifest.path("Layers")).hasSameSizeAs(config.path("rootfs").path("diff_ids"));
    assertThat(config.path("os").asText()).isEqualTo("linux");
    assertThat(ENTRIES).hasSizeGreaterThan(100);
  }

  @Test
  void layersHaveTheDistributionAndAJre() throws IOException {
    assertThat(ENTRIES)
        .contains(
            "-rwxr-xr-x 0/0 opt/azimuth/bin/azimuth",
            "-rw-r--r-- 0/0 opt/azimuth/LICENSE",
            "-rw-r--r-- 0/0 opt/azimuth/docs/operate/operations.md",
            "-rwxr-xr-x 0/0 opt/java/openjdk/bin/java",
            "-rwxr-xr-x 0/0 opt/java/openjdk/lib/jspawnhelper",
            "-rw-r--r-- 0/0 opt/java/openjdk/lib/security/cacerts",
            "-rwxr-xr-x 0/0 bin/sh",
            "drwxrwxrwx 0/0 tmp/",
            "drwxrwxrwx 0/0 var/lib/azimuth/");
    try (Stream<Path> jars = Files.list(TARGET.resolve("azimuth/lib"))) {
      assertThat(ENTRIES)
          .containsAll(
              jars.map(it -> "-rw-r--r-- 0/0 opt/azimuth/lib/" + it.getFileName()).toList());
    }
  }

  /** No archive of the builder's own JVM, no second copy of the jars, nothing that runs as root. */
  @Test
  void layersHaveNothingElse() {
    assertThat(ENTRIES)
        .noneMatch(line -> line.contains(" opt/azimuth/cache/") || line.contains(" app/"))
        .noneMatch(line -> line.substring(0, 10).contains("s"));
  }
}
