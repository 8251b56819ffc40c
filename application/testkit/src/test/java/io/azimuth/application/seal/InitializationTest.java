package io.azimuth.application.seal;

import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeSeals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitializationTest {

  private final TestServer server = new TestServer(FakeSeals.OPENED_BY_PEOPLE);

  @Test
  void sharesAndTheRootTokenCanBeEncrypted() {
    Map<String, Value> answer =
        SealFixture.raw(
            server.write(
                "",
                "sys/init",
                Map.of(
                    "secret_shares", 2,
                    "secret_threshold", 2,
                    "pgp_keys", List.of("key-a", "key-b"),
                    "root_token_pgp_key", "key-c",
                    "stored_shares", 5)));

    List<String> shares = SealFixture.texts(answer.get("keys_base64"));
    assertThat(decoded(shares.get(0))).startsWith("key-a:").hasSize(6 + 66);
    assertThat(decoded(shares.get(1))).startsWith("key-b:").hasSize(6 + 66);
    assertThat(decoded(SealFixture.text(answer.get("root_token")))).startsWith("key-c:azs.");
    for (String share : shares) {
      server.write("", "sys/unseal", Map.of("key", decoded(share).substring(6)));
    }
    assertThat(SealFixture.raw(server.read("", "sys/seal-status")).get("sealed"))
        .isEqualTo(Value.of(false));
  }

  @Test
  void aBadKeyInitialisesNothing() {
    Map<String, Object> wish =
        Map.of("secret_shares", 1, "secret_threshold", 1, "root_token_pgp_key", "none");

    assertThat(refusal(server.write("", "sys/init", wish)).errors())
        .containsExactly("error parsing root_token_pgp_key: this is no key");
    assertThat(server.store().keys()).isEmpty();
  }

  @Test
  void staysSealedWhenTheCommitFails() {
    server.store().endCommitsWith(CommitOutcome.UNKNOWN);

    server.write("", "sys/init", Map.of("secret_shares", 1, "secret_threshold", 1));

    assertThat(SealFixture.raw(server.read("", "sys/seal-status")).get("sealed"))
        .isEqualTo(Value.of(true));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
