package io.azimuth.bootstrap.command;

import picocli.CommandLine.Command;

/**
 * {@code azimuth warm-up}: loads the classes that a server needs. {@code bin/azimuth} runs it to
 * make the class-data archive. Not for users.
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
