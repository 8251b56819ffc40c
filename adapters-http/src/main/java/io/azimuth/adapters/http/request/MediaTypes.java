package io.azimuth.adapters.http.request;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.api.RefusedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads content types. Only forms and PATCH need one: a JSON body is accepted under any content
 * type.
 */
final class MediaTypes {

  private static final Pattern TYPE =
      Pattern.compile("\\s*([!#$%&'*+.^_`|~\\w-]+/[!#$%&'*+.^_`|~\\w-]+)\\s*(;.*)?");
  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private MediaTypes() {}

  static boolean isForm(Optional<String> contentType) {
    return contentType
        .flatMap(MediaTypes::type)
        .filter("application/x-www-form-urlencoded"::equals)
        .isPresent();
  }

  /**
   * Refuses a PATCH without its content type, because that type names the rule by which PATCH
   * changes a value (RFC 7396).
   */
  static void checkPatch(Optional<String> contentType) {
    String type =
        contentType
            .flatMap(MediaTypes::type)
            .orElseThrow(
                () -> RefusedException.invalid("PATCH requires the Content-Type " + MERGE_PATCH));
    if (!type.equals(MERGE_PATCH)) {
      throw new RefusedException(
          ErrorCategory.UNSUPPORTED_MEDIA, "PATCH requires the Content-Type " + MERGE_PATCH);
    }
  }

  private static Optional<String> type(String contentType) {
    if (contentType.equals(JSON)) { // almost all requests, without the search for a pattern
      return Optional.of(JSON);
    }
    Matcher matcher = TYPE.matcher(contentType);
    return matcher.matches() ? Optional.of(AsciiCase.fold(matcher.group(1))) : Optional.empty();
  }
}
