package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.state.LiveGroups;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import io.azimuth.domain.secret.SecretText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Issues access tokens: honest ones for the endpoints, any for {@code mint}. */
public final class TokenMint {

  private final LiveFleet fleet;
  private final LiveGroups groups;
  private final TokenAudiences audiences;
  private final SimulatorSigningKeys keys;
  private final Clock clock;
  private final AccessTokenClaims writer;
  private final InvalidTokenFactory workshop;

  /**
   * @param graphRoles the application permissions of a caller, for tokens for Microsoft Graph
   */
  public TokenMint(
      LiveGroups groups,
      TokenAudiences audiences,
      SimulatorSigningKeys keys,
      Clock clock,
      SecureRandom random,
      Function<TokenSubject, List<String>> graphRoles) {
    this.fleet = groups.fleet();
    this.groups = groups;
    this.audiences = audiences;
    this.keys = keys;
    this.clock = clock;
    this.writer = new AccessTokenClaims(random, graphRoles);
    this.workshop = new InvalidTokenFactory(fleet.now(), keys, clock, random);
  }

  /** An honest token for whoever has it. */
  public IssuedToken issue(TokenSubject caller, TokenAudience audience) {
    return issue(caller, audience, Optional.empty());
  }

  /** An honest token, bound to a certificate if one is given. */
  public IssuedToken issue(
      TokenSubject caller, TokenAudience audience, Optional<CertificateConfirmation> binding) {
    return issue(caller, audience, binding, UnaryOperator.identity());
  }

  /** The same, written differently. */
  public IssuedToken issue(
      TokenSubject caller,
      TokenAudience audience,
      Optional<CertificateConfirmation> binding,
      UnaryOperator<JwtDraft> change) {
    Instant now = clock.instant();
    JwtDraft honest = change.apply(draft(caller, audience, now));
    JwtDraft draft =
        binding
            .map(it -> honest.withClaim(CertificateConfirmation.CLAIM, it.confirmation()))
            .orElse(honest);
    return new IssuedToken(draft.sign(), now, draft.seconds("nbf"), draft.seconds("exp"));
  }

  /**
   * A token to order.
   *
   * @throws IllegalArgumentException when the fleet has no such subject, identity or resource
   */
  public SecretText mint(TokenRequest order) {
    TokenAudience audience =
        audiences
            .ofResource(order.resource())
            .orElseThrow(() -> new IllegalArgumentException("no such resource in the fleet"));
    JwtDraft honest = draft(caller(order.subject()), audience, clock.instant());
    return workshop.applyDefect(honest, order);
  }

  private JwtDraft draft(TokenSubject caller, TokenAudience audience, Instant now) {
    SeededTenant tenant =
        fleet
            .now()
            .tenant(caller.tenantId())
            .orElseThrow(() -> new IllegalArgumentException("no such tenant in the fleet"));
    TokenSigningKey key = keys.signing(tenant);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    header.put("alg", "RS256");
    if (audience.version() == 1) {
      header.put("x5t", key.keyId());
    }
    header.put("kid", key.keyId());
    return new JwtDraft(header, writer.of(tenant, groups.current(caller), audience, now), key);
  }

  private TokenSubject caller(TokenRequest.Subject subject) {
    SimulatorFleet now = fleet.now();
    Optional<TokenSubject> caller =
        switch (subject.kind()) {
          case MACHINE ->
              now.machine(subject.name())
                  .flatMap(
                      machine ->
                          machine
                              .identities()
                              .select(subject.selector())
                              .map(it -> TokenSubject.of(machine, it)));
          case APPLICATION -> now.application(subject.name()).map(TokenSubject::of);
          case USER -> now.user(subject.name()).map(TokenSubject::of);
          case AGENT -> now.agent(subject.name()).map(TokenSubject::of);
          case AGENT_ACCOUNT -> now.agent(subject.name()).map(TokenSubject::account);
          case AGENT_ON_BEHALF ->
              now.agent(subject.name())
                  .flatMap(
                      agent ->
                          now.user(subject.person())
                              .map(person -> TokenSubject.onBehalf(agent, person)));
        };
    return caller.orElseThrow(
        () -> new IllegalArgumentException("no such identity in the fleet: " + subject.name()));
  }
}
