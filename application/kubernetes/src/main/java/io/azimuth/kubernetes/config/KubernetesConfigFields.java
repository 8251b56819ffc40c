package io.azimuth.kubernetes.config;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parameters of {@code config}; stored with the same names. */
final class KubernetesConfigFields {

  static final Field<String> KUBERNETES_HOST =
      Field.text("kubernetes_host", "the API server: a host, host:port, or its address");
  static final Field<String> KUBERNETES_CA_CERT =
      Field.text(
          "kubernetes_ca_cert",
          "the certificates of the API server; by default those of the server's own pod, or else"
              + " of the system");
  static final Field<String> TOKEN_REVIEWER_JWT =
      Field.text(
          "token_reviewer_jwt",
          "the token with which the API server is asked; never shown; by default that of the"
              + " server's own pod, or else the token of the login");
  static final Field<List<String>> PEM_KEYS =
      Field.commaList("pem_keys", "public keys or certificates that sign the tokens, as PEM");
  static final Field<String> ISSUER =
      Field.text("issuer", "the claim iss that tokens must have, unless its check is disabled");
  static final Field<Boolean> DISABLE_ISS_VALIDATION =
      Field.flag("disable_iss_validation", true, "whether any claim iss is accepted");
  static final Field<Boolean> DISABLE_LOCAL_CA_JWT =
      Field.flag(
          "disable_local_ca_jwt",
          false,
          "whether certificates and token of the server's own pod are not used");
  static final Field<Boolean> ALLOW_PLAINTEXT =
      Field.flag(
          "allow_plaintext",
          false,
          "whether kubernetes_host may be an http address of another machine: tokens are sent there"
              + " in clear");
  static final Field<Boolean> USE_ANNOTATIONS =
      Field.flag(
          "use_annotations_as_alias_metadata",
          false,
          "whether annotations vault.hashicorp.com/alias-metadata-NAME of the service account"
              + " become metadata of the alias");

  static final List<Field<?>> ALL =
      List.of(
          KUBERNETES_HOST,
          KUBERNETES_CA_CERT,
          TOKEN_REVIEWER_JWT,
          PEM_KEYS,
          ISSUER,
          DISABLE_ISS_VALIDATION,
          DISABLE_LOCAL_CA_JWT,
          ALLOW_PLAINTEXT,
          USE_ANNOTATIONS);

  private static final String REVIEWER_SET = "token_reviewer_jwt_set";

  /** What {@link #shown} shows. */
  static final List<AnswerField> SHOWN =
      Stream.concat(
              ALL.stream()
                  .filter(field -> !field.equals(TOKEN_REVIEWER_JWT))
                  .map(field -> AnswerField.of(field)),
              Stream.of(AnswerField.flag(REVIEWER_SET, "whether that token is set")))
          .toList();

  private KubernetesConfigFields() {}

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
    members.remove(TOKEN_REVIEWER_JWT.name());
    members.put(REVIEWER_SET, Value.of(!read(stored).value(TOKEN_REVIEWER_JWT).isBlank()));
    return new Value.Obj(members);
  }
}
