package io.azimuth.approle;

import io.azimuth.domain.approle.IssuedSecretId;
import io.azimuth.domain.network.Cidr;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How a secret id is shown and stored: everything but itself. A change of what the API shows must
 * not change what is stored.
 */
final class SecretIdCodec {

  static final Field<String> ACCESSOR =
      Field.text("secret_id_accessor", "the public handle of a secret id");

  private static final Field<Integer> NUM_USES = Field.number("secret_id_num_uses", 0, "");
  private static final Field<Duration> TTL = Field.duration("secret_id_ttl", Duration.ZERO, "");
  private static final Field<String> CREATED = Field.text("creation_time", "");
  private static final Field<String> EXPIRES = Field.text("expiration_time", "");
  private static final Field<String> UPDATED = Field.text("last_updated_time", "");
  private static final Field<Map<String, String>> METADATA = Field.pairs("metadata", "");
  private static final Field<List<String>> CIDRS = Field.commaList("cidr_list", "");
  private static final Field<List<String>> TOKEN_CIDRS = Field.commaList("token_bound_cidrs", "");

  /** What Vault shows in the place of a moment that there is none of. */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  /** What {@link #encode} shows. */
  static final List<AnswerField> SHOWN =
      List.of(
          AnswerField.of(ACCESSOR),
          AnswerField.number(NUM_USES.name(), "how often it can still be used; 0: without limit"),
          AnswerField.seconds(TTL.name(), "how long it lives from its creation; 0: without end"),
          AnswerField.time(CREATED.name(), "when it was made"),
          AnswerField.time(EXPIRES.name(), "when it ends; a moment of the year 1: never"),
          AnswerField.time(UPDATED.name(), "when it was made or used last"),
          AnswerField.pairs(METADATA.name(), "the metadata of its tokens"),
          AnswerField.texts(CIDRS.name(), "where logins with it may come from"),
          AnswerField.texts(TOKEN_CIDRS.name(), "where its tokens may be used from"));

  /** What {@link #receipt} shows. */
  static final List<AnswerField> RECEIPT =
      List.of(
          AnswerField.text("secret_id", "the secret id itself, which is shown this once"),
          AnswerField.of(ACCESSOR),
          AnswerField.seconds(TTL.name(), "how long it lives; 0: without end"),
          AnswerField.number(NUM_USES.name(), "how often it can be used; 0: without limit"));

  private SecretIdCodec() {}

  static Value.Obj encode(IssuedSecretId secretId) {
    return Value.Obj.builder()
        .put(ACCESSOR.name(), secretId.accessor())
        .put(NUM_USES.name(), secretId.usesLeft())
        .put(TTL.name(), secretId.ttl().toSeconds())
        .put(CREATED.name(), secretId.created().toString())
        .put(EXPIRES.name(), secretId.expires().map(Instant::toString).orElse(NEVER))
        .put(UPDATED.name(), secretId.updated().toString())
        .put(METADATA.name(), Value.of(secretId.metadata()))
        .put(CIDRS.name(), texts(secretId.cidrs()))
        .put(TOKEN_CIDRS.name(), texts(secretId.tokenCidrs()))
        .build();
  }

  static IssuedSecretId decode(Value.Obj stored) {
    Fields fields = Fields.ofAny(List.of(), stored, Map.of());
    return new IssuedSecretId(
        fields.value(ACCESSOR),
        fields.value(NUM_USES),
        fields.value(TTL),
        Instant.parse(fields.value(CREATED)),
        Instant.parse(fields.value(UPDATED)),
        fields.value(METADATA),
        blocks(fields.value(CIDRS)),
        blocks(fields.value(TOKEN_CIDRS)));
  }

  /** The answer to the creation of a secret id: the secret id and its properties. */
  static Value.Builder receipt(IssuedSecretId secretId, String secretIdText) {
    return Value.Obj.builder()
        .put("secret_id", secretIdText)
        .put(ACCESSOR.name(), secretId.accessor())
        .put(TTL.name(), secretId.ttl().toSeconds())
        .put(NUM_USES.name(), secretId.usesLeft());
  }

  private static List<String> texts(List<Cidr> blocks) {
    return blocks.stream().map(Cidr::toString).toList();
  }

  private static List<Cidr> blocks(List<String> texts) {
    return texts.stream().map(text -> Cidr.parse(text).orElseThrow()).toList();
  }
}
