package io.azimuth.jwt.role;

import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.jwt.JwtRoleBuilder;
import io.azimuth.domain.jwt.JwtRoleType;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.RoleParameter;
import io.azimuth.spi.role.RoleParameters;
import io.azimuth.spi.role.TokenParameters;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The parameters of a role; stored with the same names. */
final class JwtRoleFields {

  static final Field<String> ROLE_TYPE =
      Field.text("role_type", "jwt, or oidc for logins with a browser, the default");

  private static final Field<Value.Obj> BOUND_CLAIMS =
      Field.object("bound_claims", "claims and the values of which they must have one");

  /** In the order of the help and of a read. */
  private static final RoleParameters<JwtRoleBuilder, JwtRole> TABLE =
      new RoleParameters<>(
          List.of(
              RoleParameter.of(
                  ROLE_TYPE,
                  (role, sent) -> JwtRoleType.parse(sent).ifPresent(role::type),
                  role -> role.type().wireName()),
              RoleParameter.of(
                  Field.commaList("bound_audiences", "one of them must be in the claim aud"),
                  JwtRoleBuilder::audiences,
                  role -> role.bindings().audiences()),
              RoleParameter.of(
                  Field.text("bound_subject", "the claim sub that a token must have"),
                  JwtRoleBuilder::subject,
                  role -> role.bindings().subject()),
              RoleParameter.of(
                  Field.flag(
                      "require_bound_token",
                      false,
                      "whether the token must be bound to a certificate"),
                  JwtRoleBuilder::requireBoundToken,
                  role -> role.bindings().requireBoundToken()),
              RoleParameter.of(
                  BOUND_CLAIMS,
                  (role, sent) -> role.claims(BoundClaimValues.read(sent)),
                  role -> BoundClaimValues.shown(role.bindings().claims())),
              RoleParameter.of(
                  Field.text("bound_claims_type", "how they are compared: string or glob"),
                  (role, sent) -> role.claimsType(sent.isEmpty() ? "string" : sent),
                  role -> role.bindings().claimsType().wireName()),
              RoleParameter.of(
                  Field.text("user_claim", "the claim that names the alias"),
                  JwtRoleBuilder::userClaim,
                  role -> role.identity().user()),
              RoleParameter.of(
                  Field.flag(
                      "user_claim_json_pointer", false, "whether user_claim is a JSON pointer"),
                  JwtRoleBuilder::userIsPointer,
                  role -> role.identity().userIsPointer()),
              RoleParameter.of(
                  Field.text("groups_claim", "the claim with the names of group aliases"),
                  JwtRoleBuilder::groupsClaim,
                  role -> role.identity().groups()),
              RoleParameter.of(
                  Field.pairs("claim_mappings", "metadata by the claims that they come from"),
                  JwtRoleBuilder::metadata,
                  role -> role.identity().metadata()),
              leeway(
                  "clock_skew_leeway",
                  "how far clocks may differ; 0 is 60 s, -1 none",
                  JwtRoleBuilder::clockSkew,
                  role -> role.bindings().leeways().clockSkew()),
              leeway(
                  "expiration_leeway",
                  "how long a token without exp is valid; 0 is 150 s, -1 none",
                  JwtRoleBuilder::expiration,
                  role -> role.bindings().leeways().expiration()),
              leeway(
                  "not_before_leeway",
                  "how long before exp a token without nbf and iat begins; 0 is 150 s, -1 none",
                  JwtRoleBuilder::notBefore,
                  role -> role.bindings().leeways().notBefore()),
              RoleParameter.of(
                  Field.commaList("oidc_scopes", "the scopes to ask for beside openid"),
                  JwtRoleBuilder::scopes,
                  role -> role.oidc().scopes()),
              RoleParameter.of(
                  Field.commaList("allowed_redirect_uris", "where a browser may return to"),
                  JwtRoleBuilder::redirectUris,
                  role -> role.oidc().redirectUris()),
              RoleParameter.of(
                  Field.flag("verbose_oidc_logging", false, "whether received claims are logged"),
                  JwtRoleBuilder::verboseLogging,
                  role -> role.oidc().verboseLogging()),
              leeway(
                  "max_age",
                  "how long ago a person may have signed in; 0 is any time",
                  JwtRoleBuilder::maxAge,
                  role -> role.oidc().maxAge()),
              RoleParameter.of(
                  Field.text("callback_mode", "client, or device for a code that a person types"),
                  (role, sent) -> role.callbackMode(sent.isEmpty() ? "client" : sent),
                  role -> role.oidc().callbackMode().wireName()),
              RoleParameter.of(
                  Field.number("poll_interval", 0, "seconds between two questions of a client"),
                  JwtRoleBuilder::pollInterval,
                  role -> role.oidc().pollInterval()),
              RoleParameter.of(TokenParameters.TTL, "ttl"),
              RoleParameter.of(TokenParameters.MAX_TTL, "max_ttl"),
              RoleParameter.of(TokenParameters.EXPLICIT_MAX_TTL),
              RoleParameter.of(TokenParameters.PERIOD, "period"),
              RoleParameter.of(TokenParameters.POLICIES, "policies"),
              RoleParameter.of(TokenParameters.BOUND_CIDRS, "bound_cidrs"),
              RoleParameter.of(TokenParameters.NO_DEFAULT_POLICY),
              RoleParameter.of(TokenParameters.NUM_USES, "num_uses"),
              RoleParameter.of(TokenParameters.TYPE),
              RoleParameter.of(TokenParameters.BINDING)));

  /** All fields, old names last. */
  static final List<Field<?>> ALL = TABLE.fields();

  /** What {@link #shown} shows. */
  static final List<AnswerField> SHOWN = TABLE.members();

  private JwtRoleFields() {}

  /** Applies the parameters that were sent to a role; the others keep their values. */
  static void apply(Fields fields, JwtRoleBuilder role) {
    TABLE.apply(fields, role);
  }

  /** A role as a read shows it and as it is stored. */
  static Value.Obj shown(JwtRole role) {
    return TABLE.shown(role);
  }

  static JwtRole decode(RoleName name, Value.Obj stored) {
    JwtRoleBuilder role = JwtRole.builder(name);
    TABLE.restore(stored, role);
    return role.build();
  }

  private static RoleParameter<JwtRoleBuilder, JwtRole, Duration> leeway(
      String name,
      String help,
      BiConsumer<JwtRoleBuilder, Duration> setting,
      Function<JwtRole, Duration> value) {
    return RoleParameter.of(Field.signedDuration(name, Duration.ZERO, help), setting, value);
  }
}
