package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.encoding.BodyJsonReader;
import io.azimuth.adapters.http.encoding.FormFields;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Distinguishes a form from JSON by its first character: clients send JSON under any content type,
 * also under that of a form ({@code curl -d '{"a":1}'}).
 */
final class BodyParser {

  private static final int LOOK_AHEAD = 512;

  private BodyParser() {}

  static Value.Obj parse(BodyBytes bytes, boolean saidToBeForm, int values) {
    if (bytes.size() == 0) {
      return Value.Obj.EMPTY;
    }
    Optional<ByteBuffer> piece = bytes.piece();
    if (piece.isPresent() && !saidToBeForm) {
      return BodyJsonReader.read(piece.get(), values);
    }
    try (InputStream stream = bytes.stream()) {
      if (saidToBeForm && !looksLikeJson(bytes)) {
        return form(stream);
      }
      return BodyJsonReader.read(stream, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean looksLikeJson(BodyBytes bytes) throws IOException {
    try (InputStream stream = bytes.stream()) {
      for (byte b : stream.readNBytes(LOOK_AHEAD)) {
        if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
          return b == '{' || b == '[';
        }
      }
      return true;
    }
  }

  private static Value.Obj form(InputStream stream) throws IOException {
    try {
      String raw = new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
      return FormFields.parse(raw.strip()).asBody();
    } catch (RefusedException e) {
      throw RefusedException.invalid("error parsing the form");
    }
  }
}
