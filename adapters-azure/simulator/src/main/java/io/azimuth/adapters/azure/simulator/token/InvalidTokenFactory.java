package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.fleet.RandomText;
import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.domain.secret.SecretText;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Puts one defect into a token that is right otherwise. */
final class InvalidTokenFactory {

  private static final long HOUR = Duration.ofHours(1).toSeconds();

  private final SimulatorFleet fleet;
  private final SimulatorSigningKeys keys;
  private final Clock clock;
  private final RandomGenerator random;

  InvalidTokenFactory(
      SimulatorFleet fleet, SimulatorSigningKeys keys, Clock clock, RandomGenerator random) {
    this.fleet = fleet;
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  /** The order's own claims and header members win over the defect's. */
  SecretText applyDefect(JwtDraft honest, TokenRequest order) {
    JwtDraft draft =
        applyDefect(honest, order.defect()).withClaims(order.claims()).withHeader(order.header());
    if (order.defect() != TokenDefect.PAYLOAD_SWAPPED) {
      return draft.sign();
    }
    String other = Guids.random(random);
    Map<String, Optional<Object>> swap =
        Map.of("oid", Optional.of(other), "sub", Optional.of(other));
    return CompactSerialization.swapPayload(draft.sign(), draft.withClaims(swap).claims());
  }

  private JwtDraft applyDefect(JwtDraft draft, TokenDefect defect) {
    return switch (defect) {
      case NONE, PAYLOAD_SWAPPED -> draft;
      case WRONG_AUDIENCE -> draft.withClaim("aud", "https://another-api.azimuth.example/");
      case WRONG_ISSUER -> draft.withClaim("iss", issuerOfOther(draft));
      case WRONG_TENANT -> draft.withClaim("tid", other(draft).id());
      case EXPIRED -> startingAt(draft, now() - HOUR - lifetime(draft));
      case NOT_YET_VALID -> startingAt(draft, now() + HOUR);
      case UNSIGNED -> draft.withAlgorithm("none");
      case HMAC_WITH_PUBLIC_KEY -> draft.withAlgorithm("HS256");
      case RS512 -> draft.withAlgorithm("RS512");
      case FOREIGN_KEY -> draft.signedBy(keys.foreignKey());
      case UNKNOWN_KEY_ID -> draft.withKeyId(RandomText.base64Url(random, 20));
      case OTHER_ISSUERS_KEY -> signedUnderItsId(draft, keys.personalAccounts());
      case OTHER_TENANTS_KEY -> signedUnderItsId(draft, keys.signing(other(draft)));
    };
  }

  private static JwtDraft signedUnderItsId(JwtDraft draft, TokenSigningKey key) {
    return draft.withKeyId(key.keyId()).signedBy(key);
  }

  private static JwtDraft startingAt(JwtDraft draft, long moment) {
    return draft
        .withClaim("iat", moment)
        .withClaim("nbf", moment)
        .withClaim("exp", moment + lifetime(draft));
  }

  private static long lifetime(JwtDraft draft) {
    return draft.seconds("exp") - draft.seconds("iat");
  }

  private String issuerOfOther(JwtDraft draft) {
    SeededTenant other = other(draft);
    return "1.0".equals(draft.claims().get("ver")) ? other.v1Issuer() : other.v2Issuer();
  }

  private SeededTenant other(JwtDraft draft) {
    return fleet.tenants().stream()
        .filter(it -> !it.id().equals(draft.claims().get("tid")))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the fleet has one tenant only"));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
