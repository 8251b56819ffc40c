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
  void keepersUnsealSealStartOverReplaceTheirSharesAndMakeARootToken() {
    try (TestingServer server = TestingServer.in(directory).openedByPeople().start()) {
      CommandLineRun person = CommandLineRun.at(server, home);

      End init = person.run("operator", "init", "-n", "3", "-t", "2");
      List<String> keys = found(init, "Unseal Key \\d: (\\S+)");
      assertThat(init.exit()).isZero();
      assertThat(keys).hasSize(3);
      assertThat(person.run("status").exit()).isEqualTo(2);

      End first = person.piping(keys.get(0) + "\n").run("operator", "unseal");
      assertThat(first.exit()).isZero();
      assertThat(first.out().lines()).anyMatch(line -> line.matches("Unseal Progress +1/2"));
      assertThat(person.run("operator", "unseal", "-reset").out().lines())
          .anyMatch(line -> line.matches("Unseal Progress +0/2"));
      person.piping(keys.get(1)).run("operator", "unseal", "-");
      assertThat(person.run("operator", "unseal", keys.get(2)).exit()).isZero();

      CommandLineRun root =
          person.with("VAULT_TOKEN", found(init, "Initial Root Token: (\\S+)").get(0));
      assertThat(root.run("operator", "seal").exit()).isZero();
      assertThat(person.run("status").exit()).isEqualTo(2);

      person.piping(keys.get(0)).run("operator", "unseal");
      End warned = person.run("operator", "unseal", keys.get(1));
      assertThat(warned.err()).contains("Warning: the key share stands on the command line");
      assertThat(warned.exit()).isZero();

      assertThat(person.run("operator", "rekey", keys.get(0)).err())
          .contains("no rekey is under way; begin one with azimuth operator rekey --init");
      End begun = person.run("operator", "rekey", "-init", "-verify", "-n", "2", "-t", "2");
      assertThat(begun.err()).isEmpty();
      assertThat(begun.out().lines())
          .anyMatch(line -> line.matches("Started +true"))
          .anyMatch(line -> line.matches("Progress +0/2"))
          .anyMatch(line -> line.matches("New Shares +2"))
          .anyMatch(line -> line.matches("Verification Required +true"));
      End one = person.piping(keys.get(0)).run("operator", "rekey");
      assertThat(one.err()).startsWith("Nonce: ").doesNotContain("Warning");
      assertThat(person.run("operator", "rekey", "-status").out().lines())
          .anyMatch(line -> line.matches("Progress +1/2"));
      End two = person.piping(keys.get(2)).run("operator", "rekey", "-");
      List<String> fresh = found(two, "Key \\d: (\\S+)");
      assertThat(fresh).hasSize(2);
      assertThat(two.out()).contains("azimuth operator rekey --verify");
      assertThat(person.piping(fresh.get(0)).run("operator", "rekey", "-verify").out().lines())
          .anyMatch(line -> line.matches("Progress +1/2"));
      assertThat(person.piping(fresh.get(1)).run("operator", "rekey", "-verify").out())
          .contains("Success! The new shares are valid");

      End otp = person.run("operator", "generate-root", "-init");
      assertThat(found(otp, "(?m)^OTP +(\\S{28})$")).hasSize(1);
      assertThat(root.run("operator", "generate-root", "-cancel").out()).contains("Success!");
      assertThat(person.run("operator", "generate-root", "-status").out().lines())
          .anyMatch(line -> line.matches("Started +false"));
      String password =
          found(person.run("operator", "generate-root", "-init"), "(?m)^OTP +(\\S+)").get(0);
      person.piping(fresh.get(0)).run("operator", "generate-root");
      End made = person.piping(fresh.get(1)).run("operator", "generate-root");
      String encoded = found(made, "Encoded Token +(\\S+)").get(0);
      End decoded =
          person.piping(password + "\n").run("operator", "generate-root", "-decode", encoded);
      assertThat(decoded.exit()).isZero();
      CommandLineRun next = person.with("VAULT_TOKEN", decoded.out().strip());
      assertThat(next.run("token", "lookup", "-field=display_name").out()).isEqualTo("root");
      End wrong =
          person.run("operator", "generate-root", "-decode", encoded, "-otp", "x".repeat(28));
      assertThat(wrong.exit()).isEqualTo(1);
      assertThat(wrong.err()).contains("is not that of this encoded token");
    }
  }

  @Test
  void sealThatUnsealsByItselfHasRecoveryKeys() {
    try (TestingServer server = TestingServer.in(directory).uninitialised().start()) {
      CommandLineRun person = CommandLineRun.at(server, home);

      End init = person.run("operator", "init");

      assertThat(init.exit()).isZero();
      List<String> keys = found(init, "Recovery Key \\d: (\\S+)");
      assertThat(keys).hasSize(5);
      assertThat(found(init, "Unseal Key \\d: (\\S+)")).isEmpty();
      assertThat(found(init, "(?m)^Initial Root Token: (azs\\..+)$")).hasSize(1);
      assertThat(person.run("status").out().lines())
          .anyMatch(line -> line.matches("Total Recovery Shares +5"))
          .anyMatch(line -> line.matches("Threshold +3"));

      String target = "-target=recovery";
      person.run("operator", "rekey", target, "-init", "-n", "1", "-t", "1");
      person.piping(keys.get(0)).run("operator", "rekey", target);
      person.piping(keys.get(1)).run("operator", "rekey", target);
      End last = person.piping(keys.get(2)).run("operator", "rekey", target);
      assertThat(found(last, "Key \\d: (\\S+)")).hasSize(1);
      assertThat(person.run("status").out().lines())
          .anyMatch(line -> line.matches("Total Recovery Shares +1"));
    }
  }
}
