package io.azimuth.application.api;

import io.azimuth.spi.api.Value;
import java.util.Map;

/** A {@link Value} as JSON text on one line, numbers as they were written. */
public final class JsonText {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(512);

  private JsonText() {}

  /** The JSON text of the value. */
  public static String of(Value value) {
    JsonText text = new JsonText();
    text.value(value);
    return text.out.toString();
  }

  private void value(Value value) {
    if (value instanceof Value.Obj object) {
      object(object);
    } else if (value instanceof Value.Items items) {
      items(items);
    } else if (value instanceof Value.Text text) {
      text(text.text());
    } else if (value instanceof Value.Num number) {
      out.append(number.literal());
    } else if (value instanceof Value.Bool bool) {
      out.append(bool.on());
    } else {
      out.append("null");
    }
  }

  private void object(Value.Obj object) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<String, Value> member : object.members().entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      text(member.getKey());
      out.append(':');
      value(member.getValue());
    }
    out.append('}');
  }

  private void items(Value.Items items) {
    out.append('[');
    for (int i = 0; i < items.values().size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value(items.values().get(i));
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || isLoneSurrogate(text, i)) {
        escape(c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** UTF-8 cannot encode half of a surrogate pair, so it is written as an escape. */
  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private void escape(char c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt(c >> shift & 0xf));
        }
      }
    }
  }
}
