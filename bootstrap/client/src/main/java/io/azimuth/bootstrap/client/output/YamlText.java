package io.azimuth.bootstrap.client.output;

import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.util.Map;

/** Writes YAML: block style for objects and lists with content, JSON for all other values. */
public final class YamlText {

  private YamlText() {}

  /** The value as YAML, with a line end. */
  public static String of(Value value) {
    StringBuilder text = new StringBuilder();
    if (isBlock(value)) {
      block(value, "", text);
    } else {
      text.append(JsonText.of(value, JsonForm.COMMAND)).append('\n');
    }
    return text.toString();
  }

  private static boolean isBlock(Value value) {
    return (value instanceof Value.Obj object && !object.members().isEmpty())
        || (value instanceof Value.Items items && !items.values().isEmpty());
  }

  private static void block(Value value, String indent, StringBuilder text) {
    if (value instanceof Value.Obj object) {
      for (Map.Entry<String, Value> member : object.members().entrySet()) {
        String key = JsonText.of(Value.of(member.getKey()), JsonForm.COMMAND);
        text.append(indent).append(plain(member.getKey()) ? member.getKey() : key).append(':');
        nested(member.getValue(), indent, text);
      }
    } else if (value instanceof Value.Items items) {
      for (Value one : items.values()) {
        text.append(indent).append('-');
        nested(one, indent, text);
      }
    }
  }

  private static void nested(Value value, String indent, StringBuilder text) {
    if (isBlock(value)) {
      text.append('\n');
      block(value, indent + "  ", text);
    } else {
      text.append(' ').append(JsonText.of(value, JsonForm.COMMAND)).append('\n');
    }
  }

  // Words that YAML would not read as strings are quoted.
  private static boolean plain(String key) {
    return key.matches("[A-Za-z_][A-Za-z0-9_-]*")
        && !key.matches("(?i)y|n|yes|no|on|off|true|false|null");
  }
}
