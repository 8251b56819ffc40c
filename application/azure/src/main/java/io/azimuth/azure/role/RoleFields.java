package io.azimuth.azure.role;

import io.azimuth.spi.route.Field;
import java.time.Duration;
import java.util.List;

/** The parameters of a role; stored with the same names. */
final class RoleFields {

  static final Field<List<String>> SERVICE_PRINCIPALS =
      Field.commaList("bound_service_principal_ids", "object ids of principals; * is any");
  static final Field<List<String>> GROUPS =
      Field.commaList("bound_group_ids", "object ids of groups; * is any");
  static final Field<List<String>> APP_IDS =
      Field.commaList("bound_app_ids", "client ids of applications");
  static final Field<List<String>> SUBSCRIPTIONS =
      Field.commaList("bound_subscription_ids", "ids of subscriptions");
  static final Field<List<String>> RESOURCE_GROUPS =
      Field.commaList("bound_resource_groups", "names of resource groups");
  static final Field<List<String>> LOCATIONS = Field.commaList("bound_locations", "regions");
  static final Field<List<String>> SCALE_SETS =
      Field.commaList("bound_scale_sets", "names of scale sets");
  static final Field<List<String>> RESOURCE_IDS =
      Field.commaList("bound_resource_ids", "ids of resources");
  static final Field<List<String>> RESOURCE_TYPES =
      Field.commaList("bound_resource_types", "types of resources");
  static final Field<String> MATCH =
      Field.text("match", "whether principals and groups must all fit, or any");
  static final Field<Duration> MAX_TOKEN_AGE =
      Field.signedDuration("max_token_age", Duration.ZERO, "how old a token may be");
  static final Field<Boolean> ALLOW_USER_TOKENS =
      Field.flag("allow_user_tokens", false, "whether users may log in");
  static final Field<String> RESOURCE_PROOF =
      Field.text("resource_proof", "what proves the resource: directory or claims");
  static final Field<String> ALIAS_SOURCE =
      Field.text("alias_source", "what names the entity: oid, app_id, resource_id or scale_set");

  static final Field<Duration> TOKEN_TTL =
      Field.signedDuration("token_ttl", Duration.ZERO, "how long a token lives");
  static final Field<Duration> TOKEN_MAX_TTL =
      Field.signedDuration("token_max_ttl", Duration.ZERO, "how long it lives with renewals");
  static final Field<Duration> TOKEN_EXPLICIT_MAX_TTL =
      Field.signedDuration("token_explicit_max_ttl", Duration.ZERO, "the same, at its issue");
  static final Field<Duration> TOKEN_PERIOD =
      Field.signedDuration("token_period", Duration.ZERO, "what each renewal gives");
  static final Field<List<String>> TOKEN_POLICIES =
      Field.commaList("token_policies", "the policies of a token");
  static final Field<List<String>> TOKEN_BOUND_CIDRS =
      Field.commaList("token_bound_cidrs", "where logins and uses may come from");
  static final Field<Boolean> TOKEN_NO_DEFAULT_POLICY =
      Field.flag("token_no_default_policy", false, "leave the default policy out");
  static final Field<Integer> TOKEN_NUM_USES =
      Field.number("token_num_uses", 0, "how often a token can be used");
  static final Field<String> TOKEN_TYPE = Field.text("token_type", "default, service or batch");

  static final Field<List<String>> POLICIES =
      Field.commaList("policies", "the old name of token_policies").oldNameOf(TOKEN_POLICIES);
  static final Field<Duration> TTL =
      Field.signedDuration("ttl", Duration.ZERO, "the old name of token_ttl").oldNameOf(TOKEN_TTL);
  static final Field<Duration> MAX_TTL =
      Field.signedDuration("max_ttl", Duration.ZERO, "the old name of token_max_ttl")
          .oldNameOf(TOKEN_MAX_TTL);
  static final Field<Duration> PERIOD =
      Field.signedDuration("period", Duration.ZERO, "the old name of token_period")
          .oldNameOf(TOKEN_PERIOD);
  static final Field<Integer> NUM_USES =
      Field.number("num_uses", 0, "the old name of token_num_uses").oldNameOf(TOKEN_NUM_USES);

  static final List<Field<?>> ALL =
      List.of(
          SERVICE_PRINCIPALS,
          GROUPS,
          APP_IDS,
          SUBSCRIPTIONS,
          RESOURCE_GROUPS,
          LOCATIONS,
          SCALE_SETS,
          RESOURCE_IDS,
          RESOURCE_TYPES,
          MATCH,
          MAX_TOKEN_AGE,
          ALLOW_USER_TOKENS,
          RESOURCE_PROOF,
          ALIAS_SOURCE,
          TOKEN_TTL,
          TOKEN_MAX_TTL,
          TOKEN_EXPLICIT_MAX_TTL,
          TOKEN_PERIOD,
          TOKEN_POLICIES,
          TOKEN_BOUND_CIDRS,
          TOKEN_NO_DEFAULT_POLICY,
          TOKEN_NUM_USES,
          TOKEN_TYPE,
          POLICIES,
          TTL,
          MAX_TTL,
          PERIOD,
          NUM_USES);

  private RoleFields() {}
}
