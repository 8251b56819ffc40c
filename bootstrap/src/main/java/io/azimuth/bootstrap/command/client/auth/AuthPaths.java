package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.ClientException;

/** Reads the paths of auth methods that users type. */
final class AuthPaths {

  private AuthPaths() {}

  /** The path without leading and trailing slashes and without {@code auth/}. */
  static String below(String path) {
    String below = path.replaceAll("^/+|/+$", "").replaceFirst("^auth/", "");
    if (below.isEmpty()) {
      throw new ClientException("the path is empty");
    }
    return below;
  }
}
