package io.azimuth.bootstrap.demo;

import io.azimuth.bootstrap.process.ClassSharing;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in its own process, so that the demo can kill it. */
final class ChildServer implements AutoCloseable {

  private static final String LISTENING = "listening on ";
  private static final Duration START = Duration.ofSeconds(20);

  private final Process process;
  private final CompletableFuture<URI> address = new CompletableFuture<>();

  private ChildServer(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "demo-server-log");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a server with this configuration and clock, on the JVM of the demo. */
  static ChildServer start(Path config, FastClock clock) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(config, clock));
    builder.redirectErrorStream(true);
    return new ChildServer(builder.start());
  }

  private static List<String> command(Path config, FastClock clock) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Xmx128m");
    ClassSharing.ofProcess().option().ifPresent(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(FastServer.class.getName());
    command.add(config.toString());
    command.add(clock.text());
    return command;
  }

  /** The address of the server; waits until the server listens. */
  URI address() throws IOException, InterruptedException {
    try {
      return address.get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the server did not start: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("the server did not start within " + START.toSeconds() + " s", e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Sends SIGKILL: the server has no time to write or close anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends SIGTERM, and SIGKILL if the server does not end in time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    StringBuilder seen = new StringBuilder();
    try (BufferedReader log = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        int found = line.indexOf(LISTENING);
        if (found >= 0) {
          address.complete(URI.create("http://" + line.substring(found + LISTENING.length())));
        } else if (!address.isDone()) {
          seen.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      seen.append(e.getMessage());
    }
    address.completeExceptionally(new IOException(seen.toString()));
  }
}
