package io.azimuth.adapters.storage.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values from a parser. The parser limits the depth. */
final class ValueParser {

  private ValueParser() {}

  /** Reads an object. The parser's current token is its opening brace. */
  static Value.Obj object(JsonParser in) throws IOException {
    Map<String, Value> members = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      if (members.put(name, value(in)) != null) {
        throw new UnreadableException("a member stands twice in one object");
      }
    }
    return new Value.Obj(members);
  }

  private static Value.Items items(JsonParser in) throws IOException {
    List<Value> values = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(in));
    }
    return new Value.Items(values);
  }

  private static Value value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> items(in);
      case VALUE_STRING -> new Value.Text(in.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Num(in.getText());
      case VALUE_TRUE -> new Value.Bool(true);
      case VALUE_FALSE -> new Value.Bool(false);
      case VALUE_NULL -> Value.NULL;
      default -> throw new UnreadableException("no JSON value");
    };
  }
}
