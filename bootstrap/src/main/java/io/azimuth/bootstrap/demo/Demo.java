package io.azimuth.bootstrap.demo;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.bootstrap.command.DemoScenario;
import io.azimuth.bootstrap.lab.LabFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Shows the whole product on one machine: a simulated Azure, a server in its own process, an
 * operator, a workload, an intruder and a kill.
 */
public final class Demo implements DemoScenario {

  // The clock is fast because a rotation takes a minute.
  private static final int SPEED = 20;

  /** Creates a demo; starts nothing yet. */
  public Demo() {}

  @Override
  public boolean run(PrintWriter out) {
    Narrator narrator = new Narrator(out);
    FastClock clock = FastClock.running(SPEED);
    try (LabFiles files = LabFiles.create();
        AzureSimulator azure = simulator(files, clock)) {
      play(narrator, files, azure, clock);
      return true;
    } catch (IOException | DemoFailedException e) {
      out.printf("%nFAILED: %s%n", e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static AzureSimulator simulator(LabFiles files, Clock clock) throws IOException {
    return AzureSimulator.start(
        AzureSimulatorConfig.onFreePorts(clock, new SecureRandom()).writingTo(files.directory()));
  }

  private static void play(Narrator narrator, LabFiles files, AzureSimulator azure, FastClock clock)
      throws IOException, InterruptedException {
    narrator.step("A simulated Azure: sign-in service, keys and metadata service.");
    narrator.report("sign-in  %s", azure.authorityUri());
    narrator.report("metadata %s", azure.metadataUri());
    narrator.report("time runs %d times faster in there, and for the server", SPEED);
    Path config = files.writeConfig("127.0.0.1:0", LabFiles.ON_DISK);
    DemoScript script = new DemoScript(narrator, azure);
    try (ChildServer first = ChildServer.start(config, clock)) {
      script.beforeTheKill(first);
      first.kill();
    }
    try (ChildServer second = ChildServer.start(config, clock)) {
      script.afterTheKill(second);
    }
    narrator.step("That is all. Everything it made is deleted.");
  }
}
