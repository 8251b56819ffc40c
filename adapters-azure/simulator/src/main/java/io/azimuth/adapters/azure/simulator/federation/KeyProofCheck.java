package io.azimuth.adapters.azure.simulator.federation;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.state.LiveApplication;
import io.azimuth.adapters.azure.simulator.token.CompactJwt;
import io.azimuth.domain.secret.SecretText;
import java.time.Clock;
import java.time.Duration;

/**
 * Verifies the proof with which an application changes its own certificates: signed by the key of a
 * certificate that it has and that has not expired, for Graph, by the application's object id, for
 * ten minutes at most.
 */
public final class KeyProofCheck {

  private static final String AUDIENCE = "00000002-0000-0000-c000-000000000000";
  private static final Duration MAX_LIFE = Duration.ofMinutes(10);

  private final Clock clock;

  public KeyProofCheck(Clock clock) {
    this.clock = clock;
  }

  /** Whether the text proves that its sender has a key of that application. */
  public boolean isProof(SecretText text, LiveApplication app) {
    return CompactJwt.parse(text)
        .filter(it -> isSignedByOneOf(it, app) && isGood(it.claims(), app))
        .isPresent();
  }

  private boolean isSignedByOneOf(CompactJwt proof, LiveApplication app) {
    return app.certificates().stream()
        .map(it -> it.certificate())
        .filter(it -> clock.instant().isBefore(it.getNotAfter().toInstant()))
        .anyMatch(it -> proof.isSignedBy(it.getPublicKey()));
  }

  private boolean isGood(JsonNode claims, LiveApplication app) {
    long now = clock.instant().getEpochSecond();
    long from = claims.path("nbf").asLong(Long.MAX_VALUE);
    long until = claims.path("exp").asLong();
    return claims.path("aud").asText().equals(AUDIENCE)
        && claims.path("iss").asText().equals(app.objectId())
        && from <= now + AssertionTimes.SKEW.toSeconds()
        && now < until
        && until - from <= MAX_LIFE.toSeconds();
  }
}
