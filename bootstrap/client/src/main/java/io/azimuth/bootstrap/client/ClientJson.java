package io.azimuth.bootstrap.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON with Jackson's streaming API. Loading its mapper would take a third of the run time of
 * a command.
 */
public final class ClientJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private ClientJson() {}

  /** Parses the text; empty if it is not JSON. */
  public static Optional<Value> parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Value value = read(parser);
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // the exception's message would quote the text
    }
  }

  private static Value read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("nothing");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> Value.of(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Num(parser.getText());
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NULL -> Value.NULL;
      default -> throw new IOException("unexpected");
    };
  }

  private static Value object(JsonParser parser) throws IOException {
    Value.Builder members = Value.Obj.builder();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, read(parser));
    }
    return members.build();
  }

  private static Value items(JsonParser parser) throws IOException {
    List<Value> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(read(parser));
    }
    return new Value.Items(values);
  }
}
