package io.azimuth.application.api;

import java.util.Iterator;

/** JSON as a text, where an answer carries one inside of another. */
public final class JsonText {

  private static final int FIRST_PRINTABLE = 0x20;

  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /** The value without any white space; numbers as they were written. */
  public static String of(Value value) {
    JsonText json = new JsonText();
    json.write(value);
    return json.text.toString();
  }

  private void write(Value value) {
    if (value instanceof Value.Obj object) {
      write(object);
    } else if (value instanceof Value.Items items) {
      write(items);
    } else if (value instanceof Value.Text one) {
      quote(one.text());
    } else if (value instanceof Value.Num number) {
      text.append(number.literal());
    } else if (value instanceof Value.Bool bool) {
      text.append(bool.on());
    } else {
      text.append("null");
    }
  }

  private void write(Value.Obj object) {
    text.append('{');
    String separator = "";
    for (var member : object.members().entrySet()) {
      text.append(separator);
      quote(member.getKey());
      text.append(':');
      write(member.getValue());
      separator = ",";
    }
    text.append('}');
  }

  private void write(Value.Items items) {
    text.append('[');
    for (Iterator<Value> each = items.values().iterator(); each.hasNext(); ) {
      write(each.next());
      text.append(each.hasNext() ? "," : "");
    }
    text.append(']');
  }

  private void quote(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
