package io.azimuth.spi.api;

/** Writes a {@link Value} as JSON text, numbers as they were written. */
public final class JsonText {

  /** Nearly all answers have fewer characters. */
  private static final int USUAL = 1_024;

  private final StringBuilder out = new StringBuilder(USUAL);
  private final JsonForm form;
  private final boolean indented;
  private int depth;

  private JsonText(JsonForm form, boolean indented) {
    this.form = form;
    this.indented = indented;
  }

  /** The value on one line, as in the body of an answer. */
  public static String of(Value value) {
    return of(value, JsonForm.ANSWER);
  }

  /** The same with the end of the line. */
  public static String line(Value value) {
    JsonText text = new JsonText(JsonForm.ANSWER, false);
    text.value(value);
    return text.out.append('\n').toString();
  }

  /**
   * The value on one line.
   *
   * @throws IllegalArgumentException when the form cannot spell it
   */
  public static String of(Value value, JsonForm form) {
    return new JsonText(form, false).with(value);
  }

  /** The value for a human reader: each member on a line, indented by two spaces. */
  public static String indented(Value value) {
    return new JsonText(JsonForm.COMMAND, true).with(value);
  }

  private String with(Value value) {
    value(value);
    return out.toString();
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
    depth++;
    object.members().forEach(this::member);
    end(isBegun('{'), '}');
  }

  private void member(String name, Value value) {
    next(isBegun('{'));
    text(checkedName(name));
    out.append(indented ? ": " : ":");
    value(value);
  }

  /** Whether nothing follows the bracket yet. */
  private boolean isBegun(char bracket) {
    return out.charAt(out.length() - 1) == bracket;
  }

  private void items(Value.Items items) {
    out.append('[');
    depth++;
    for (Value item : items.values()) {
      next(isBegun('['));
      value(item);
    }
    end(isBegun('['), ']');
  }

  private void next(boolean first) {
    if (!first) {
      out.append(',');
    }
    indent();
  }

  private void end(boolean empty, char bracket) {
    depth--;
    if (!empty) {
      indent();
    }
    out.append(bracket);
  }

  private void indent() {
    if (indented) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void text(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPlain(c) && form.escapes(text, i)) {
        out.append(text, written, i);
        form.escape(c, out);
        written = i + 1;
      }
    }
    if (written == 0) {
      out.append(text); // copied at once, a part of a text character by character
    } else {
      out.append(text, written, text.length());
    }
    out.append('"');
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
  }

  /** Half a surrogate pair in a name would not be read back. */
  private String checkedName(String name) {
    for (int i = 0; form == JsonForm.RECORD && i < name.length(); i++) {
      if (JsonForm.isLoneSurrogate(name, i)) {
        throw new IllegalArgumentException("the name of a member is not well-formed text");
      }
    }
    return name;
  }
}
