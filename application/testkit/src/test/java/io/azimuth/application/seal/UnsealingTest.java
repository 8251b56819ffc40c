package io.azimuth.application.seal;

import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnsealingTest extends SealFixture {

  @BeforeEach
  void seal() {
    server.write(root, "sys/seal", Map.of());
  }

  private Value progress() {
    return raw(server.read("", "sys/seal-status")).get("progress");
  }

  @Test
  void whatStrangersEnteredIsForgottenAfterTenMinutes() {
    enter(foreign());
    server.clock().advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(progress()).isEqualTo(Value.of(1));

    server.clock().advance(Duration.ofSeconds(1));

    assertThat(progress()).isEqualTo(Value.of(0));
    enter(shares.get(0));
    assertThat(raw(enter(shares.get(1))).get("sealed")).isEqualTo(Value.of(false));
  }

  @Test
  void aShareOfTheKeyIsKept() {
    enter(shares.get(0));
    server.clock().advance(Duration.ofDays(1));

    assertThat(progress()).isEqualTo(Value.of(1));
    Answer last = enter(shares.get(2));
    assertThat(raw(last).get("sealed")).isEqualTo(Value.of(false));
  }

  @Test
  void aForeignShareBesideOneOfTheKeyFails() {
    enter(foreign());

    assertThat(refusal(enter(shares.get(0))).errors())
        .containsExactly("unseal failed, invalid key");
  }
}
