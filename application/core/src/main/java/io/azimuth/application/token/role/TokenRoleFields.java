package io.azimuth.application.token.role;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.role.CertificateBinding;
import io.azimuth.domain.token.role.DeprecatedParameter;
import io.azimuth.domain.token.role.TokenRole;
import io.azimuth.domain.token.role.TokenRoleBuilder;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The parameters of a token role. */
final class TokenRoleFields {

  private static final List<TokenRoleParameter<?>> FIRST =
      List.of(
          new TokenRoleParameter<>(
              Field.commaList("allowed_policies", "policies that tokens may have"),
              TokenRoleBuilder::allowed,
              it -> it.policies().allowed()),
          new TokenRoleParameter<>(
              Field.commaList("disallowed_policies", "policies that tokens may not have"),
              TokenRoleBuilder::disallowed,
              it -> it.policies().disallowed()),
          new TokenRoleParameter<>(
              Field.commaList("allowed_policies_glob", "patterns of policies that tokens may have"),
              TokenRoleBuilder::allowedGlob,
              it -> it.policies().allowedGlob()),
          new TokenRoleParameter<>(
              Field.commaList(
                  "disallowed_policies_glob", "patterns of policies that tokens may not have"),
              TokenRoleBuilder::disallowedGlob,
              it -> it.policies().disallowedGlob()),
          new TokenRoleParameter<>(
              Field.flag("orphan", false, "whether tokens outlive their creator"),
              TokenRoleBuilder::orphan,
              it -> it.tokens().orphan()),
          new TokenRoleParameter<>(
              Field.flag("renewable", true, "whether tokens can be renewed"),
              TokenRoleBuilder::renewable,
              it -> it.tokens().renewable()),
          new TokenRoleParameter<>(
              Field.text("path_suffix", "added to the path of tokens, to revoke them together"),
              TokenRoleBuilder::pathSuffix,
              TokenRole::pathSuffix),
          new TokenRoleParameter<>(
              Field.commaList("allowed_entity_aliases", "names and patterns for entity_alias"),
              TokenRoleBuilder::entityAliases,
              TokenRole::entityAliases),
          new TokenRoleParameter<>(
              Field.flag("token_no_default_policy", false, "leave the default policy out"),
              TokenRoleBuilder::noDefaultPolicy,
              it -> it.tokens().noDefaultPolicy()));

  private static final TokenRoleParameter<Integer> NUM_USES =
      new TokenRoleParameter<>(
              Field.number("token_num_uses", 0, "how often a token can be used; 0 is unlimited"),
              TokenRoleBuilder::numUses,
              it -> it.tokens().numUses())
          .hiddenByDefault();

  private static final TokenRoleParameter<String> TYPE =
      new TokenRoleParameter<>(
          Field.text("token_type", "service, batch, default-service or default-batch"),
          TokenRoleBuilder::type,
          it -> it.tokens().type().wireName());

  private static final TokenRoleParameter<String> BINDING =
      new TokenRoleParameter<>(
              Field.text(
                  "bind_token",
                  "whether tokens are bound to the certificate of who makes them: if_possible or"
                      + " required; empty is off"),
              TokenRoleBuilder::binding,
              TokenRoleFields::binding)
          .hiddenByDefault();

  private static final List<TokenRoleParameter<?>> RENAMED =
      List.of(
          new TokenRoleParameter<>(
                  Field.signedDuration("token_period", Duration.ZERO, "what each renewal gives"),
                  TokenRoleBuilder::period,
                  it -> it.tokens().period())
              .formerly("period", DeprecatedParameter.PERIOD),
          new TokenRoleParameter<>(
                  Field.signedDuration(
                      "token_explicit_max_ttl", Duration.ZERO, "how long tokens live at most"),
                  TokenRoleBuilder::explicitMaxTtl,
                  it -> it.tokens().explicitMaxTtl())
              .formerly("explicit_max_ttl", DeprecatedParameter.EXPLICIT_MAX_TTL),
          new TokenRoleParameter<>(
                  Field.commaList("token_bound_cidrs", "where tokens may be used from"),
                  TokenRoleBuilder::boundCidrs,
                  it -> it.tokens().boundCidrs().stream().map(Cidr::toString).toList())
              .formerly("bound_cidrs", DeprecatedParameter.BOUND_CIDRS)
              .hiddenByDefault());

  private static final List<TokenRoleParameter<?>> TABLE =
      Stream.of(FIRST, List.of(NUM_USES, TYPE, BINDING), RENAMED)
          .<TokenRoleParameter<?>>flatMap(List::stream)
          .toList();

  /** All fields, old names last. */
  static final List<Field<?>> ALL =
      Stream.<Field<?>>concat(
              TABLE.stream().map(TokenRoleParameter::field),
              RENAMED.stream().map(row -> row.old().orElseThrow().field()))
          .toList();

  /** What {@link #shown} shows. */
  static final List<AnswerField> SHOWN =
      Stream.concat(
              Stream.of(AnswerField.text("name", "the name of the role")),
              ALL.stream().map(field -> AnswerField.of(field)))
          .toList();

  private TokenRoleFields() {}

  private static String binding(TokenRole role) {
    CertificateBinding binding = role.tokens().binding();
    return binding == CertificateBinding.OFF ? "" : binding.wireName();
  }

  /** Applies the sent parameters to a role, the others keep their value; returns warnings. */
  static List<String> apply(Fields fields, TokenRoleBuilder role) {
    // Null is refused here; it resets every other parameter.
    if (fields.sent(TYPE.field()).filter(Value.Null.class::isInstance).isPresent()) {
      throw RefusedException.invalid("Invalid 'token_type' value: null");
    }
    return TABLE.stream().flatMap(row -> row.apply(fields, role).stream()).toList();
  }

  /** The role as a read shows it. */
  static Value.Obj shown(TokenRole role) {
    Value.Builder data = Value.Obj.builder();
    FIRST.forEach(row -> row.show(role, data));
    TYPE.show(role, data);
    data.put("name", role.name().value());
    RENAMED.forEach(row -> row.show(role, data));
    NUM_USES.show(role, data);
    BINDING.show(role, data);
    return data.build();
  }

  /** The role as it is stored. */
  static Value.Obj stored(TokenRole role) {
    Value.Builder data = Value.Obj.builder();
    FIRST.forEach(row -> row.store(role, data));
    TYPE.store(role, data);
    NUM_USES.store(role, data);
    BINDING.store(role, data);
    RENAMED.forEach(row -> row.store(role, data));
    return data.build();
  }
}
