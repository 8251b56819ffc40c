package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.bootstrap.imports.rule.TokenFields;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An auth method besides azure whose configuration and roles are taken over.
 *
 * @param types the types of its mounts
 * @param config the fields of the configuration, which a write replaces whole; empty when there is
 *     none
 * @param secret the parameter with the secret that a configuration has and no read of it shows
 * @param partOfRole the path below a role at which more of it is read
 */
record ImportedMethod(
    Set<String> types,
    Optional<RecordFields> config,
    Function<Value.Obj, Optional<String>> secret,
    RecordFields roles,
    Optional<String> partOfRole) {

  private static final String REVIEWER_SET = "token_reviewer_jwt_set";

  /** Logins with a JWT, and of people with a browser. */
  private static final ImportedMethod JWT =
      new ImportedMethod(
          Set.of("jwt", "oidc"),
          Optional.of(
              RecordFields.of(
                  List.of(
                      text("oidc_discovery_url"),
                      text("oidc_discovery_ca_pem"),
                      text("jwks_url"),
                      text("jwks_ca_pem"),
                      set("jwt_validation_pubkeys"),
                      text("bound_issuer"),
                      set("jwt_supported_algs"),
                      text("default_role"),
                      text("oidc_client_id"),
                      text("oidc_response_mode"),
                      set("oidc_response_types")),
                  "namespace_in_state",
                  "status")),
          shown -> RecordFields.text(shown, "oidc_client_id").map(client -> "oidc_client_secret"),
          roles(
              text("role_type").orElse(Value.of("oidc")),
              set("bound_audiences"),
              text("bound_subject"),
              flag("require_bound_token"),
              ImportField.of("bound_claims", FieldShape.OBJECT),
              text("bound_claims_type").orElse(Value.of("string")),
              text("user_claim"),
              flag("user_claim_json_pointer"),
              text("groups_claim"),
              ImportField.of("claim_mappings", FieldShape.PAIRS),
              seconds("clock_skew_leeway"),
              seconds("expiration_leeway"),
              seconds("not_before_leeway"),
              set("oidc_scopes"),
              set("allowed_redirect_uris"),
              flag("verbose_oidc_logging"),
              seconds("max_age"),
              text("callback_mode").orElse(Value.of("client")),
              number("poll_interval")),
          Optional.empty());

  /** Logins of pods with the token of a service account. */
  private static final ImportedMethod KUBERNETES =
      new ImportedMethod(
          Set.of("kubernetes"),
          Optional.of(
              RecordFields.of(
                  List.of(
                      text("kubernetes_host"),
                      text("kubernetes_ca_cert"),
                      set("pem_keys"),
                      text("issuer"),
                      flag("disable_iss_validation").orElse(Value.of(true)),
                      flag("disable_local_ca_jwt"),
                      flag("use_annotations_as_alias_metadata")),
                  REVIEWER_SET)),
          ImportedMethod::reviewer,
          roles(
              set("bound_service_account_names"),
              set("bound_service_account_namespaces"),
              text("bound_service_account_namespace_selector"),
              text("alias_name_source").orElse(Value.of("serviceaccount_uid")),
              text("audience"),
              flag("require_bound_token")),
          Optional.empty());

  /** Logins with the id of a role and a secret id. */
  private static final ImportedMethod APPROLE =
      new ImportedMethod(
          Set.of("approle"),
          Optional.empty(),
          shown -> Optional.empty(),
          roles(
              text("role_id"),
              flag("bind_secret_id").orElse(Value.of(true)),
              set("secret_id_bound_cidrs"),
              number("secret_id_num_uses"),
              seconds("secret_id_ttl"),
              flag("local_secret_ids")),
          Optional.of("role-id"));

  ImportedMethod {
    types = Set.copyOf(types);
  }

  static Optional<ImportedMethod> of(String type) {
    return Stream.of(JWT, KUBERNETES, APPROLE)
        .filter(method -> method.types.contains(type))
        .findFirst();
  }

  /** Whether its logins need secret ids, which no server shows. */
  boolean hasSecretIds() {
    return equals(APPROLE);
  }

  // A server that does not show whether there is a token may have one.
  private static Optional<String> reviewer(Value.Obj shown) {
    return RecordFields.text(shown, REVIEWER_SET).equals(Optional.of("false"))
        ? Optional.empty()
        : Optional.of("token_reviewer_jwt");
  }

  private static RecordFields roles(ImportField... own) {
    return RecordFields.of(
        Stream.concat(Stream.of(own), TokenFields.ALL.stream()).toList(), "name");
  }

  private static ImportField text(String name) {
    return ImportField.of(name, FieldShape.TEXT);
  }

  private static ImportField set(String name) {
    return ImportField.of(name, FieldShape.SET);
  }

  private static ImportField flag(String name) {
    return ImportField.of(name, FieldShape.FLAG);
  }

  private static ImportField seconds(String name) {
    return ImportField.of(name, FieldShape.SECONDS);
  }

  private static ImportField number(String name) {
    return ImportField.of(name, FieldShape.NUMBER);
  }
}
