package io.azimuth.application.openapi;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.AnswerSchema.Content;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the envelopes of all answers have, whatever their content is. */
final class EnvelopeSchemas {

  /** The name of the schema of the envelope. */
  static final String ENVELOPE = "Envelope";

  private static final String AUTH = "Auth";

  private static final String WRAP_INFO = "WrapInfo";

  // Beside members of the envelope, those of the data cannot be said to be of one type.
  private static final Value.Obj ANYTHING = AnswerFieldSchema.of(List.of());

  private static final List<AnswerField> OF_ENVELOPE =
      List.of(
          AnswerField.text("request_id", "The id of the request, also in the audit log."),
          AnswerField.text("lease_id", "The lease of the data; empty when it has none."),
          AnswerField.flag("renewable", "Whether the lease can be renewed."),
          AnswerField.seconds("lease_duration", "How long the lease or the data is good."),
          AnswerField.object("data", "The result.").orNull(),
          AnswerField.texts("warnings", "Sentences for the operator.").orNull(),
          AnswerField.text("mount_type", "The type of the mount that answered."));

  private static final List<AnswerField> OF_AUTH =
      List.of(
          AnswerField.text("client_token", "The token."),
          AnswerField.text("accessor", "Its accessor, which cannot be used in its place."),
          AnswerField.texts("policies", "All policies of the token."),
          AnswerField.texts("token_policies", "Those that it was issued with."),
          AnswerField.texts("identity_policies", "Those of its entity and of its groups."),
          AnswerField.pairs("metadata", "What is known of its holder.").orNull(),
          AnswerField.seconds("lease_duration", "How long it is valid."),
          AnswerField.flag("renewable", "Whether it can be renewed."),
          AnswerField.text("entity_id", "The entity of its holder; empty when it has none."),
          AnswerField.text("token_type", "service or batch"),
          AnswerField.flag("orphan", "Whether it has no parent."),
          AnswerField.object("mfa_requirement", "Always null.").orNull(),
          AnswerField.number("num_uses", "How often it can be used; 0: without limit."));

  private static final List<AnswerField> OF_WRAP_INFO =
      List.of(
          AnswerField.text("token", "The token that unwraps the answer, once."),
          AnswerField.text("accessor", "The accessor of that token."),
          AnswerField.seconds("ttl", "How long the answer can be unwrapped."),
          AnswerField.time("creation_time", "When it was wrapped."),
          AnswerField.text("creation_path", "The path of the request that it answers."),
          AnswerField.text(
              "wrapped_accessor", "The accessor of the token or the secret that is wrapped."));

  private EnvelopeSchemas() {}

  /** The schemas by their names. */
  static Map<String, Value> all() {
    Map<String, Value> all = new TreeMap<>();
    all.put(ENVELOPE, envelope());
    all.put(AUTH, orNull(OF_AUTH));
    all.put(WRAP_INFO, orNull(OF_WRAP_INFO));
    return all;
  }

  /** The envelope of an answer whose data have this schema. */
  static Value.Obj around(Value.Obj data, Route route, AnswerSchema answer) {
    List<Value> parts = new ArrayList<>();
    parts.add(SharedSchemas.reference(ENVELOPE));
    parts.add(
        Value.Obj.builder()
            .put("type", "object")
            .put("properties", Value.Obj.builder().put("data", data).build())
            .build());
    if (route.rendering() == Rendering.DATA_AT_ROOT) {
      parts.add(answer.content() == Content.DATA_BY_NAME ? ANYTHING : data);
    }
    return Value.Obj.builder().put("allOf", new Value.Items(parts)).build();
  }

  private static Value.Obj envelope() {
    Value.Builder members =
        AnswerFieldSchema.properties(OF_ENVELOPE)
            .put("wrap_info", SharedSchemas.reference(WRAP_INFO))
            .put("auth", SharedSchemas.reference(AUTH));
    return Value.Obj.builder().put("type", "object").put("properties", members.build()).build();
  }

  // In OpenAPI 3.0 null is allowed where the type is said, and nothing may stand beside a
  // reference.
  private static Value.Obj orNull(List<AnswerField> fields) {
    Value.Builder schema = Value.Obj.builder();
    AnswerFieldSchema.of(fields).members().forEach(schema::put);
    return schema.put("nullable", true).build();
  }
}
