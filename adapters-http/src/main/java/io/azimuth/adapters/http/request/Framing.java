package io.azimuth.adapters.http.request;

import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.api.RefusedException;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses requests whose end two servers could find in different places (request smuggling, RFC
 * 9112 section 6.3). The connection is closed after such a request.
 */
final class Framing {

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private Framing() {}

  static void check(HeaderMap headers, boolean isHttp11) {
    List<String> lengths = RequestHeaders.values(headers, Headers.CONTENT_LENGTH);
    List<String> encodings = RequestHeaders.values(headers, Headers.TRANSFER_ENCODING);
    boolean sound =
        lengths.size() + encodings.size() <= 1
            && (isHttp11 || encodings.isEmpty())
            && (lengths.isEmpty() || LENGTH.matcher(lengths.get(0)).matches())
            && (encodings.isEmpty() || AsciiCase.fold(encodings.get(0)).equals("chunked"));
    if (!sound) {
      throw RefusedException.invalid("the length of the body is not clear");
    }
  }
}
