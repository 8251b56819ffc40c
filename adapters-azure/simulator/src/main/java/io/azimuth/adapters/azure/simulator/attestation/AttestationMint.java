package io.azimuth.adapters.azure.simulator.attestation;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.token.CompactSerialization;
import io.azimuth.adapters.azure.simulator.token.JwtDraft;
import io.azimuth.adapters.azure.simulator.token.SimulatorSigningKeys;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Issues attestations: honest ones for the endpoint, any for {@code mint}. */
public final class AttestationMint {

  private static final String ANOTHER_INSTANCE = "https://another.attest.azimuth.example";
  private static final String VM_ID = "x-ms-azurevm-vmid";
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  private final LiveFleet fleet;
  private final LivePlatforms platforms;
  private final AttestationKeys keys;
  private final SimulatorSigningKeys signIn;
  private final AttestationClaims writer;
  private final String issuer;
  private final Clock clock;
  private final SecureRandom random;

  AttestationMint(
      LiveFleet fleet,
      LivePlatforms platforms,
      AttestationKeys keys,
      SimulatorSigningKeys signIn,
      URI issuer,
      Clock clock,
      SecureRandom random) {
    this.fleet = fleet;
    this.platforms = platforms;
    this.keys = keys;
    this.signIn = signIn;
    this.writer = new AttestationClaims(issuer.toString(), random);
    this.issuer = issuer.toString();
    this.clock = clock;
    this.random = random;
  }

  /** An honest attestation. */
  SecretText issue(SeededMachine machine, Map<String, String> payload) {
    return draft(machine, payload).sign();
  }

  /**
   * An attestation to order. A machine that cannot be attested gets one that says nothing of it.
   *
   * @throws IllegalArgumentException when the fleet has no such machine
   */
  public SecretText mint(AttestationOrder order) {
    SeededMachine machine =
        fleet
            .now()
            .machine(order.machine())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no such machine in the fleet: " + order.machine()));
    JwtDraft draft =
        applyDefect(draft(machine, order.payload()), order.defect())
            .withClaims(order.claims())
            .withHeader(order.header());
    if (order.defect() != AttestationDefect.PAYLOAD_SWAPPED) {
      return draft.sign();
    }
    String other = Guids.random(random).toUpperCase(Locale.ROOT);
    return CompactSerialization.swapPayload(draft.sign(), draft.withClaim(VM_ID, other).claims());
  }

  private JwtDraft draft(SeededMachine machine, Map<String, String> payload) {
    AttestationKey key = keys.signing();
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("jku", issuer + "/certs");
    header.put("kid", key.keyId());
    header.put("typ", "JWT");
    Map<String, Object> claims =
        writer.of(machine, platforms.of(machine.name()), payload, clock.instant());
    return new JwtDraft(header, claims, key.key());
  }

  private JwtDraft applyDefect(JwtDraft draft, AttestationDefect defect) {
    return switch (defect) {
      case NONE, PAYLOAD_SWAPPED -> draft;
      case WRONG_ISSUER -> draft.withClaim("iss", ANOTHER_INSTANCE);
      case FOREIGN_KEY_SET -> foreign(draft);
      case EXPIRED -> startingAt(draft, -HOUR - lifetime(draft));
      case NOT_YET_VALID -> startingAt(draft, HOUR);
      case UNSIGNED -> draft.withAlgorithm("none");
      case HMAC_WITH_PUBLIC_KEY -> draft.withAlgorithm("HS256");
      case RS512 -> draft.withAlgorithm("RS512");
      case FOREIGN_KEY -> draft.signedBy(keys.fresh().key());
      case UNKNOWN_KEY_ID -> named(draft, keys.fresh().keyId());
      case SIGN_IN_KEY -> signedBySignIn(draft);
    };
  }

  private JwtDraft foreign(JwtDraft draft) {
    AttestationKey other = keys.fresh();
    return named(draft, other.keyId())
        .withHeader(Map.of("jku", Optional.of(ANOTHER_INSTANCE + "/certs")))
        .signedBy(other.key());
  }

  private JwtDraft signedBySignIn(JwtDraft draft) {
    TokenSigningKey key = signIn.published().get(0);
    return named(draft, key.keyId()).signedBy(key);
  }

  private static JwtDraft named(JwtDraft draft, String keyId) {
    return draft.withHeader(Map.of("kid", Optional.of(keyId)));
  }

  private JwtDraft startingAt(JwtDraft draft, long fromNow) {
    long moment = clock.instant().getEpochSecond() + fromNow;
    return draft
        .withClaim("iat", moment)
        .withClaim("nbf", moment)
        .withClaim("exp", moment + lifetime(draft));
  }

  private static long lifetime(JwtDraft draft) {
    return draft.seconds("exp") - draft.seconds("iat");
  }
}
