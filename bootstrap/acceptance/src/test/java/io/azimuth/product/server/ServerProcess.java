package io.azimuth.product.server;

import io.azimuth.bootstrap.process.IgnoredSignals;
import io.azimuth.product.leak.RunCorpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A server, or another command, in its own JVM. */
public final class ServerProcess implements RunningServer {

  private static final String MAIN = "io.azimuth.bootstrap.Main";
  private static final String LISTENING = "listening on ";
  private static final Path DISTRIBUTION = Path.of("../target/azimuth");
  private static final int PATIENCE =
      120; // in seconds; a start takes one, but the machine may be busy

  private final Process process;
  private final String scheme;
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<URI> address = new CompletableFuture<>();
  private final Thread reader;

  private ServerProcess(Process process, String scheme) {
    this.process = process;
    this.scheme = scheme;
    this.reader = new Thread(this::read, "server-log");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts {@code azimuth server --config FILE}. */
  public static ServerProcess start(Path config, String scheme) {
    return command(scheme, "server", "--config", config.toString());
  }

  /** Starts a server with the script of the distribution. */
  static ServerProcess packaged(Path config, String scheme, boolean classArchive) {
    // Without an archive it would make one, while the test runs.
    return start(
        script(classArchive ? "on" : "off", "server", "--config", config.toString()), scheme);
  }

  /** Makes the class-data archive of the distribution, unless it is there. */
  static void makeClassArchive() {
    try {
      Process process = script("prepare", "server").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static ProcessBuilder script(String classSharing, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(DISTRIBUTION.resolve("bin/azimuth").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("AZIMUTH_CLASS_SHARING", classSharing);
    return builder;
  }

  /** Starts a server with the clock of the test. */
  static ServerProcess start(Path config, String scheme, SharedClock clock) {
    return java(
        scheme, SharedClockServer.class.getName(), config.toString(), clock.file().toString());
  }

  /** Starts {@code azimuth} with these arguments. */
  static ServerProcess command(String scheme, String... arguments) {
    return java(scheme, MAIN, arguments);
  }

  /** Starts a server that ignores SIGHUP, as {@code nohup} starts it. */
  static ServerProcess ignoringHangups(Path config, String scheme) {
    List<String> ignoring = List.of("sh", "-c", "trap '' HUP; exec \"$@\"", "sh");
    return java(ignoring, scheme, MAIN, "server", "--config", config.toString());
  }

  /** Starts a server that gets SIGHUP, also when this process ignores it. Needs GNU's env then. */
  static ServerProcess heedingHangups(Path config, String scheme) {
    boolean inherits = IgnoredSignals.ofProcess().filter(IgnoredSignals::hasHangup).isPresent();
    List<String> heeding = inherits ? List.of("env", "--default-signal=HUP") : List.of();
    return java(heeding, scheme, MAIN, "server", "--config", config.toString());
  }

  private static ServerProcess java(String scheme, String main, String... arguments) {
    return java(List.of(), scheme, main, arguments);
  }

  private static ServerProcess java(
      List<String> starter, String scheme, String main, String... arguments) {
    List<String> command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xms64m", "-Xmx128m", "-Xmn32m")); // enough for a start
    command.addAll(PackedClasses.options());
    command.add(main);
    command.addAll(List.of(arguments));
    return start(new ProcessBuilder(command), scheme);
  }

  private static ServerProcess start(ProcessBuilder builder, String scheme) {
    try {
      return new ServerProcess(builder.redirectErrorStream(true).start(), scheme);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        int found = line.indexOf(LISTENING);
        if (found >= 0) {
          String bound = line.substring(found + LISTENING.length()).split(" ", 2)[0];
          address.complete(URI.create(scheme + "://" + bound + "/"));
        }
      }
    } catch (IOException e) {
      log.add(String.valueOf(e.getMessage()));
    }
    address.completeExceptionally(new IllegalStateException("it ended:\n" + log()));
  }

  @Override
  public URI address() {
    try {
      return address.get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the server did not start:\n" + log(), e);
    } catch (TimeoutException e) {
      signal("QUIT"); // its threads, for its log
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      throw new IllegalStateException(
          "the server does not start, alive=" + process.isAlive() + ":\n" + log(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until it ends by itself; returns the exit code. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the process does not end:\n" + log());
      }
      reader.join();
      RunCorpus.ofBuild().ifPresent(corpus -> corpus.keep(log()));
      return process.exitValue();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Sends SIGTERM and does not wait. */
  void terminate() {
    process.destroy();
  }

  @Override
  public boolean reload() {
    signal("HUP");
    return IgnoredSignals.of(pid()).filter(IgnoredSignals::hasHangup).isEmpty();
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public int stop() {
    terminate();
    return exitCode();
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  @Override
  public String log() {
    return String.join("\n", log);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
