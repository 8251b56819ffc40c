package io.azimuth.adapters.azure.simulator;

import io.azimuth.domain.secret.SecretText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Issues access tokens: honest ones for the endpoints, any for {@code mint}. */
final class TokenMint {

  private final LiveFleet fleet;
  private final GroupDirectory groups;
  private final Audiences audiences;
  private final SigningKeys keys;
  private final Clock clock;
  private final AccessTokenClaims writer;
  private final DefectWorkshop workshop;

  TokenMint(
      GroupDirectory groups,
      Audiences audiences,
      SigningKeys keys,
      Clock clock,
      SecureRandom random) {
    this.fleet = groups.fleet();
    this.groups = groups;
    this.audiences = audiences;
    this.keys = keys;
    this.clock = clock;
    this.writer = new AccessTokenClaims(random);
    this.workshop = new DefectWorkshop(fleet.now(), keys, clock, random);
  }

  /** An honest token. */
  IssuedToken issue(Caller caller, Audience audience) {
    Instant now = clock.instant();
    TokenDraft draft = draft(caller, audience, now);
    return new IssuedToken(draft.sign(), now, draft.seconds("nbf"), draft.seconds("exp"));
  }

  /**
   * A token to order.
   *
   * @throws IllegalArgumentException when the fleet has no such subject, identity or resource
   */
  SecretText mint(TokenOrder order) {
    Audience audience =
        audiences
            .ofResource(order.resource())
            .orElseThrow(() -> new IllegalArgumentException("no such resource in the fleet"));
    TokenDraft honest = draft(caller(order.subject()), audience, clock.instant());
    return workshop.spoil(honest, order);
  }

  private TokenDraft draft(Caller caller, Audience audience, Instant now) {
    SeededTenant tenant =
        fleet
            .now()
            .tenant(caller.tenantId())
            .orElseThrow(() -> new IllegalArgumentException("no such tenant in the fleet"));
    SigningKey key = keys.signing();
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    header.put("alg", "RS256");
    if (audience.version() == 1) {
      header.put("x5t", key.keyId());
    }
    header.put("kid", key.keyId());
    return new TokenDraft(header, writer.of(tenant, groups.current(caller), audience, now), key);
  }

  private Caller caller(TokenOrder.Subject subject) {
    SimulatorFleet now = fleet.now();
    Optional<Caller> caller =
        switch (subject.kind()) {
          case MACHINE ->
              now.machine(subject.name())
                  .flatMap(
                      machine ->
                          machine
                              .identities()
                              .select(subject.selector())
                              .map(it -> Caller.of(machine, it)));
          case APPLICATION -> now.application(subject.name()).map(Caller::of);
          case USER -> now.user(subject.name()).map(Caller::of);
        };
    return caller.orElseThrow(
        () -> new IllegalArgumentException("no such identity in the fleet: " + subject.name()));
  }
}
