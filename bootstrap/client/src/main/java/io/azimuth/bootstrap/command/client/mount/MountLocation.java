package io.azimuth.bootstrap.command.client.mount;

import io.azimuth.bootstrap.client.ClientException;

/** Reads the paths of mounts that users type. */
public final class MountLocation {

  private MountLocation() {}

  /**
   * The path without slashes around it.
   *
   * @throws ClientException if nothing is left
   */
  public static String of(String path) {
    return without("", path);
  }

  /**
   * The path of an auth method, without slashes around it and without {@code auth/}.
   *
   * @throws ClientException if nothing is left
   */
  public static String belowAuth(String path) {
    return without("auth/", path);
  }

  private static String without(String prefix, String path) {
    String bare = path.strip().replaceAll("^/+|/+$", "");
    String below = bare.startsWith(prefix) ? bare.substring(prefix.length()) : bare;
    if (below.isEmpty()) {
      throw new ClientException("the path is empty");
    }
    return below;
  }
}
