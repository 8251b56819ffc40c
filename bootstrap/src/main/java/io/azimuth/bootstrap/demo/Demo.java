package io.azimuth.bootstrap.demo;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.bootstrap.command.Story;
import io.azimuth.bootstrap.lab.LabFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * The whole product on one machine: a simulated Azure, a server in its own process, an operator, a
 * workload, an intruder and a kill.
 */
public final class Demo implements Story {

  /** A demo that has not begun. */
  public Demo() {}

  @Override
  public boolean tell(PrintWriter out) {
    Narrator narrator = new Narrator(out);
    try (LabFiles files = LabFiles.create();
        AzureSimulator azure = simulator(files)) {
      play(narrator, files, azure);
      return true;
    } catch (IOException | DemoFailedException e) {
      out.printf("%nFAILED: %s%n", e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static AzureSimulator simulator(LabFiles files) throws IOException {
    return AzureSimulator.start(
        AzureSimulatorConfig.onFreePorts(Clock.systemUTC(), new SecureRandom())
            .writingTo(files.directory()));
  }

  private static void play(Narrator narrator, LabFiles files, AzureSimulator azure)
      throws IOException, InterruptedException {
    narrator.step("A simulated Azure: sign-in service, keys and metadata service.");
    narrator.tell("sign-in  %s", azure.authorityUri());
    narrator.tell("metadata %s", azure.metadataUri());
    Path config = files.writeConfig("127.0.0.1:0", LabFiles.ON_DISK);
    DemoScript script = new DemoScript(narrator, azure);
    try (ChildServer first = ChildServer.start(config)) {
      script.beforeTheKill(first);
      first.kill();
    }
    try (ChildServer second = ChildServer.start(config)) {
      script.afterTheKill(second);
    }
    narrator.step("That is all. Everything it made is deleted.");
  }
}
