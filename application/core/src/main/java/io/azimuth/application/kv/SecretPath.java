package io.azimuth.application.kv;

import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Call;
import java.nio.charset.StandardCharsets;

/** The path of a secret below its mount, as a request names it. */
final class SecretPath {

  /** What routes call it. */
  static final String NAME = "path";

  /** The longest one, in bytes of UTF-8; the rest of a record's key is the engine's own. */
  static final int MAX_BYTES = 480;

  private SecretPath() {}

  /** The path of the request. */
  static String of(Call call) {
    String path = call.fields().captured(NAME);
    if (path.isEmpty()) {
      throw RefusedException.invalid("missing path");
    }
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw RefusedException.invalid("the path of a secret has at most 480 bytes");
    }
    return path;
  }

  /** The folder that the request lists: empty, or ending in a slash. */
  static String folder(Call call) {
    return call.fields().captured(NAME).isEmpty() ? "" : of(call) + "/";
  }
}
