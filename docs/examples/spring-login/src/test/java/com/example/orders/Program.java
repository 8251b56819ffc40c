package com.example.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of Azimuth that runs beside the tests: {@code AZIMUTH} names bin/azimuth. */
final class Program implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts the command in the directory, and waits until it has printed the text. */
  static Program start(Path directory, String ready, String... arguments) throws Exception {
    String azimuth = System.getenv().getOrDefault("AZIMUTH", "azimuth");
    List<String> command = new ArrayList<>(List.of(azimuth));
    command.addAll(List.of(arguments));
    Path log = directory.resolve(arguments[0] + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Program program = new Program(process, log);
    program.await(ready);
    return program;
  }

  private void await(String ready) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!output().contains(ready)) {
      if (System.nanoTime() > end || process.waitFor(100, TimeUnit.MILLISECONDS)) {
        close();
        throw new IllegalStateException("not ready: " + output());
      }
    }
  }

  /** What it printed so far. */
  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
