package io.azimuth.application.token.role;

import io.azimuth.spi.route.Field;
import java.time.Duration;
import java.util.List;

/** The parameters of a token role; it is stored under the same names. */
final class TokenRoleFields {

  static final Field<List<String>> ALLOWED =
      Field.commaList("allowed_policies", "policies that tokens may have");
  static final Field<List<String>> DISALLOWED =
      Field.commaList("disallowed_policies", "policies that tokens may not have");
  static final Field<List<String>> ALLOWED_GLOB =
      Field.commaList("allowed_policies_glob", "patterns of policies that tokens may have");
  static final Field<List<String>> DISALLOWED_GLOB =
      Field.commaList("disallowed_policies_glob", "patterns of policies that tokens may not have");
  static final Field<Boolean> ORPHAN =
      Field.flag("orphan", false, "whether tokens outlive their creator");
  static final Field<Boolean> RENEWABLE =
      Field.flag("renewable", true, "whether tokens can be renewed");
  static final Field<String> PATH_SUFFIX =
      Field.text("path_suffix", "added to the path of tokens, to revoke them together");
  static final Field<List<String>> ENTITY_ALIASES =
      Field.commaList("allowed_entity_aliases", "names and patterns for entity_alias");
  static final Field<Boolean> NO_DEFAULT_POLICY =
      Field.flag("token_no_default_policy", false, "leave the default policy out");
  static final Field<Integer> NUM_USES =
      Field.number("token_num_uses", 0, "how often a token can be used; 0 is unlimited");
  static final Field<String> TYPE =
      Field.text("token_type", "service, batch, default-service or default-batch");
  static final Field<Duration> TOKEN_PERIOD =
      Field.signedDuration("token_period", Duration.ZERO, "what each renewal gives");
  static final Field<Duration> TOKEN_EXPLICIT_MAX_TTL =
      Field.signedDuration("token_explicit_max_ttl", Duration.ZERO, "how long tokens live at most");
  static final Field<List<String>> TOKEN_BOUND_CIDRS =
      Field.commaList("token_bound_cidrs", "where tokens may be used from");
  static final Field<Duration> PERIOD =
      Field.signedDuration("period", Duration.ZERO, "the old name of token_period")
          .oldNameOf(TOKEN_PERIOD);
  static final Field<Duration> EXPLICIT_MAX_TTL =
      Field.signedDuration(
              "explicit_max_ttl", Duration.ZERO, "the old name of token_explicit_max_ttl")
          .oldNameOf(TOKEN_EXPLICIT_MAX_TTL);
  static final Field<List<String>> BOUND_CIDRS =
      Field.commaList("bound_cidrs", "the old name of token_bound_cidrs")
          .oldNameOf(TOKEN_BOUND_CIDRS);

  static final List<Field<?>> ALL =
      List.of(
          ALLOWED,
          DISALLOWED,
          ALLOWED_GLOB,
          DISALLOWED_GLOB,
          ORPHAN,
          RENEWABLE,
          PATH_SUFFIX,
          ENTITY_ALIASES,
          NO_DEFAULT_POLICY,
          NUM_USES,
          TYPE,
          TOKEN_PERIOD,
          TOKEN_EXPLICIT_MAX_TTL,
          TOKEN_BOUND_CIDRS,
          PERIOD,
          EXPLICIT_MAX_TTL,
          BOUND_CIDRS);

  private TokenRoleFields() {}
}
