package io.azimuth.application.federation;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.federation.IssuerAddress;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Identity tokens of callers: {@code oidc/token} signs one, {@code oidc/introspect} checks one. */
@Singleton
final class OidcTokenRoutes {

  private static final String NAME = "name";
  private static final String NAMESPACE = "root";
  private static final Field<String> TOKEN = Field.text("token", "the identity token");
  private static final Field<String> CLIENT_ID =
      Field.text("client_id", "the audience that the token must have; if absent, any");

  private final OidcRoles roles;
  private final RoleKeys published;
  private final SigningKeys keys;
  private final SigningKeyRotation rotation;
  private final IssuerAddresses issuers;
  private final GroupGraphs groups;
  private final TokenSigner signer;

  @Inject
  OidcTokenRoutes(
      OidcRoles roles,
      RoleKeys published,
      SigningKeys keys,
      SigningKeyRotation rotation,
      IssuerAddresses issuers,
      GroupGraphs groups,
      TokenSigner signer) {
    this.roles = roles;
    this.published = published;
    this.keys = keys;
    this.rotation = rotation;
    this.issuers = issuers;
    this.groups = groups;
    this.signer = signer;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "oidc/token/:name")
            .access(Access.AUTHORIZED)
            .summary("an identity token of the caller, under this role")
            .captures(NAME, "The name of the role.")
            .answers(
                AnswerSchema.data(
                    AnswerField.of(CLIENT_ID),
                    AnswerField.of(TOKEN),
                    AnswerField.seconds("ttl", "how long it is valid")))
            .handle(core(this::issue)),
        Route.on(Operation.WRITE, "oidc/introspect")
            .access(Access.AUTHORIZED)
            .summary("whether an identity token is valid and its entity is enabled")
            .fields(TOKEN, CLIENT_ID)
            .answers(
                AnswerSchema.body(
                    AnswerField.flag("active", "whether it is valid"),
                    AnswerField.text("error", "why it is not")))
            .handle(core(this::introspect)));
  }

  private Answer issue(CoreCall call) {
    String name = call.fields().captured(NAME);
    OidcRole role =
        roles
            .findStored(call.work(), name)
            .orElseThrow(() -> RefusedException.invalid("role " + Quoted.of(name) + " not found"));
    NamedSigningKey named = key(call, role);
    Entity entity =
        call.requiredCaller()
            .credential()
            .entity()
            .orElseThrow(
                () -> RefusedException.invalid("no entity associated with the request's token"));
    IssuerAddress issuer =
        issuers
            .inForce(call.work())
            .orElseThrow(
                () ->
                    RefusedException.invalid(
                        "the server has no issuer: set api_addr in its configuration or issuer in"
                            + " identity/oidc/config"));
    Duration verification = named.settings().verificationTtl();
    Duration ttl = role.ttl().compareTo(verification) > 0 ? verification : role.ttl();
    Value.Obj claims = claims(role, issuer, entity, call, ttl);
    NamedSigningKey key = rotation.staged(call, named); // last: no refused caller costs new keys
    return Answer.data(
        Value.Obj.builder()
            .put(CLIENT_ID.name(), role.clientId())
            .put(TOKEN.name(), signer.sign(key.ring().orElseThrow().current(), claims).expose())
            .put("ttl", ttl.toSeconds())
            .build());
  }

  private NamedSigningKey key(CoreCall call, OidcRole role) {
    NamedSigningKey key =
        keys.findStored(call.work(), role.key())
            .orElseThrow(
                () ->
                    RefusedException.invalid(
                        "key " + Quoted.of(role.key().value()) + " not found"));
    if (!key.settings().allows(role.clientId())) {
      throw RefusedException.invalid(
          "the key "
              + Quoted.of(role.key().value())
              + " does not list the client ID of the role "
              + Quoted.of(role.name())
              + " as an allowed client ID");
    }
    return key;
  }

  private Value.Obj claims(
      OidcRole role, IssuerAddress issuer, Entity entity, CoreCall call, Duration ttl) {
    long issued = call.now().getEpochSecond();
    Value.Builder claims =
        Value.Obj.builder()
            .put("iss", issuer.oidc())
            .put("namespace", NAMESPACE)
            .put("sub", entity.id())
            .put("aud", role.clientId())
            .put("iat", issued)
            .put("exp", issued + ttl.toSeconds());
    RefusedException.orRefuse(ClaimTemplate.parse(role.template()))
        .claimsOf(groups.subject(call.work(), entity), call.now())
        .members()
        .forEach(claims::put);
    return claims.build();
  }

  private Answer introspect(CoreCall call) {
    List<PublicSigningKey> known = published.keys(call.work(), call.now());
    Optional<String> problem =
        signer
            .claimsOf(
                call.fields().value(TOKEN),
                id -> known.stream().filter(key -> key.id().equals(id)).findFirst())
            .fold(claims -> problem(claims, call), problems -> Optional.of(problems.get(0)));
    Value.Builder answer = Value.Obj.builder().put("active", problem.isEmpty());
    return new Answer.Raw(answer.putIfPresent("error", problem).build(), Answer.State.NORMAL);
  }

  private Optional<String> problem(Value.Obj claims, CoreCall call) {
    Optional<String> issuer = issuers.inForce(call.work()).map(IssuerAddress::oidc);
    if (issuer.isEmpty() || !text(claims, "iss").equals(issuer)) {
      return invalid("it has another issuer (iss)");
    }
    if (number(claims, "exp").filter(end -> call.now().isBefore(end)).isEmpty()) {
      return invalid("token is expired (exp)");
    }
    if (number(claims, "nbf").filter(start -> call.now().isBefore(start)).isPresent()) {
      return invalid("token is not valid yet (nbf)");
    }
    String audience = call.fields().value(CLIENT_ID);
    if (!audience.isEmpty() && !text(claims, "aud").equals(Optional.of(audience))) {
      return invalid("it has another audience (aud)");
    }
    Optional<Entity> entity =
        text(claims, "sub").flatMap(id -> call.work().identities().entity(id));
    return entity.isEmpty()
        ? Optional.of("entity was not found")
        : entity.filter(Entity::disabled).map(disabled -> "entity is disabled");
  }

  private static Optional<String> invalid(String reason) {
    return Optional.of("error validating claims: " + reason);
  }

  private static Optional<String> text(Value.Obj claims, String name) {
    return claims
        .get(name)
        .filter(Value.Text.class::isInstance)
        .map(value -> ((Value.Text) value).text());
  }

  // A template may set nbf to anything; what is no time is no time before which it is invalid.
  private static Optional<Instant> number(Value.Obj claims, String name) {
    return claims
        .get(name)
        .filter(Value.Num.class::isInstance)
        .map(value -> ((Value.Num) value).literal())
        .filter(literal -> literal.length() <= 12 && literal.chars().allMatch(Character::isDigit))
        .map(literal -> Instant.ofEpochSecond(Long.parseLong(literal)));
  }
}
