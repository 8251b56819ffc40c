package io.azimuth.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the measured servers, each in its own JVM. */
final class Servers {

  private static final String SHARING = "AZIMUTH_CLASS_SHARING";
  private static final String HOME = "JAVA_HOME";
  private static final int PREPARE_SECONDS = 300;

  private final Path distribution;
  private final Laboratory laboratory;

  Servers(Path distribution, Laboratory laboratory) {
    this.distribution = distribution;
    this.laboratory = laboratory;
    if (!Files.isExecutable(script())) {
      throw new IllegalArgumentException("no distribution in " + distribution);
    }
  }

  private Path script() {
    return distribution.resolve("bin/azimuth");
  }

  /** Makes the class-data archive. */
  void prepareArchive() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(script().toString()).inheritIO();
    builder.environment().put(SHARING, "prepare");
    builder.environment().put(HOME, System.getProperty("java.home"));
    Process process = builder.start();
    if (!process.waitFor(PREPARE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("no class-data archive was made");
    }
  }

  /** Starts the distribution of Azimuth with a configuration of its own. */
  MeasuredServer azimuth(Path config, boolean withArchive) throws IOException {
    return MeasuredServer.start(
        List.of(script().toString(), "server", "--config", config.toString()),
        Map.of(SHARING, withArchive ? "on" : "off", HOME, System.getProperty("java.home")));
  }

  /**
   * Starts the ceiling server with the same JVM and options. It needs another class path, so it has
   * no archive.
   */
  MeasuredServer ceiling(MeasuredServer azimuth) throws IOException, InterruptedException {
    azimuth.address(); // until then the process may still be the start script
    List<String> command = new ArrayList<>(azimuth.javaWithOptions());
    command.removeIf(option -> option.matches("-XX:(SharedArchiveFile|AOTCache).*"));
    command.add("-cp");
    command.add(ownClasses() + File.pathSeparator + distribution.resolve("lib") + "/*");
    command.add(CeilingServer.class.getName());
    command.addAll(laboratory.ceilingArguments());
    return MeasuredServer.start(command, Map.of());
  }

  /** The version of the Java that the servers run on. */
  int javaVersion() {
    return Runtime.version().feature();
  }

  private static String ownClasses() {
    return new File(
            CeilingServer.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }
}
