package io.azimuth.bootstrap.command.client.azure;

import picocli.CommandLine.Option;

/** The option that names the auth method. */
final class LoginMountOption {

  @Option(
      names = {"--mount", "--path"},
      paramLabel = "PATH",
      defaultValue = "azure",
      description = "Where the azure auth method is. Default: ${DEFAULT-VALUE}.")
  private String mount = "azure";

  LoginMountOption() {}

  /** The option with this value. */
  LoginMountOption(String mount) {
    this.mount = mount;
  }

  /** A path of the auth method, with or without {@code auth/} in the option. */
  String path(String below) {
    return "auth/" + mount.replaceAll("^/+|/+$", "").replaceFirst("^auth/", "") + "/" + below;
  }
}
