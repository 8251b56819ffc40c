package io.azimuth.jwt.role;

import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.jwt.JwtRoleBuilder;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The parameters of a role; stored with the same names. */
final class JwtRoleFields {

  static final Field<String> ROLE_TYPE =
      Field.text("role_type", "jwt; oidc, the default, is not supported yet");

  static final String JWT = "jwt";

  private static final Field<Value.Obj> BOUND_CLAIMS =
      Field.object("bound_claims", "claims and the values of which they must have one");

  /** In the order of the help and of a read. */
  private static final List<JwtRoleParameter<?>> TABLE =
      List.of(
          new JwtRoleParameter<>(
              Field.commaList("bound_audiences", "one of them must be in the claim aud"),
              JwtRoleBuilder::audiences,
              role -> role.bindings().audiences()),
          new JwtRoleParameter<>(
              Field.text("bound_subject", "the claim sub that a token must have"),
              JwtRoleBuilder::subject,
              role -> role.bindings().subject()),
          new JwtRoleParameter<Value.Obj>(
              BOUND_CLAIMS,
              (role, sent) -> role.claims(BoundClaimValues.read(sent)),
              role -> BoundClaimValues.shown(role.bindings().claims())),
          new JwtRoleParameter<>(
              Field.text("bound_claims_type", "how they are compared: string or glob"),
              (role, sent) -> role.claimsType(sent.isEmpty() ? "string" : sent),
              role -> role.bindings().claimsType().wireName()),
          new JwtRoleParameter<>(
              Field.text("user_claim", "the claim that names the alias"),
              JwtRoleBuilder::userClaim,
              role -> role.identity().user()),
          new JwtRoleParameter<>(
              Field.flag("user_claim_json_pointer", false, "whether user_claim is a JSON pointer"),
              JwtRoleBuilder::userIsPointer,
              role -> role.identity().userIsPointer()),
          new JwtRoleParameter<>(
              Field.text("groups_claim", "the claim with the names of group aliases"),
              JwtRoleBuilder::groupsClaim,
              role -> role.identity().groups()),
          new JwtRoleParameter<>(
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
          new JwtRoleParameter<>(
              Field.commaList("oidc_scopes", "of logins with a browser"),
              JwtRoleBuilder::scopes,
              role -> role.oidc().scopes()),
          new JwtRoleParameter<>(
              Field.commaList("allowed_redirect_uris", "of logins with a browser"),
              JwtRoleBuilder::redirectUris,
              role -> role.oidc().redirectUris()),
          new JwtRoleParameter<>(
              Field.flag("verbose_oidc_logging", false, "of logins with a browser"),
              JwtRoleBuilder::verboseLogging,
              role -> role.oidc().verboseLogging()),
          leeway(
              "max_age",
              "of logins with a browser",
              JwtRoleBuilder::maxAge,
              role -> role.oidc().maxAge()),
          lifetime(
                  "token_ttl",
                  "how long a token lives",
                  TokenSettingsBuilder::ttl,
                  LifetimeSettings::ttl)
              .formerly("ttl"),
          lifetime(
                  "token_max_ttl",
                  "how long it lives with renewals",
                  TokenSettingsBuilder::maxTtl,
                  LifetimeSettings::maxTtl)
              .formerly("max_ttl"),
          lifetime(
              "token_explicit_max_ttl",
              "the same, at its issue",
              TokenSettingsBuilder::explicitMaxTtl,
              LifetimeSettings::explicitMaxTtl),
          lifetime(
                  "token_period",
                  "what each renewal gives",
                  TokenSettingsBuilder::period,
                  LifetimeSettings::period)
              .formerly("period"),
          token(
                  Field.commaList("token_policies", "the policies of a token"),
                  TokenSettingsBuilder::policies,
                  TokenSettings::policies)
              .formerly("policies"),
          token(
                  Field.commaList("token_bound_cidrs", "where logins and uses may come from"),
                  TokenSettingsBuilder::boundCidrs,
                  it -> it.boundCidrs().stream().map(Cidr::toString).toList())
              .formerly("bound_cidrs"),
          token(
              Field.flag("token_no_default_policy", false, "leave the default policy out"),
              TokenSettingsBuilder::noDefaultPolicy,
              TokenSettings::noDefaultPolicy),
          token(
                  Field.number("token_num_uses", 0, "how often a token can be used"),
                  TokenSettingsBuilder::numUses,
                  TokenSettings::numUses)
              .formerly("num_uses"),
          token(
              Field.text("token_type", "default, service or batch"),
              TokenSettingsBuilder::type,
              it -> it.type().wireName()));

  /** All fields, old names last. */
  static final List<Field<?>> ALL =
      Stream.of(
              Stream.of(ROLE_TYPE),
              TABLE.stream().map(JwtRoleParameter::field),
              TABLE.stream().flatMap(row -> row.old().stream()))
          .flatMap(fields -> fields)
          .<Field<?>>map(field -> field)
          .toList();

  private JwtRoleFields() {}

  /** Applies the parameters that were sent to a role; the others keep their values. */
  static void apply(Fields fields, JwtRoleBuilder role) {
    TABLE.forEach(row -> row.apply(fields, role));
  }

  /** A role as a read shows it and as it is stored. */
  static Value.Obj shown(JwtRole role) {
    Value.Builder data = Value.Obj.builder();
    data.put(ROLE_TYPE.name(), JWT);
    TABLE.forEach(row -> row.show(role, data));
    return data.build();
  }

  static JwtRole decode(RoleName name, Value.Obj stored) {
    JwtRoleBuilder role = JwtRole.builder(name);
    apply(Fields.of(ALL, stored, Map.of()), role);
    return role.build();
  }

  private static JwtRoleParameter<Duration> leeway(
      String name,
      String help,
      BiConsumer<JwtRoleBuilder, Duration> setting,
      Function<JwtRole, Duration> value) {
    return new JwtRoleParameter<>(Field.signedDuration(name, Duration.ZERO, help), setting, value);
  }

  private static JwtRoleParameter<Duration> lifetime(
      String name,
      String help,
      BiConsumer<TokenSettingsBuilder, Duration> setting,
      Function<LifetimeSettings, Duration> lifetime) {
    return token(
        Field.signedDuration(name, Duration.ZERO, help),
        setting,
        it -> lifetime.apply(it.lifetimes()));
  }

  private static <T> JwtRoleParameter<T> token(
      Field<T> field,
      BiConsumer<TokenSettingsBuilder, T> setting,
      Function<TokenSettings, T> value) {
    return new JwtRoleParameter<>(
        field,
        (role, sent) -> setting.accept(role.tokenSettings(), sent),
        role -> value.apply(role.tokenSettings()));
  }
}
