package io.azimuth.adapters.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A token that was accepted before is judged as if it came for the first time. */
final class PresentedAgainTest {

  private final VerifierBench bench = new VerifierBench();
  private final UnverifiedToken token =
      TokenMint.token().expiresAt(TokenMint.NOW.plusSeconds(86_400).getEpochSecond()).mint();

  @Test
  void itIsAcceptedAgain() {
    bench.accepted(token);

    assertThat(bench.accepted(token).claims().text("oid"))
        .contains("bbbbbbbb-0000-4000-8000-000000000001");
  }

  @Test
  void itIsRefusedOnceItExpired() {
    bench.accepted(token);
    bench.clock.advance(Duration.ofSeconds(86_461));

    assertThat(bench.reject(token)).isEqualTo(TokenRejection.EXPIRED);
  }

  @Test
  void itIsRefusedWhenItsKeyWasWithdrawn() {
    bench.accepted(token);
    bench.fetcher.publish(SigningKey.SECOND);
    bench.clock.advance(Duration.ofHours(2));
    bench.verify(token, Trusted.tenant()); // notices that the keys are old

    assertThat(bench.reject(token)).isEqualTo(TokenRejection.KEY_UNKNOWN);
  }

  @Test
  void itIsRefusedWhenAnotherKeyHasTheNameOfItsKey() {
    bench.accepted(token);
    bench.fetcher.publish(SigningKey.SECOND.named(SigningKey.FIRST.kid()));
    bench.clock.advance(Duration.ofHours(2));
    bench.verify(token, Trusted.tenant()); // notices that the keys are old

    assertThat(bench.reject(token)).isEqualTo(TokenRejection.SIGNATURE);
  }

  @Test
  void aForgeryWithItsSignatureIsRefused() {
    bench.accepted(token);
    String signature = token.expose().substring(token.expose().lastIndexOf('.'));
    String other = TokenMint.token().claim("oid", "somebody-else").mint().expose();
    UnverifiedToken forged =
        TokenMint.parse(other.substring(0, other.lastIndexOf('.')) + signature);

    assertThat(bench.reject(forged)).isEqualTo(TokenRejection.SIGNATURE);
  }
}
