package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.process.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(
    name = "demo",
    description = {
      "Show the main job from start to end.",
      "A server and a simulated Azure on free loopback ports, a login, a refusal explained, a kill"
          + " and restart. Needs no Azure and leaves nothing behind."
    })
final class DemoCommand implements Callable<Integer> {

  private final Console console;
  private final DemoScenario story;

  DemoCommand(Console console, DemoScenario story) {
    this.console = console;
    this.story = story;
  }

  @Override
  public Integer call() {
    return story.run(console.out()) ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
