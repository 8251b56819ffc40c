package io.azimuth.bootstrap.command;

import picocli.CommandLine.Command;

/**
 * {@code azimuth warm-up}: {@code bin/azimuth} lists the classes that it loads and makes the
 * class-data archive of them. Not for users.
 */
@Command(name = "warm-up", hidden = true, description = "Used by bin/azimuth.")
final class WarmUpCommand implements Runnable {

  private final Runnable warmUp;

  WarmUpCommand(Runnable warmUp) {
    this.warmUp = warmUp;
  }

  @Override
  public void run() {
    warmUp.run();
  }
}
