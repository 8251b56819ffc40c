package io.azimuth.adapters.storage.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes values as JSON and reads them without loss: numbers keep their digits, texts keep every
 * UTF-16 unit, members keep their order. The JSON is ASCII on one line.
 */
public final class ValueJson {

  // More than a record of the store can have. The limit of the store is the effective one.
  private static final int NO_LIMIT = 1 << 24;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(NO_LIMIT)
                  .maxNameLength(NO_LIMIT)
                  .maxStringLength(NO_LIMIT)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private ValueJson() {}

  /**
   * The JSON text of the object.
   *
   * @throws IllegalArgumentException when a number in it is no JSON number, or the name of a member
   *     holds half a surrogate pair, which the parser would not read back
   */
  public static byte[] write(Value.Obj object) {
    return JsonText.of(object, JsonForm.RECORD).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the JSON text of an object.
   *
   * @throws UnreadableException when it is anything else
   */
  public static Value.Obj read(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableException("no JSON object");
      }
      Value.Obj object = object(parser);
      if (parser.nextToken() != null) {
        throw new UnreadableException("something follows the JSON object");
      }
      return object;
    } catch (JsonProcessingException e) {
      // The parser's own message may quote the text.
      throw new UnreadableException("no JSON, at byte " + e.getLocation().getByteOffset());
    } catch (IOException e) {
      // Reading from memory fails only here: at bytes that begin like another Unicode encoding.
      throw new UnreadableException("no JSON in UTF-8");
    }
  }

  private static Value.Obj object(JsonParser in) throws IOException {
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
