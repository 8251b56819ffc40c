package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages {@code docs/reference/parameters-*.md} are up to date. With the system property {@code
 * page.write} the test writes them instead of comparing them.
 */
final class ParameterPagesTest {

  private static final Path REFERENCE = Path.of("..", "..", "docs", "reference");
  private static final String COMMAND =
      "mvn -q -B test -pl bootstrap/acceptance -am -Dtest=ParameterPagesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dpage.write=true";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static JsonNode document;

  @BeforeAll
  static void read() {
    TestingServer server = SHARED.server();
    for (String method : List.of("approle", "azure", "jwt", "kubernetes")) {
      server.root().write("sys/auth/" + method, Map.of("type", method));
    }
    for (String version : List.of("kv-v1", "kv-v2")) {
      server.root().write("sys/mounts/" + version, Map.of("type", version));
    }
    document = server.root().get("sys/internal/specs/openapi").body();
  }

  @ParameterizedTest
  @EnumSource
  void eachPageIsUpToDate(ParameterPage page) throws IOException {
    Path file = REFERENCE.resolve(page.file());
    String text = page.text(document);
    if (Boolean.getBoolean("page.write")) {
      Files.writeString(file, text);
    }

    assertThat(file).as("%s is out of date; this writes it: %s", file, COMMAND).hasContent(text);
  }

  @Test
  void contributorsAreToldTheCommand() throws IOException {
    assertThat(Files.readString(Path.of("..", "..", "CONTRIBUTING.md"))).contains(COMMAND);
  }
}
