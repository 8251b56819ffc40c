package io.azimuth.application.federation;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.federation.IssuerAddress;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.SigningAlgorithm;
import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.federation.SigningKeySettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The public side of the issuers, readable without a token: the discovery documents and the public
 * keys. Azure fetches them from outside.
 */
@Singleton
final class WellKnownRoutes {

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String KEYS = "/.well-known/keys";
  private static final Duration DISCOVERY_MAX_AGE = Duration.ofHours(1);
  private static final Duration SHORTEST_MAX_AGE = Duration.ofSeconds(1);

  private static final AnswerSchema DOCUMENT =
      AnswerSchema.body(
          AnswerField.text("issuer", "the claim iss of its tokens"),
          AnswerField.text("jwks_uri", "where its public keys are"),
          AnswerField.texts("response_types_supported", "id_token"),
          AnswerField.texts("subject_types_supported", "public"),
          AnswerField.texts("id_token_signing_alg_values_supported", "the algorithms of its keys"));

  private static final AnswerSchema KEY_SET =
      AnswerSchema.body(AnswerField.objects("keys", "public keys as RFC 7517 has them"));

  private final IssuerAddresses issuers;
  private final SigningKeys keys;
  private final RoleKeys roleKeys;
  private final MountTables tables;

  @Inject
  WellKnownRoutes(
      IssuerAddresses issuers, SigningKeys keys, RoleKeys roleKeys, MountTables tables) {
    this.issuers = issuers;
    this.keys = keys;
    this.roleKeys = roleKeys;
    this.tables = tables;
  }

  List<Route> routes() {
    return List.of(
        document(
            "oidc/plugins" + DISCOVERY,
            DOCUMENT,
            call ->
                discovery(
                    call,
                    IssuerAddress::plugins,
                    List.of(SigningKeySettings.DEFAULT.algorithm().jwsName()))),
        document("oidc/plugins" + KEYS, KEY_SET, this::pluginKeys),
        document(
            "oidc" + DISCOVERY,
            DOCUMENT,
            call -> discovery(call, IssuerAddress::oidc, SigningAlgorithm.names())),
        document("oidc" + KEYS, KEY_SET, call -> keySet(call, roleKeys.named(call.work()))));
  }

  private static Route document(
      String path, AnswerSchema answers, Function<CoreCall, Answer> answer) {
    return Route.on(Operation.READ, path)
        .access(Access.PUBLIC)
        .answers(answers)
        .handle(core(answer::apply));
  }

  private Answer discovery(
      CoreCall call, Function<IssuerAddress, String> which, List<String> algorithms) {
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
            .put("id_token_signing_alg_values_supported", algorithms)
            .build());
  }

  // Entra reads the first 100 keys only: those with which mounts sign come first.
  private Answer pluginKeys(CoreCall call) {
    Set<SigningKeyName> ofMounts =
        tables.of(call.work()).mounts().stream()
            .flatMap(mount -> SigningKeyName.ofMount(mount.settings().identityTokenKey()).stream())
            .collect(Collectors.toSet());
    return keySet(
        call,
        keys.all(call.work()).stream()
            .filter(key -> key.settings().isForEntra())
            .sorted(Comparator.comparing(key -> !ofMounts.contains(key.name())))
            .toList());
  }

  private static Answer keySet(CoreCall call, List<NamedSigningKey> named) {
    List<NamedSigningKey> used = named.stream().filter(key -> key.ring().isPresent()).toList();
    Value.Obj set = keySet(published(used, call.now()));
    return used.stream()
        .map(key -> key.ring().orElseThrow().nextRotation(key.settings()))
        .min(Comparator.naturalOrder())
        .<Answer>map(next -> Answer.Raw.keptFor(maxAge(call.now(), next), set))
        .orElseGet(() -> new Answer.Raw(set, Answer.State.NORMAL));
  }

  // Those that sign now or next come first, for the same reason.
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

  private static Value.Obj keySet(List<PublicSigningKey> published) {
    return Value.Obj.builder()
        .put("keys", new Value.Items(published.stream().<Value>map(WellKnownRoutes::jwk).toList()))
        .build();
  }

  private static Value.Obj jwk(PublicSigningKey key) {
    Value.Builder jwk =
        Value.Obj.builder()
            .put("use", "sig")
            .put("kty", key.algorithm().keyType())
            .put("kid", key.id())
            .put("alg", key.algorithm().jwsName());
    if (!key.algorithm().curve().isEmpty()) {
      jwk.put("crv", key.algorithm().curve());
    }
    key.numbers().forEach(jwk::put);
    return jwk.build();
  }
}
