package io.azimuth.jwt.config;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parameters of {@code config}; stored with the same names. */
final class JwtConfigFields {

  static final Field<String> OIDC_DISCOVERY_URL =
      Field.text("oidc_discovery_url", "the issuer, below whose address its discovery document is");
  static final Field<String> OIDC_DISCOVERY_CA_PEM =
      Field.text("oidc_discovery_ca_pem", "the certificates of that address");
  static final Field<String> JWKS_URL = Field.text("jwks_url", "the address of the key set");
  static final Field<String> JWKS_CA_PEM =
      Field.text("jwks_ca_pem", "the certificates of that address");
  static final Field<List<String>> JWT_VALIDATION_PUBKEYS =
      Field.commaList("jwt_validation_pubkeys", "public keys or certificates as PEM");
  static final Field<String> BOUND_ISSUER =
      Field.text("bound_issuer", "the claim iss that tokens must have");
  static final Field<List<String>> JWT_SUPPORTED_ALGS =
      Field.commaList("jwt_supported_algs", "the algorithms that are accepted; empty means all");
  static final Field<String> DEFAULT_ROLE =
      Field.text("default_role", "the role of a login that names none");
  static final Field<String> OIDC_CLIENT_ID =
      Field.text("oidc_client_id", "the client id for logins with a browser");
  static final Field<String> OIDC_CLIENT_SECRET =
      Field.text("oidc_client_secret", "its secret; never shown; none for a public client");
  static final Field<String> OIDC_RESPONSE_MODE =
      Field.text("oidc_response_mode", "query, the default");
  static final Field<List<String>> OIDC_RESPONSE_TYPES =
      Field.commaList("oidc_response_types", "code, the default");
  static final Field<Boolean> NAMESPACE_IN_STATE =
      Field.flag("namespace_in_state", true, "has no effect: there are no namespaces");

  /** Of HashiCorp's server: what certain identity providers do in ways of their own. */
  private static final Field<Value.Obj> PROVIDER_CONFIG =
      Field.object("provider_config", "settings of one identity provider")
          .refused("no identity provider needs settings of its own here");

  private static final Field<List<String>> UNSUPPORTED_EXTENSIONS =
      Field.commaList(
              "unsupported_critical_cert_extensions", "extensions of certificates to ignore")
          .refused("certificates with unknown critical extensions are not trusted");

  private static final Field<List<String>> JWKS_PAIRS =
      Field.list("jwks_pairs", "several key sets").refused("use a mount for each key set");

  static final List<Field<?>> ALL =
      List.of(
          OIDC_DISCOVERY_URL,
          OIDC_DISCOVERY_CA_PEM,
          JWKS_URL,
          JWKS_CA_PEM,
          JWT_VALIDATION_PUBKEYS,
          BOUND_ISSUER,
          JWT_SUPPORTED_ALGS,
          DEFAULT_ROLE,
          OIDC_CLIENT_ID,
          OIDC_CLIENT_SECRET,
          OIDC_RESPONSE_MODE,
          OIDC_RESPONSE_TYPES,
          NAMESPACE_IN_STATE);

  /** All that a write may send: also what is refused. */
  static final List<Field<?>> SENT =
      Stream.concat(ALL.stream(), Stream.of(PROVIDER_CONFIG, UNSUPPORTED_EXTENSIONS, JWKS_PAIRS))
          .toList();

  /** What {@link #shown} shows. */
  static final List<AnswerField> SHOWN =
      SENT.stream()
          .filter(field -> !field.equals(OIDC_CLIENT_SECRET))
          .map(field -> AnswerField.of(field))
          .toList();

  private JwtConfigFields() {}

  /** The record of a configuration: every parameter with its value. */
  static Value.Obj stored(Fields fields) {
    Map<String, Value> members = new LinkedHashMap<>();
    ALL.forEach(field -> put(members, field, fields));
    return new Value.Obj(members);
  }

  private static <T> void put(Map<String, Value> members, Field<T> field, Fields fields) {
    members.put(field.name(), field.toValue(fields.value(field)));
  }

  static Fields read(Value.Obj stored) {
    return Fields.of(ALL, stored, Map.of());
  }

  /** A configuration as a read shows it: without its secret. */
  static Value.Obj shown(Value.Obj stored) {
    Map<String, Value> members = new LinkedHashMap<>(stored.members());
    members.remove(OIDC_CLIENT_SECRET.name());
    members.put(PROVIDER_CONFIG.name(), Value.Obj.EMPTY);
    members.put(UNSUPPORTED_EXTENSIONS.name(), new Value.Items(List.of()));
    members.put(JWKS_PAIRS.name(), new Value.Items(List.of()));
    return new Value.Obj(members);
  }
}
