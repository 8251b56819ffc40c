package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code docs/reference/api-compatibility.md} and {@code paths.md} are up to date. With the system
 * property {@code page.write} the tests write the pages instead of comparing them.
 */
final class CompatibilityPageTest {

  private static final Path REFERENCE = Path.of("..", "..", "docs", "reference");
  private static final String COMMAND =
      "mvn -q -B test -pl bootstrap/acceptance -am -Dtest=CompatibilityPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dpage.write=true";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static CompatibilityPage page;

  @BeforeAll
  static void ask() {
    TestingServer server = SHARED.server();
    AzureMount.enable(server, "azure");
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("sys/mounts/plain", Map.of("type", "kv-v1"));
    Reply document = server.root().get("sys/internal/specs/openapi?generic_mount_paths=true");
    for (String method : CompatibilityPage.METHODS) {
      server.root().write("sys/auth/" + method, Map.of("type", method));
    }
    Reply methods = server.root().get("sys/internal/specs/openapi");
    page = new CompatibilityPage(document.body(), methods.body(), ClientTable.all());
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    assertThat(page.unknownOurs()).as("ours.txt names what is not served").isEmpty();
    assertThat(page.presentAbsent()).as("absent.txt names what is served").isEmpty();
    assertThat(page.refusedParameters().keySet())
        .extracting(CompatibilityPage.Refused::name)
        .contains(
            "rotation_policy",
            "plugin_version",
            "override_pinned_version",
            "user_lockout_config",
            "secondary_rate",
            "absolute_rate_limit_exempt_paths",
            "backup");
    requireCurrent("api-compatibility.md", page.text());
  }

  @Test
  void thePageOfAllPathsIsUpToDate() throws IOException {
    requireCurrent("paths.md", page.paths());
  }

  private static void requireCurrent(String name, String text) throws IOException {
    Path file = REFERENCE.resolve(name);
    if (Boolean.getBoolean("page.write")) {
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file))
        .as("docs/reference/%s is out of date; this writes it: %s", name, COMMAND)
        .isEqualTo(text);
  }

  @Test
  void contributorsAreToldTheCommand() throws IOException {
    assertThat(Files.readString(Path.of("..", "..", "CONTRIBUTING.md"))).contains(COMMAND);
  }
}
