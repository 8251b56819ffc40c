package io.azimuth.bootstrap.command.client.azure;

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
    String name = mount == null ? usual : mount;
    return "auth/" + name.replaceAll("^/+|/+$", "").replaceFirst("^auth/", "") + "/" + below;
  }
}
