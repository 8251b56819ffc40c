package io.azimuth.bootstrap.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes JSON with Jackson's streaming API. Loading its mapper would take a third of the
 * run time of a command.
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

  /** The value as JSON on one line. */
  public static String compact(Value value) {
    return write(value, false);
  }

  /** The value as JSON, indented by two spaces. */
  public static String pretty(Value value) {
    return write(value, true);
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

  private static String write(Value value, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      if (indented) {
        generator.setPrettyPrinter(twoSpaces());
      }
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static DefaultPrettyPrinter twoSpaces() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    return printer;
  }

  private static void write(Value value, JsonGenerator generator) throws IOException {
    if (value instanceof Value.Obj object) {
      generator.writeStartObject();
      for (Map.Entry<String, Value> member : object.members().entrySet()) {
        generator.writeFieldName(member.getKey());
        write(member.getValue(), generator);
      }
      generator.writeEndObject();
    } else if (value instanceof Value.Items items) {
      generator.writeStartArray();
      for (Value one : items.values()) {
        write(one, generator);
      }
      generator.writeEndArray();
    } else {
      writeScalar(value, generator);
    }
  }

  private static void writeScalar(Value value, JsonGenerator generator) throws IOException {
    if (value instanceof Value.Text text) {
      generator.writeString(text.text());
    } else if (value instanceof Value.Num number) {
      generator.writeNumber(number.literal());
    } else if (value instanceof Value.Bool flag) {
      generator.writeBoolean(flag.on());
    } else {
      generator.writeNull();
    }
  }
}
