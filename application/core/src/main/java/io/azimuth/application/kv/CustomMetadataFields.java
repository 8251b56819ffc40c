package io.azimuth.application.kv;

import io.azimuth.domain.kv.CustomMetadata;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The notes on a secret, as they are sent (spec 7.1). */
final class CustomMetadataFields {

  static final Field<Value.Obj> CUSTOM =
      Field.object("custom_metadata", "what users note of the secret: texts by name");

  private CustomMetadataFields() {}

  /** All notes of the secret, the former ones replaced. */
  static Map<String, String> replaced(Map<String, String> current, Fields fields) {
    return fields.present(CUSTOM).map(sent -> checked(texts(sent))).orElse(current);
  }

  /** The notes with those that were sent; null removes one, or all. */
  static Map<String, String> merged(Map<String, String> current, Fields fields) {
    Optional<Value> sent = fields.sent(CUSTOM);
    if (sent.isEmpty()) {
      return current;
    }
    if (sent.get() instanceof Value.Null) {
      return Map.of();
    }
    return checked(texts(MergePatch.apply(Value.of(current), fields.value(CUSTOM))));
  }

  private static Map<String, String> checked(Map<String, String> notes) {
    return RefusedException.orRefuse(CustomMetadata.check(notes));
  }

  private static Map<String, String> texts(Value.Obj object) {
    Map<String, String> texts = new TreeMap<>();
    object.members().forEach((name, value) -> texts.put(name, text(name, value)));
    return texts;
  }

  private static String text(String name, Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    throw RefusedException.invalid(
        CustomMetadata.problem("the value of " + Quoted.of(name) + " must be a string"));
  }
}
