package io.azimuth.application.seal.rekey;

import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.seal.SealFixture;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RekeyOperationTest extends SealFixture {

  private static final String UPDATE = "sys/rekey/update";

  private ApiResponse rekeyed() {
    String nonce = beginRekey();
    handIn(UPDATE, nonce, shares.get(0));
    return handIn(UPDATE, nonce, shares.get(1));
  }

  @Test
  void anAttemptWithoutAShareExpiresAfterTenMinutes() {
    String nonce = beginRekey();
    handIn(UPDATE, nonce, foreign());
    server.clock().advance(Duration.ofMinutes(10));

    assertThat(refusal(handIn(UPDATE, nonce, shares.get(0)).answer()).errors())
        .containsExactly("no barrier rekey in progress");
    assertThat(beginRekey()).isNotEqualTo(nonce);
  }

  @Test
  void anAttemptWithAShareLasts() {
    String nonce = beginRekey();
    handIn(UPDATE, nonce, shares.get(0));
    server.clock().advance(Duration.ofDays(1));

    assertThat(texts(raw(handIn(UPDATE, nonce, shares.get(1)).answer()).get("keys"))).hasSize(4);
  }

  @Test
  void aHolderOfAShareCancelsFromEverywhere() {
    beginRekey();
    server.comeFrom("192.0.2.7");

    assertThat(refusal(cancelWithShare("sys/rekey/init", foreign())).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    TestServer.done(cancelWithShare("sys/rekey/init", shares.get(2)));
    assertThat(raw(server.read("", "sys/rekey/init")).get("started")).isEqualTo(Value.of(false));
  }

  @Test
  void oldSharesCountUntilTheAnswerWithTheNewOnesIsOut() {
    ApiResponse response = rekeyed();
    List<String> fresh = texts(raw(response.answer()).get("keys"));

    assertThat(fresh).hasSize(4);
    assertThat(open(shares)).isTrue();
    response.sent().run();
    assertThat(open(shares)).isFalse();
    assertThat(open(fresh)).isTrue();
  }

  @Test
  void usingTheNewSharesEndsTheOldOnes() {
    List<String> fresh = texts(raw(rekeyed().answer()).get("keys"));

    assertThat(open(fresh)).isTrue();
    assertThat(open(shares)).isFalse();
    assertThat(open(fresh.subList(2, 4))).isTrue();
  }

  @Test
  void holdersOfOldSharesWhoNeverSawTheNewOnesCanRekeyAgain() {
    rekeyed();

    ApiResponse again = rekeyed();
    again.sent().run();

    assertThat(open(texts(raw(again.answer()).get("keys")))).isTrue();
    assertThat(open(shares)).isFalse();
  }

  @Test
  void aConflictRunsTheLastStepAgain() {
    String nonce = beginRekey();
    handIn(UPDATE, nonce, shares.get(0));
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    ApiResponse response = handIn(UPDATE, nonce, shares.get(2));
    response.sent().run();

    assertThat(open(texts(raw(response.answer()).get("keys")))).isTrue();
    assertThat(open(shares)).isFalse();
  }

  @Test
  void anUncertainCommitHandsNothingOutAndCanBeCancelled() {
    String nonce = beginRekey();
    handIn(UPDATE, nonce, shares.get(0));
    server.store().endCommitsWith(CommitOutcome.UNKNOWN);

    ApiResponse response = handIn(UPDATE, nonce, shares.get(1));

    assertThat(refusal(response.answer()).category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(open(shares)).isTrue(); // which ends the attempt, too
    assertThat(raw(server.read("", "sys/rekey/init")).get("started")).isEqualTo(Value.of(false));
  }

  @Test
  void withoutARecordOfTheAnswerNothingIsHandedOutAndTheOldSharesStay() {
    server.enableAudit(root);
    String nonce = beginRekey();
    handIn(UPDATE, nonce, shares.get(0));
    server.audit().failOnType("response");

    ApiResponse response = handIn(UPDATE, nonce, shares.get(1));
    response.sent().run();

    assertThat(refusal(response.answer()).category()).isEqualTo(ErrorCategory.INTERNAL);
    server.audit().failOn(such -> false);
    assertThat(open(shares)).isTrue();
  }

  @Test
  void oneRequestCompletesARekey() {
    String nonce = beginRekey();
    handIn(UPDATE, nonce, shares.get(0));
    List<Answer> second = new ArrayList<>();
    server
        .store()
        .beforeNextCommit(() -> second.add(handIn(UPDATE, nonce, shares.get(2)).answer()));

    ApiResponse first = handIn(UPDATE, nonce, shares.get(1));

    assertThat(refusal(second.get(0)).errors())
        .containsExactly("the rekey is being completed by another request");
    first.sent().run();
    assertThat(open(texts(raw(first.answer()).get("keys")))).isTrue();
  }

  @Test
  void sharesGoToTheHoldersOfPgpKeys() {
    Map<String, Value> begun =
        raw(
            server.write(
                "",
                "sys/rekey/init",
                Map.of(
                    "secret_shares", 1,
                    "secret_threshold", 1,
                    "pgp_keys", List.of("key-a"))));
    assertThat(texts(begun.get("pgp_fingerprints"))).containsExactly("print of key-a");
    String nonce = text(begun.get("nonce"));
    handIn(UPDATE, nonce, shares.get(0));

    ApiResponse response = handIn(UPDATE, nonce, shares.get(1));

    Map<String, Value> result = raw(response.answer());
    String message =
        new String(
            Base64.getDecoder().decode(texts(result.get("keys_base64")).get(0)),
            StandardCharsets.UTF_8);
    assertThat(message).startsWith("key-a:").hasSize("key-a:".length() + 64);
    assertThat(texts(result.get("pgp_fingerprints"))).containsExactly("print of key-a");
  }

  @Test
  void everyShareHasItsKeyOrNone() {
    Map<String, Object> wish =
        Map.of("secret_shares", 2, "secret_threshold", 2, "pgp_keys", List.of("key-a"));
    assertThat(refusal(server.write("", "sys/rekey/init", wish)).errors())
        .containsExactly(
            "invalid seal configuration: count mismatch between number of provided PGP keys and"
                + " number of shares");
    Map<String, Object> bad = Map.of("secret_shares", 1, "secret_threshold", 1, "pgp_keys", "none");
    assertThat(refusal(server.write("", "sys/rekey/init", bad)).errors())
        .containsExactly("invalid seal configuration: error parsing given PGP key: this is no key");
  }

  @Test
  @DisplayName("CVE-2026-5807: whoever reads the nonce elsewhere cannot cancel with it")
  void theNonceAloneDoesNotCancelFromElsewhere() {
    String nonce = beginRekey();
    server.comeFrom("198.51.100.9");

    assertThat(refusal(cancel("", "sys/rekey/init", nonce)).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(cancel(root, "sys/rekey/init", "")).isInstanceOf(Answer.Empty.class);
    assertThat(raw(server.read("", "sys/rekey/init")).get("started")).isEqualTo(Value.of(false));
  }
}
