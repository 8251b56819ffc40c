package io.azimuth.adapters.storage.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes values through a generator. */
final class ValueWriter {

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

  private ValueWriter() {}

  static void write(JsonGenerator out, Value value) throws IOException {
    if (value instanceof Value.Text text) {
      out.writeString(text.text());
    } else if (value instanceof Value.Num number) {
      out.writeNumber(checked(number.literal()));
    } else if (value instanceof Value.Obj object) {
      writeMembers(out, object);
    } else if (value instanceof Value.Items items) {
      writeItems(out, items);
    } else if (value instanceof Value.Bool flag) {
      out.writeBoolean(flag.on());
    } else {
      out.writeNull();
    }
  }

  private static void writeMembers(JsonGenerator out, Value.Obj object) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, Value> member : object.members().entrySet()) {
      out.writeFieldName(checkedName(member.getKey()));
      write(out, member.getValue());
    }
    out.writeEndObject();
  }

  private static void writeItems(JsonGenerator out, Value.Items items) throws IOException {
    out.writeStartArray();
    for (Value item : items.values()) {
      write(out, item);
    }
    out.writeEndArray();
  }

  private static String checkedName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        return checkedPairs(name);
      }
    }
    return name;
  }

  private static String checkedPairs(String name) {
    if (name.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new IllegalArgumentException("the name of a member is not well-formed text");
    }
    return name;
  }

  private static String checked(String literal) {
    if (!NUMBER.matcher(literal).matches()) {
      throw new IllegalArgumentException("not a JSON number");
    }
    return literal;
  }
}
