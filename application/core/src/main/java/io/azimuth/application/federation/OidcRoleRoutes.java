package io.azimuth.application.federation;

import static io.azimuth.application.route.CoreHandler.core;
import static io.azimuth.application.route.CoreHandler.coreCheck;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Roles under which callers get identity tokens: {@code oidc/role}. */
@Singleton
final class OidcRoleRoutes {

  private static final String NAME = "name";
  private static final String PATH = "oidc/role/:name";
  private static final int CLIENT_ID_LENGTH = 26;
  private static final int MAX_CLIENT_ID = 512;

  private static final Field<String> KEY =
      Field.text("key", "the named key that signs; it must exist");
  private static final Field<String> TEMPLATE =
      Field.text("template", "further claims: a JSON object with {{...}}, also as base64");
  private static final Field<Duration> TTL =
      Field.duration(
          "ttl",
          Duration.ofHours(24),
          "how long a token lives, at most the key's verification_ttl");
  private static final Field<String> CLIENT_ID =
      Field.text("client_id", "the audience of the tokens; if absent, one is made up");

  private static final List<Field<?>> FIELDS = List.of(KEY, TEMPLATE, TTL, CLIENT_ID);

  private final OidcRoles roles;
  private final SigningKeys keys;
  private final SigningKeyRotation rotation;
  private final SecretGenerator secrets;

  @Inject
  OidcRoleRoutes(
      OidcRoles roles, SigningKeys keys, SigningKeyRotation rotation, SecretGenerator secrets) {
    this.roles = roles;
    this.keys = keys;
    this.rotation = rotation;
    this.secrets = secrets;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "oidc/role")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.keys())
            .handle(core(this::list)),
        Route.on(Operation.READ, PATH)
            .access(Access.AUTHORIZED)
            .captures(NAME, "The name of the role.")
            .answers(AnswerSchema.data(AnswerField.of(FIELDS)))
            .handle(core(this::read)),
        Route.on(Operation.WRITE, PATH)
            .access(Access.AUTHORIZED)
            .fields(FIELDS)
            .existence(coreCheck(call -> stored(call).isPresent()))
            .answers(AnswerSchema.nothing())
            .handle(core(this::write)),
        Route.on(Operation.DELETE, PATH)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(core(this::delete)));
  }

  private Answer list(CoreCall call) {
    return Answer.keys(roles.all(call.work()).stream().map(OidcRole::name).toList());
  }

  private Answer read(CoreCall call) {
    return stored(call)
        .map(
            role ->
                Answer.data(
                    Value.Obj.builder()
                        .put(CLIENT_ID.name(), role.clientId())
                        .put(KEY.name(), role.key().value())
                        .put(TEMPLATE.name(), role.template())
                        .put(TTL.name(), role.ttl().toSeconds())
                        .build()))
        .orElseGet(Answer.NotFound::new);
  }

  // The keys of a role are made here, so that they are published before the first token.
  private Answer write(CoreCall call) {
    String name = call.fields().captured(NAME);
    if (SigningKeyName.parse(name).isEmpty()) {
      throw RefusedException.invalid("invalid role name");
    }
    Fields fields = call.fields();
    Optional<OidcRole> before = stored(call);
    NamedSigningKey key =
        key(
            call,
            fields
                .present(KEY)
                .or(() -> before.map(OidcRole::key).map(SigningKeyName::value))
                .orElse(""));
    String template =
        fields
            .present(TEMPLATE)
            .map(OidcRoleRoutes::decoded)
            .or(() -> before.map(OidcRole::template))
            .orElse("");
    var unused = RefusedException.orRefuse(ClaimTemplate.parse(template));
    Duration ttl = fields.present(TTL).or(() -> before.map(OidcRole::ttl)).orElseGet(TTL::absent);
    if (ttl.compareTo(key.settings().verificationTtl()) > 0) {
      throw RefusedException.invalid(
          "a role's token ttl cannot be longer than the verification_ttl of the key it references");
    }
    roles.put(call.work(), new OidcRole(name, key.name(), template, ttl, clientId(fields, before)));
    rotation.staged(call, key);
    return new Answer.Empty();
  }

  private NamedSigningKey key(CoreCall call, String name) {
    if (name.isEmpty()) {
      throw RefusedException.invalid("the key parameter is required");
    }
    return SigningKeyName.parse(name)
        .flatMap(key -> keys.findStored(call.work(), key))
        .orElseThrow(() -> RefusedException.invalid("cannot find key " + Quoted.of(name)));
  }

  private String clientId(Fields fields, Optional<OidcRole> before) {
    String id = fields.present(CLIENT_ID).or(() -> before.map(OidcRole::clientId)).orElse("");
    if (id.length() > MAX_CLIENT_ID) {
      throw RefusedException.invalid("client_id has at most " + MAX_CLIENT_ID + " characters");
    }
    return id.isEmpty() ? secrets.base62(CLIENT_ID_LENGTH) : id;
  }

  // No JSON object is base64, so there is no doubt which of the two was sent.
  private static String decoded(String template) {
    try {
      byte[] bytes = Base64.getDecoder().decode(template);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return template;
    }
  }

  private Answer delete(CoreCall call) {
    stored(call).ifPresent(role -> roles.delete(call.work(), role.name()));
    return new Answer.Empty();
  }

  private Optional<OidcRole> stored(CoreCall call) {
    return roles.findStored(call.work(), call.fields().captured(NAME));
  }
}
