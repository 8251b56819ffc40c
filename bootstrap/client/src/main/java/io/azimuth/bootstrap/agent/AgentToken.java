package io.azimuth.bootstrap.agent;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.Optional;

/**
 * A token that a login gave.
 *
 * @param secret the token
 * @param ttl how long it lives from now on; zero for one that does not end
 * @param isRenewable whether the server may make it live longer
 */
public record AgentToken(SecretText secret, Duration ttl, boolean isRenewable) {

  /** The token in this answer; empty if there is none. */
  static Optional<AgentToken> in(ApiReply reply) {
    return reply
        .issuedToken()
        .map(
            secret -> new AgentToken(secret, ttl(reply).orElse(Duration.ZERO), isRenewable(reply)));
  }

  /** The time that the token in this answer lives, if the answer has one. */
  static Optional<Duration> ttl(ApiReply reply) {
    return reply
        .object("auth")
        .flatMap(auth -> auth.get("lease_duration"))
        .filter(Value.Num.class::isInstance)
        .map(number -> ((Value.Num) number).literal())
        .filter(digits -> digits.matches("[0-9]{1,11}"))
        .map(digits -> Duration.ofSeconds(Long.parseLong(digits)));
  }

  private static boolean isRenewable(ApiReply reply) {
    return reply.object("auth").filter(auth -> ApiReply.isTrue(auth, "renewable")).isPresent();
  }
}
