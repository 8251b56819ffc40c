package io.azimuth.adapters.http.console;

import io.azimuth.adapters.http.answer.StaticBody;

/**
 * A file of the console.
 *
 * @param body what is sent
 * @param tag its entity tag, in quotes
 * @param caching the value of {@code Cache-Control}
 */
record ConsoleFile(StaticBody body, String tag, String caching) {

  static final String MEDIA_HTML = "text/html; charset=utf-8";

  /** Its name has the version: another content has another name. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final String ASK_EACH_TIME = "no-cache";

  /** A file whose name changes with its content. */
  static ConsoleFile versioned(StaticBody body, String tag) {
    return new ConsoleFile(body, tag, FOR_EVER);
  }

  /** A file whose name stays. */
  static ConsoleFile named(StaticBody body, String tag) {
    return new ConsoleFile(body, tag, ASK_EACH_TIME);
  }
}
