package io.azimuth.bootstrap.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.configfile.ConfigProblem;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.server.StartupCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advice on the configuration of an azure mount names the mount, and no role. */
class AzureAcknowledgementTest {

  private static final String MOUNT = "mount = \"auth/azure\"\n";

  @TempDir private Path directory;

  private List<String> errors(String keys) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("azimuth.hcl"),
            """
            listener "tcp" { tls_disable = true }
            storage "inmem" {}
            acknowledge "credential_not_rotated" {
              reason = "a lab"
              %s
            }
            """
                .formatted(keys));
    return new StartupCheck(Environment.of(Map.of()))
        .check(file).problems().errors().stream().map(ConfigProblem::message).toList();
  }

  @Test
  void mayNameAMountAndNoRole() throws Exception {
    assertThat(errors("")).isEmpty();
    assertThat(errors(MOUNT)).isEmpty();
    assertThat(errors(MOUNT + "  role = \"web\""))
        .containsExactly(
            "acknowledge \"credential_not_rotated\": role: this advice is about the whole auth"
                + " method");
  }
}
