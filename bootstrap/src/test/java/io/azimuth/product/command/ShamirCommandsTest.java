package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code azimuth operator} on a server with Shamir key shares. */
final class ShamirCommandsTest {

  @TempDir private Path directory;
  @TempDir private Path home;

  private static List<String> found(End end, String pattern) {
    return Pattern.compile(pattern)
        .matcher(end.out())
        .results()
        .map(ShamirCommandsTest::one)
        .toList();
  }

  private static String one(MatchResult result) {
    return result.group(1);
  }

  @Test
  void keepersUnsealSealAndStartOver() {
    try (TestingServer server = TestingServer.in(directory).openedByPeople().start()) {
      CommandLineRun person = CommandLineRun.at(server, home);

      End init = person.run("operator", "init", "-n", "3", "-t", "2");
      List<String> keys = found(init, "Unseal Key \\d: (\\S+)");
      assertThat(init.exit()).isZero();
      assertThat(keys).hasSize(3);
      assertThat(person.run("status").exit()).isEqualTo(2);

      End first = person.piping(keys.get(0) + "\n").run("operator", "unseal");
      assertThat(first.exit()).isEqualTo(2);
      assertThat(first.out().lines()).anyMatch(line -> line.matches("Unseal Progress +1/2"));
      assertThat(person.run("operator", "unseal", "-reset").out().lines())
          .anyMatch(line -> line.matches("Unseal Progress +0/2"));
      person.piping(keys.get(1)).run("operator", "unseal", "-");
      assertThat(person.run("operator", "unseal", keys.get(2)).exit()).isZero();

      CommandLineRun root =
          person.with("VAULT_TOKEN", found(init, "Initial Root Token: (\\S+)").get(0));
      assertThat(root.run("operator", "seal").exit()).isZero();
      assertThat(person.run("status").exit()).isEqualTo(2);
    }
  }

  @Test
  void sealThatUnsealsByItselfHasRecoveryKeys() {
    try (TestingServer server = TestingServer.in(directory).uninitialised().start()) {
      CommandLineRun person = CommandLineRun.at(server, home);

      End init = person.run("operator", "init");

      assertThat(init.exit()).isZero();
      assertThat(found(init, "Recovery Key \\d: (\\S+)")).hasSize(5);
      assertThat(found(init, "Unseal Key \\d: (\\S+)")).isEmpty();
      assertThat(person.run("status").out().lines())
          .anyMatch(line -> line.matches("Total Recovery Shares +5"))
          .anyMatch(line -> line.matches("Threshold +3"));
    }
  }
}
