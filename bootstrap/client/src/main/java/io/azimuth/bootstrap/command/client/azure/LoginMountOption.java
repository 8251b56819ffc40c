package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.command.client.mount.MountLocation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the auth method. */
final class LoginMountOption {

  @Option(
      names = {"--mount", "--path"},
      paramLabel = "PATH",
      description = "Where the auth method is. Default: its name, azure or oidc.")
  private @Nullable String mount;

  /** A path of the azure auth method, with or without {@code auth/} in the option. */
  String path(String below) {
    return path("azure", below);
  }

  /** The same for an auth method that has this name by default. */
  String path(String usual, String below) {
    return "auth/" + MountLocation.belowAuth(mount == null ? usual : mount) + "/" + below;
  }
}
