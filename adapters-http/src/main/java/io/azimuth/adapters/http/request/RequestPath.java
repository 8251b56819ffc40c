package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.encoding.PercentDecoder;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import java.util.Locale;

/**
 * The canonical path of a raw request target. Each spelling gives one path or is refused: a policy
 * must never check another path than the one that the handler uses (CVE-2026-3605).
 *
 * <p>The whole target is decoded once, before anything is checked, so {@code %2F} separates
 * segments as {@code /} does: generated clients encode the slashes of a path parameter (RFC 6570,
 * simple expansion). What such a client sends for an empty parameter at the end, {@code
 * metadata//}, means {@code metadata/}.
 */
final class RequestPath {

  private static final String BASE = "/v1/";
  private static final int MAX_LENGTH = 4_096;

  private RequestPath() {}

  /**
   * Decodes the target, without its query, once.
   *
   * @return the path without {@code /v1/}
   * @throws RefusedException NOT_FOUND outside {@code /v1/}, INVALID_REQUEST when there is no
   *     canonical form, or when it has more than 4,096 characters
   */
  static String of(String rawTarget) {
    String raw = withoutAuthority(rawTarget);
    if (!raw.startsWith(BASE) || raw.length() == BASE.length()) {
      throw new RefusedException(Refusal.of(ErrorCategory.NOT_FOUND));
    }
    String path = withoutEmptyEnd(decoded(raw.substring(BASE.length())));
    if (path.isEmpty()) {
      throw RefusedException.invalid("the path is empty");
    }
    if (path.length() > MAX_LENGTH) {
      throw RefusedException.invalid("the path has more than " + MAX_LENGTH + " characters");
    }
    checkSegments(path);
    return path;
  }

  /** Removes the authority: proxies send {@code http://host/path} (absolute-form, RFC 9112). */
  static String withoutAuthority(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    String lower = target.substring(0, Math.min(8, target.length())).toLowerCase(Locale.ROOT);
    int authority = lower.startsWith("http://") ? 7 : lower.equals("https://") ? 8 : -1;
    int path = authority < 0 ? -1 : target.indexOf('/', authority);
    return path <= authority ? "" : target.substring(path);
  }

  private static String decoded(String raw) {
    if (raw.indexOf('#') >= 0) {
      throw RefusedException.invalid("the path holds a fragment");
    }
    return PercentDecoder.path(raw);
  }

  private static String withoutEmptyEnd(String path) {
    return path.endsWith("//") ? path.substring(0, path.length() - 1) : path;
  }

  private static void checkSegments(String path) {
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      if (segments[i].isEmpty() && i < segments.length - 1) {
        throw RefusedException.invalid("the path holds an empty segment");
      }
      if (segments[i].equals(".") || segments[i].equals("..")) {
        throw RefusedException.invalid("relative paths not supported");
      }
    }
    if (!isPrintable(path)) {
      throw RefusedException.invalid("the path holds a character that cannot be printed");
    }
  }

  private static boolean isPrintable(String path) {
    for (int i = 0; i < path.length(); i += Character.charCount(path.codePointAt(i))) {
      if (!isPrintable(path.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Letters, marks, numbers, punctuation, symbols and the ASCII space. */
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
