package io.azimuth.adapters.http.request;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.api.RefusedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little that a content type means here: JSON is JSON whatever it is called (spec 1.3). */
final class MediaTypes {

  private static final Pattern TYPE =
      Pattern.compile("\\s*([!#$%&'*+.^_`|~\\w-]+/[!#$%&'*+.^_`|~\\w-]+)\\s*(;.*)?");
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private MediaTypes() {}

  static boolean isForm(Optional<String> contentType) {
    return contentType
        .flatMap(MediaTypes::type)
        .filter("application/x-www-form-urlencoded"::equals)
        .isPresent();
  }

  /** PATCH changes by a rule that the content type names, so here it must be right (spec 1.1). */
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
    Matcher matcher = TYPE.matcher(contentType);
    return matcher.matches() ? Optional.of(AsciiCase.fold(matcher.group(1))) : Optional.empty();
  }
}
