package io.azimuth.application.seal;

import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RootGenerationTest extends SealFixture {

  private static final String ATTEMPT = "sys/generate-root/attempt";
  private static final String UPDATE = "sys/generate-root/update";

  private String begin(Map<String, ?> parameters) {
    return text(raw(server.write("", ATTEMPT, parameters)).get("nonce"));
  }

  @Test
  void theTokenCanBeEncryptedForSomebody() {
    Map<String, Value> begun = raw(server.write("", ATTEMPT, Map.of("pgp_key", "key-a")));
    assertThat(begun.get("pgp_fingerprint")).isEqualTo(Value.of("print of key-a"));
    assertThat(begun.get("otp")).isEqualTo(Value.of(""));
    String nonce = text(begun.get("nonce"));
    handIn(UPDATE, nonce, shares.get(0));

    Answer last = handIn(UPDATE, nonce, shares.get(1)).answer();

    String message =
        new String(
            Base64.getDecoder().decode(text(raw(last).get("encoded_token"))),
            StandardCharsets.UTF_8);
    assertThat(message).startsWith("key-a:azs.");
    assertThat(server.read(message.substring(6), "auth/token/lookup-self"))
        .isInstanceOf(Answer.Envelope.class);
  }

  @Test
  void aPasswordAndAKeyTogetherAreRefused() {
    Answer both = server.write("", ATTEMPT, Map.of("pgp_key", "key-a", "otp", "A".repeat(28)));
    Answer bad = server.write("", ATTEMPT, Map.of("pgp_key", "none"));

    assertThat(refusal(both).errors()).containsExactly("otp and pgp_key cannot both be given");
    assertThat(refusal(bad).errors()).containsExactly("error parsing pgp_key: this is no key");
  }

  @Test
  void aTokenWhoseRecordNobodyTookIsWithdrawn() {
    server.enableAudit(root);
    int before = server.store().tokenCount();
    String nonce = begin(Map.of());
    handIn(UPDATE, nonce, shares.get(0));
    server.audit().failOnType("response");

    Answer answer = handIn(UPDATE, nonce, shares.get(1)).answer();

    assertThat(refusal(answer).errors()).containsExactly("internal error");
    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  void aConflictMakesOneTokenOnly() {
    int before = server.store().tokenCount();
    String nonce = begin(Map.of());
    handIn(UPDATE, nonce, shares.get(0));
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    assertThat(raw(handIn(UPDATE, nonce, shares.get(1)).answer()).get("complete"))
        .isEqualTo(Value.of(true));
    assertThat(server.store().tokenCount()).isEqualTo(before + 1);
  }

  // If both tokens were hidden with the same password, each would reveal the other.
  @Test
  void oneRequestCompletesAnAttempt() {
    String nonce = begin(Map.of());
    handIn(UPDATE, nonce, shares.get(0));
    List<Answer> second = new ArrayList<>();
    server
        .store()
        .beforeNextCommit(() -> second.add(handIn(UPDATE, nonce, shares.get(2)).answer()));

    handIn(UPDATE, nonce, shares.get(1));

    assertThat(refusal(second.get(0)).errors())
        .containsExactly("root generation is being completed by another request");
  }

  private boolean isStarted() {
    return raw(server.read("", ATTEMPT)).get("started").equals(Value.of(true));
  }

  @Test
  void anAttemptWithoutAShareExpiresAfterTenMinutes() {
    String nonce = begin(Map.of());
    server.clock().advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(isStarted()).isTrue();
    handIn(UPDATE, nonce, foreign());

    server.clock().advance(Duration.ofSeconds(1));

    assertThat(refusal(handIn(UPDATE, nonce, shares.get(0)).answer()).errors())
        .containsExactly("no root generation in progress");
    assertThat(isStarted()).isFalse();
    assertThat(begin(Map.of())).isNotEqualTo(nonce);
  }

  @Test
  void anAttemptWithAShareLasts() {
    String nonce = begin(Map.of());
    handIn(UPDATE, nonce, shares.get(0));

    server.clock().advance(Duration.ofDays(1));

    assertThat(raw(handIn(UPDATE, nonce, shares.get(2)).answer()).get("complete"))
        .isEqualTo(Value.of(true));
  }

  @Test
  void aHolderOfAShareCancelsFromEverywhere() {
    begin(Map.of());
    server.comeFrom("192.0.2.7");

    assertThat(refusal(cancelWithShare(ATTEMPT, foreign())).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(isStarted()).isTrue();
    TestServer.done(cancelWithShare(ATTEMPT, shares.get(2)));
    assertThat(isStarted()).isFalse();
  }

  @Test
  void sharesThatARekeyReplacedCancelNothing() {
    String rekey = beginRekey();
    handIn("sys/rekey/update", rekey, shares.get(0));
    ApiResponse done = handIn("sys/rekey/update", rekey, shares.get(1));
    done.sent().run();
    begin(Map.of());
    server.comeFrom("192.0.2.7");

    assertThat(refusal(cancelWithShare(ATTEMPT, shares.get(0))).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    TestServer.done(cancelWithShare(ATTEMPT, texts(raw(done.answer()).get("keys")).get(3)));
    assertThat(isStarted()).isFalse();
  }

  @Test
  void sharesAndTheTokenStandInNoRecord() {
    server.enableAudit(root);
    Map<String, Value> begun = raw(server.write("", ATTEMPT, Map.of()));
    String nonce = text(begun.get("nonce"));
    handIn(UPDATE, nonce, shares.get(0));
    String token = text(raw(handIn(UPDATE, nonce, shares.get(1)).answer()).get("encoded_token"));

    assertThat(server.audit().records()).hasSize(6);
    assertThat(server.audit().records().toString())
        .contains(ATTEMPT, UPDATE)
        .doesNotContain(shares.get(0))
        .doesNotContain(text(begun.get("otp")))
        .doesNotContain(token);
  }
}
