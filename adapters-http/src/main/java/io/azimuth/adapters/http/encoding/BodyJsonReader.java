package io.azimuth.adapters.http.encoding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object strictly: in UTF-8 only, without duplicate members, with nothing after it,
 * limited in depth and in the number of values. Without the last limit a body of {@code [[],[],…}
 * grows many times over in memory (CVE-2025-59043).
 *
 * <p>Jackson's messages quote the text, which may be a secret, so they are not passed on.
 */
public final class BodyJsonReader {

  static final int MAX_DEPTH = 64;

  /** The longest text: four times the size of the largest stored value. */
  static final int MAX_TEXT = 4 * 1024 * 1024;

  /** How many digits the whole part of the largest double has. */
  private static final int DIGITS_OF_LARGEST = 309;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(1_000)
                  .maxNameLength(32_768)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .build();

  private final JsonParser parser;
  private final int maxValues;
  private int values;

  private BodyJsonReader(JsonParser parser, int maxValues) {
    this.parser = parser;
    this.maxValues = maxValues;
  }

  /**
   * Reads the whole stream. White space alone and {@code null} are the empty object.
   *
   * @param maxValues the most values and names of members
   * @throws RefusedException when it is not such an object
   */
  public static Value.Obj read(InputStream utf8, int maxValues) {
    return read(
        () -> FACTORY.createParser(new InputStreamReader(utf8, strictDecoder())), maxValues);
  }

  /** The same for a short text, without the buffers of a stream. */
  public static Value.Obj read(ByteBuffer utf8, int maxValues) {
    return read(
        () -> {
          CharBuffer text = strictDecoder().decode(utf8);
          return FACTORY.createParser(text.array(), text.arrayOffset(), text.length());
        },
        maxValues);
  }

  /** Opens a text for reading. */
  private interface Opening {
    JsonParser open() throws IOException;
  }

  private static Value.Obj read(Opening text, int maxValues) {
    try (JsonParser parser = text.open()) {
      return new BodyJsonReader(parser, maxValues).document();
    } catch (JsonProcessingException e) {
      throw refusal("not valid JSON", e.getLocation());
    } catch (IOException e) {
      throw RefusedException.invalid("error parsing JSON: not valid UTF-8");
    }
  }

  private static CharsetDecoder strictDecoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private Value.Obj document() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      return Value.Obj.EMPTY;
    }
    Value value = value(token);
    if (parser.nextToken() != null) {
      throw refusal("something follows the object", parser.currentTokenLocation());
    }
    if (value instanceof Value.Null) {
      return Value.Obj.EMPTY;
    }
    if (value instanceof Value.Obj object) {
      return object;
    }
    throw RefusedException.invalid("error parsing JSON: the body must be an object");
  }

  private Value value(JsonToken token) throws IOException {
    count();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> items();
      case VALUE_STRING -> Value.of(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NULL -> Value.NULL;
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw refusal("not valid JSON", parser.currentTokenLocation());
    };
  }

  /** Refuses what most clients cannot read again: their largest number is that of a double. */
  private Value number(String literal) {
    boolean maybeLarge = literal.length() >= DIGITS_OF_LARGEST || hasExponent(literal);
    if (maybeLarge && Double.isInfinite(Double.parseDouble(literal))) {
      throw refusal("a number is larger than 1.8e308", parser.currentTokenLocation());
    }
    return new Value.Num(literal);
  }

  private static boolean hasExponent(String literal) {
    return literal.indexOf('e') >= 0 || literal.indexOf('E') >= 0;
  }

  private Value.Obj object() throws IOException {
    Map<String, Value> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      count();
      String name = wellFormed(parser.currentName());
      if (members.put(name, value(parser.nextToken())) != null) {
        throw refusal("a member appears twice", parser.currentTokenLocation());
      }
    }
    return new Value.Obj(members);
  }

  private Value items() throws IOException {
    List<Value> values = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      values.add(value(token));
    }
    return new Value.Items(values);
  }

  private void count() {
    if (++values > maxValues) {
      throw RefusedException.invalid("error parsing JSON: more than " + maxValues + " values");
    }
  }

  /**
   * Refuses half a surrogate pair, which an escape can spell: it has no UTF-8 form and could not be
   * stored unchanged.
   */
  private String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
          throw refusal("half a surrogate pair", parser.currentTokenLocation());
        }
        i++;
      }
    }
    return text;
  }

  private static RefusedException refusal(String reason, JsonLocation at) {
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return RefusedException.invalid("error parsing JSON: " + reason + where);
  }
}
