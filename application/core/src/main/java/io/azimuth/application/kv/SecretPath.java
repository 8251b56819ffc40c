package io.azimuth.application.kv;

import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.CallInput;
import java.nio.charset.StandardCharsets;

/** The path of a secret below its mount, as a request names it. */
final class SecretPath {

  /** The name of the path's capture in routes. */
  static final String NAME = "path";

  /** The description of it. */
  static final String NAME_HELP = "The path of the secret or of the folder; it may hold slashes.";

  /** The longest path, in bytes of UTF-8; the rest of a record's key belongs to the engine. */
  static final int MAX_BYTES = 480;

  private SecretPath() {}

  static String of(CallInput call) {
    String path = call.fields().captured(NAME);
    if (path.isEmpty()) {
      throw RefusedException.invalid("missing path");
    }
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw RefusedException.invalid("the path of a secret has at most 480 bytes");
    }
    return path;
  }

  /** The folder that the request lists: empty, or with a slash at its end. */
  static String folder(CallInput call) {
    return call.fields().captured(NAME).isEmpty() ? "" : of(call) + "/";
  }
}
