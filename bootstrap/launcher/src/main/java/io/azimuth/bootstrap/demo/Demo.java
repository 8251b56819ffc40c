package io.azimuth.bootstrap.demo;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.bootstrap.command.DemoScenario;
import io.azimuth.bootstrap.lab.TemporaryServerFiles;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.spi.AuthMethodFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;

/**
 * Shows the whole product on one machine: a simulated Azure, a server in its own process, an
 * operator, a workload, an intruder and a kill.
 */
public final class Demo implements DemoScenario {

  // The clock is fast because a rotation takes a minute.
  private static final int SPEED = 20;

  private final BooleanSupplier azureMethod;

  /** Creates a demo; starts nothing yet. */
  public Demo() {
    this(Demo::hasAzureMethod);
  }

  /** Creates a demo for a build that has the azure auth method, or has it not. */
  Demo(BooleanSupplier azureMethod) {
    this.azureMethod = azureMethod;
  }

  private static boolean hasAzureMethod() {
    return ServiceLoader.load(AuthMethodFactory.class).stream()
        .anyMatch(method -> method.get().type().equals("azure"));
  }

  @Override
  public boolean run(PrintWriter out) {
    if (!azureMethod.getAsBoolean()) {
      throw new StartupException("this build has no azure auth method, which the demo shows");
    }
    Narrator narrator = new Narrator(out);
    FastClock clock = FastClock.running(SPEED);
    try (TemporaryServerFiles files = TemporaryServerFiles.create();
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

  private static AzureSimulator simulator(TemporaryServerFiles files, Clock clock)
      throws IOException {
    return AzureSimulator.start(
        AzureSimulatorConfig.onFreePorts(clock, new SecureRandom()).writingTo(files.directory()));
  }

  private static void play(
      Narrator narrator, TemporaryServerFiles files, AzureSimulator azure, FastClock clock)
      throws IOException, InterruptedException {
    narrator.step("A simulated Azure: sign-in service, keys and metadata service.");
    narrator.report("sign-in  %s", azure.authorityUri());
    narrator.report("metadata %s", azure.metadataUri());
    narrator.report("time runs %d times faster in there, and for the server", SPEED);
    Path config = files.writeConfig("127.0.0.1:0", TemporaryServerFiles.ON_DISK);
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
