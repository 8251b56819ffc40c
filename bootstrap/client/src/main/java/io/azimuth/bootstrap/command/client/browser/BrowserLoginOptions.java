package io.azimuth.bootstrap.command.client.browser;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

public final class BrowserLoginOptions {

  private static final int USUAL_PORT = 8250;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "With --method=oidc: the port of this machine to which the browser returns; 0 takes a"
              + " free one. Default: 8250.")
  private @Nullable Integer port;

  @Option(
      names = "--no-browser",
      description = "With --method=oidc: print the address and open no browser.")
  private boolean notOpened;

  /** Options that picocli fills later. */
  public BrowserLoginOptions() {}

  public boolean isGiven() {
    return port != null || notOpened;
  }

  int port() {
    return port == null ? USUAL_PORT : port;
  }

  boolean isOpened() {
    return !notOpened;
  }
}
