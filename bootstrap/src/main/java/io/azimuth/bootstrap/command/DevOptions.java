package io.azimuth.bootstrap.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Known, so that they are refused by name rather than as a typing error. */
final class DevOptions {

  @Option(
      names = {"--dev", "-dev"},
      hidden = true)
  private boolean dev;

  @Option(
      names = {"--dev-root-token-id", "-dev-root-token-id"},
      hidden = true)
  private @Nullable String rootId;

  @Option(
      names = {"--dev-listen-address", "-dev-listen-address"},
      hidden = true)
  private @Nullable String listenAddress;

  boolean given() {
    return dev
        || Optional.ofNullable(rootId).isPresent()
        || Optional.ofNullable(listenAddress).isPresent();
  }
}
