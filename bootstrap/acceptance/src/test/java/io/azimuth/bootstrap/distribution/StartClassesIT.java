package io.azimuth.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed server starts without the classes of libraries that it does not use yet. */
final class StartClassesIT {

  private static final Path DISTRIBUTION = Path.of("../target/azimuth").toAbsolutePath();
  private static final int PATIENCE = 60; // in seconds
  private static final String OPEN_TELEMETRY = "io\\.opentelemetry\\.\\w+";

  private static final String CONFIG =
      """
      listener "tcp" {
        address     = "127.0.0.1:0"
        tls_disable = true
      }
      storage "inmem" {}
      """;

  @TempDir private static Path directory;
  private static Path loaded;

  @BeforeAll
  static void start() throws Exception {
    loaded = loadedWith(CONFIG, "loaded");
  }

  /** Its jars are signed, and the first class waits until the signature is checked. */
  @Test
  void noneOfBouncyCastleIsLoaded() {
    assertThat(loaded).content().doesNotContainPattern("org\\.bouncycastle\\.\\w+");
  }

  @Test
  void noneOfTheAzureSdkIsLoaded() {
    assertThat(loaded)
        .content()
        .doesNotContainPattern("com\\.azure\\.\\w+")
        .doesNotContainPattern("com\\.microsoft\\.\\w+");
  }

  @Test
  void noneOfOpenTelemetryIsLoadedWithoutTracing() {
    assertThat(loaded)
        .content()
        .contains("io.azimuth.bootstrap.server.WiredServer ")
        .doesNotContainPattern(OPEN_TELEMETRY);
  }

  @Test
  void classesOfOpenTelemetryAreLoadedWithTracing() throws Exception {
    String traced = "tracing { otlp_endpoint = \"http://127.0.0.1:9\" }\n";

    assertThat(loadedWith(CONFIG + traced, "traced")).content().containsPattern(OPEN_TELEMETRY);
  }

  /** The log of the classes that a server loads until it listens. */
  private static Path loadedWith(String config, String name)
      throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve(name + ".hcl"), config);
    Path log = directory.resolve(name);
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                DISTRIBUTION.resolve("bin/azimuth").toString(),
                "server",
                "--config",
                file.toString()));
    builder.environment().put("AZIMUTH_CLASS_SHARING", "off");
    builder.environment().put("AZIMUTH_JAVA_OPTS", "-Xlog:class+load:file=" + log);
    Process server = builder.redirectErrorStream(true).start();
    try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.contains("listening on ")) {
        line = lines.readLine();
      }
      assertThat(line).as("listens").isNotNull();
    } finally {
      server.destroy();
      assertThat(server.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }
    return log;
  }
}
