package io.azimuth.application.audit;

import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The size of a value as JSON text, in bytes, without making that text. Escapes are not counted.
 */
final class JsonSize {

  /** As it was sent. */
  static final JsonSize PLAIN = new JsonSize(JsonSize::bytes, JsonSize::bytes);

  /** With each text hashed, and each token in a name. */
  static final JsonSize HASHED = new JsonSize(JsonSize::redacted, text -> SaltedHash.LENGTH);

  /** With each token hashed. */
  static final JsonSize REDACTED = new JsonSize(JsonSize::redacted, JsonSize::redacted);

  private static final int QUOTES = 2;
  private static final int LITERAL = 5; // false

  private final ToLongFunction<String> names;
  private final ToLongFunction<String> texts;

  private JsonSize(ToLongFunction<String> names, ToLongFunction<String> texts) {
    this.names = names;
    this.texts = texts;
  }

  /** The size of the member with the punctuation around it. */
  long of(String name, Value member) {
    return names.applyAsLong(name) + QUOTES + 2 + of(member);
  }

  long of(Value value) {
    if (value instanceof Value.Text written) {
      return texts.applyAsLong(written.text()) + QUOTES;
    }
    if (value instanceof Value.Num number) {
      return number.literal().length();
    }
    if (value instanceof Value.Items items) {
      long size = 2;
      for (Value item : items.values()) {
        size += of(item) + 1;
      }
      return size;
    }
    if (value instanceof Value.Obj object) {
      long size = 2;
      for (Map.Entry<String, Value> member : object.members().entrySet()) {
        size += of(member.getKey(), member.getValue());
      }
      return size;
    }
    return LITERAL;
  }

  private static long redacted(String text) {
    return bytes(TokenRedaction.redact(text, token -> SaltedHash.SAMPLE));
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
