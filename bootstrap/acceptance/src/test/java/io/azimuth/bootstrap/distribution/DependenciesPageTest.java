package io.azimuth.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/evidence/dependencies.md} is up to date. With the system property {@code page.write}
 * the test writes the page instead of comparing it.
 */
final class DependenciesPageTest {

  private static final Path PAGE = Path.of("../../docs/evidence/dependencies.md");
  private static final String COMMAND =
      "mvn -q -B test -pl bootstrap/acceptance -am -Dtest=DependenciesPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dpage.write=true";

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = DependencyList.read().page();

    if (Boolean.getBoolean("page.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/evidence/dependencies.md is out of date; this writes it: %s", COMMAND)
        .isEqualTo(page);
  }

  @Test
  void contributorsAreToldTheCommand() throws IOException {
    assertThat(Files.readString(Path.of("../../CONTRIBUTING.md"))).contains(COMMAND);
  }
}
