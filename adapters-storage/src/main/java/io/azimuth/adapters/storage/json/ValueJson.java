package io.azimuth.adapters.storage.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.azimuth.spi.api.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes values as JSON and reads them without loss: numbers keep their digits, texts keep every
 * UTF-16 unit, members keep their order. The JSON is ASCII on one line.
 */
public final class ValueJson {

  private static final int INITIAL_BYTES = 1_024;

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
          // A lone surrogate has no UTF-8 form, but it has an escape.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
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
    ByteArrayOutputStream out = new ByteArrayOutputStream(INITIAL_BYTES);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      ValueWriter.write(generator, object);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return out.toByteArray();
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
      Value.Obj object = ValueParser.object(parser);
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
}
