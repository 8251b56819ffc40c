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

/** The custom metadata of a secret, as requests send it. */
final class CustomMetadataFields {

  static final Field<Value.Obj> CUSTOM =
      Field.object("custom_metadata", "what users note of the secret: texts by name");

  private CustomMetadataFields() {}

  /** The sent custom metadata, which replaces all of the current. */
  static Map<String, String> replaced(Map<String, String> current, Fields fields) {
    return fields.present(CUSTOM).map(sent -> checked(texts(sent))).orElse(current);
  }

  /** The current custom metadata with the sent entries; null removes one entry, or all of them. */
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
