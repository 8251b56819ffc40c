package io.azimuth.application.federation;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.federation.IssuerAddress;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The public side of the issuers, readable without a token: the discovery documents and the public
 * keys. Azure fetches them from outside.
 */
@Singleton
public final class WellKnownRoutes {

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String KEYS = "/.well-known/keys";
  private static final Duration DISCOVERY_MAX_AGE = Duration.ofHours(1);
  private static final Duration SHORTEST_MAX_AGE = Duration.ofSeconds(1);

  private final IssuerAddresses issuers;
  private final SigningKeys keys;

  @Inject
  WellKnownRoutes(IssuerAddresses issuers, SigningKeys keys) {
    this.issuers = issuers;
    this.keys = keys;
  }

  /** The routes, relative to the mount {@code identity/}. */
  public List<Route> routes() {
    return List.of(
        document("oidc/plugins" + DISCOVERY, call -> discovery(call, IssuerAddress::plugins)),
        document("oidc/plugins" + KEYS, this::pluginKeys),
        document("oidc" + DISCOVERY, call -> discovery(call, IssuerAddress::oidc)),
        document("oidc" + KEYS, call -> set(List.of()))); // roles have no keys
  }

  private static Route document(String path, Function<CoreCall, Answer> answer) {
    return Route.on(Operation.READ, path).access(Access.PUBLIC).handle(core(answer::apply));
  }

  private Answer discovery(CoreCall call, Function<IssuerAddress, String> which) {
    String issuer =
        issuers
            .inForce(call.work())
            .map(which)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCategory.NOT_FOUND,
                        "the server has no issuer: neither api_addr nor the issuer of"
                            + " identity/oidc/config is set"));
    return Answer.Raw.keptFor(
        DISCOVERY_MAX_AGE,
        Value.Obj.builder()
            .put("issuer", issuer)
            .put("jwks_uri", issuer + KEYS)
            .put("response_types_supported", List.of("id_token"))
            .put("subject_types_supported", List.of("public"))
            .put("id_token_signing_alg_values_supported", List.of(PublicSigningKey.ALGORITHM))
            .build());
  }

  private Answer pluginKeys(CoreCall call) {
    List<NamedSigningKey> used =
        keys.all(call.work()).stream().filter(key -> key.ring().isPresent()).toList();
    Value.Obj set = keySet(published(used, call.now()));
    return used.stream()
        .map(key -> key.ring().orElseThrow().nextRotation(key.settings()))
        .min(Comparator.naturalOrder())
        .<Answer>map(next -> Answer.Raw.keptFor(maxAge(call.now(), next), set))
        .orElseGet(() -> new Answer.Raw(set, Answer.State.NORMAL));
  }

  // Entra reads the first 100 keys only: those that sign now or next come first.
  private static List<PublicSigningKey> published(List<NamedSigningKey> used, Instant now) {
    List<PublicSigningKey> signing = new ArrayList<>();
    List<PublicSigningKey> old = new ArrayList<>();
    for (NamedSigningKey key : used) {
      List<PublicSigningKey> published = key.ring().orElseThrow().published(now);
      signing.addAll(published.subList(0, 2));
      old.addAll(published.subList(2, published.size()));
    }
    signing.addAll(old);
    return signing;
  }

  private static Duration maxAge(Instant now, Instant next) {
    Duration left = Duration.between(now, next);
    return left.compareTo(SHORTEST_MAX_AGE) < 0 ? SHORTEST_MAX_AGE : left;
  }

  private static Answer set(List<PublicSigningKey> published) {
    return new Answer.Raw(keySet(published), Answer.State.NORMAL);
  }

  private static Value.Obj keySet(List<PublicSigningKey> published) {
    return Value.Obj.builder()
        .put("keys", new Value.Items(published.stream().<Value>map(WellKnownRoutes::jwk).toList()))
        .build();
  }

  private static Value.Obj jwk(PublicSigningKey key) {
    return Value.Obj.builder()
        .put("use", "sig")
        .put("kty", "RSA")
        .put("kid", key.id())
        .put("alg", PublicSigningKey.ALGORITHM)
        .put("n", key.modulus())
        .put("e", key.exponent())
        .build();
  }
}
