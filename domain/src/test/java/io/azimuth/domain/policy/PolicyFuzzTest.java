package io.azimuth.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclSyntaxException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutations of valid texts: each is read or refused, and nothing else ever happens. */
class PolicyFuzzTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.random.cases", 5_000);

  private static final List<String> SEEDS =
      List.of(
          BuiltInPolicies.DEFAULT_TEXT,
          "path \"a/+/b*\" {\n policy = \"write\"\n allowed_parameters = { \"x\" = [1, \"a*\", {"
              + " k = true }] }\n required_parameters = [\"x\",]\n}\n",
          "{\"path\":[{\"a/*\":{\"capabilities\":[\"read\"],\"denied_parameters\":{\"*\":[]}}}]}",
          "name = <<-EOF\n  text\n  EOF\n/* c */ path \"\\u0061\\U0001F600\" { comment = \"\\n\" }",
          "listener \"tcp\" { address = \"127.0.0.1:0\" }\nn = -1.5e+3 // c\nl = [[], {}]");

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "=",
    ",",
    "\n",
    "\r",
    "#",
    "//",
    "/*",
    "*/",
    "<<EOF\n",
    "EOF",
    "<<-",
    "path \"x\" {",
    "+*",
    "{{",
    "\\u",
    "\\ud800",
    "\ud800",
    "\0",
    "\u202e",
    "1e",
    "-",
    "0",
    "true",
    "null",
    ":",
    " ",
    "é",
    "capabilities",
    "deny",
    "\ufeff"
  };

  @Test
  void readsOrRefusesEveryMutation() {
    Random random = new Random(20261125);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = SEEDS.get(random.nextInt(SEEDS.size()));
      for (int i = random.nextInt(4); i >= 0; i--) {
        text = mutate(text, random);
      }
      read += reads(text) ? 1 : 0;
    }
    assertThat(read).isBetween(ROUNDS / 100, ROUNDS * 99 / 100);
  }

  @Test
  void readsOrRefusesEveryBeginning() {
    for (String seed : SEEDS) {
      for (int end = 0; end < seed.length(); end++) {
        reads(seed.substring(0, end));
      }
    }
  }

  private static boolean reads(String text) {
    boolean policy = parses(text, () -> AclPolicy.parse(new PolicyName("p"), text));
    boolean hcl = parses(text, () -> Hcl.parse(text));
    boolean json = parses(text, () -> Hcl.parseJson(text));
    return policy || hcl || json;
  }

  @SuppressWarnings("CatchingUnchecked") // every other exception is a failure of the test
  private static boolean parses(String text, Runnable reader) {
    try {
      reader.run();
      return true;
    } catch (InvalidPolicyException | HclSyntaxException expected) {
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("not refused but thrown for: " + text, e);
    }
  }

  private static String mutate(String text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    String piece = PIECES[random.nextInt(PIECES.length)];
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, from) + piece + text.substring(from);
      case 1 -> text.substring(0, from) + text.substring(to);
      case 2 -> text.substring(0, from) + piece + text.substring(to);
      case 3 -> text.substring(0, to) + text.substring(from);
      default -> text.substring(0, from) + (char) random.nextInt(0x300) + text.substring(to);
    };
  }
}
