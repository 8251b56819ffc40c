package io.azimuth.bootstrap.command.client.auth;

import io.azimuth.bootstrap.client.ClientException;

/** How users write where an auth method is. */
final class AuthPaths {

  private AuthPaths() {}

  /** Without slashes at its ends and without {@code auth/}. */
  static String below(String path) {
    String below = path.replaceAll("^/+|/+$", "").replaceFirst("^auth/", "");
    if (below.isEmpty()) {
      throw new ClientException("the path is empty");
    }
    return below;
  }
}
