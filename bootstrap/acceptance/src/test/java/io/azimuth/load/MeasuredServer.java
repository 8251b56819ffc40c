package io.azimuth.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in its own JVM that prints its address. */
final class MeasuredServer implements AutoCloseable {

  /** In a log of either format. */
  private static final Pattern LISTENING = Pattern.compile("listening on ([^\\s\"]+)");

  private static final int MOST_LISTENERS = 6;
  private static final int PATIENCE_SECONDS = 60;
  private static final int END_SECONDS = 30;

  private final Process process;
  private final Thread killer;
  private final long begun;
  private final List<CompletableFuture<InetSocketAddress>> addresses =
      Stream.generate(() -> new CompletableFuture<InetSocketAddress>())
          .limit(MOST_LISTENERS)
          .toList();
  private Optional<AllocatedBytes> allocations = Optional.empty();
  private final StringBuilder log = new StringBuilder();

  private MeasuredServer(Process process, long begun) {
    this.process = process;
    this.begun = begun;
    this.killer =
        new Thread(
            () -> {
              process.descendants().forEach(ProcessHandle::destroyForcibly);
              process.destroyForcibly();
            });
    Runtime.getRuntime().addShutdownHook(killer);
    Thread reader = new Thread(this::read, "log-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  static MeasuredServer start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    return new MeasuredServer(builder.start(), begun);
  }

  /** Starts a server that does not print its addresses, but has these. */
  static MeasuredServer startAt(
      List<InetSocketAddress> addresses, List<String> command, Map<String, String> environment)
      throws IOException {
    MeasuredServer server = start(command, environment);
    for (int i = 0; i < addresses.size(); i++) {
      server.addresses.get(i).complete(addresses.get(i));
    }
    return server;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
      }
    } catch (IOException e) {
      note(e.toString());
    }
    IOException problem = new IOException("no server came up: " + log());
    addresses.forEach(address -> address.completeExceptionally(problem));
  }

  private void note(String line) {
    Matcher listening = LISTENING.matcher(line);
    if (listening.find()) {
      URI uri = URI.create("http://" + listening.group(1));
      InetSocketAddress found = new InetSocketAddress(uri.getHost(), uri.getPort());
      addresses.stream().filter(it -> !it.isDone()).findFirst().ifPresent(it -> it.complete(found));
    }
    synchronized (log) {
      if (log.length() < 20_000) {
        log.append(line).append('\n');
      }
    }
  }

  /** The beginning of its output. */
  String log() {
    synchronized (log) {
      return log.toString();
    }
  }

  /** The address of its first listener. */
  InetSocketAddress address() throws IOException, InterruptedException {
    return address(0);
  }

  /** The address of a listener, in the order in which the server names them. */
  InetSocketAddress address(int listener) throws IOException, InterruptedException {
    try {
      return addresses.get(listener).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the server did not start", e);
    }
  }

  /** The milliseconds since the start of the process. */
  double age() {
    return (System.nanoTime() - begun) / 1e6;
  }

  /** The whole processor time of the process and of those that it has started. */
  Duration cpu() {
    return processes()
        .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The processor time without that of the JVM's compilers. */
  ThreadCosts work() throws IOException {
    ThreadCosts all = ThreadCosts.none();
    for (ProcessHandle one : processes().toList()) {
      all = all.plus(ProcessorTime.of(one.pid()));
    }
    return all;
  }

  private Stream<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  /**
   * The bytes that its threads have allocated so far; none unless {@link #countAllocations} was
   * called.
   */
  ThreadCosts allocated() {
    return allocations.map(AllocatedBytes::now).orElseGet(ThreadCosts::none);
  }

  /** Starts to count what its threads allocate. It must be a JVM that listens already. */
  MeasuredServer countAllocations() throws IOException, InterruptedException {
    address(); // until then the process may still be the start script
    allocations = Optional.of(AllocatedBytes.of(process.pid()));
    return this;
  }

  /** The command of the JVM with its options, without the part that names the program. */
  List<String> javaWithOptions() {
    String java = process.info().command().orElseThrow();
    List<String> arguments = List.of(process.info().arguments().orElseThrow());
    int end = arguments.indexOf("-cp");
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(arguments.subList(0, end));
    return command;
  }

  /** The resident memory in MB; empty if the kernel does not report it. */
  OptionalLong residentMegabytes() throws IOException {
    return megabytes("VmRSS:");
  }

  /** The same without files that are mapped into memory. */
  OptionalLong anonymousMegabytes() throws IOException {
    return megabytes("RssAnon:");
  }

  private OptionalLong megabytes(String name) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst();
  }

  @Override
  public void close() throws IOException {
    if (allocations.isPresent()) {
      allocations.get().close();
    }
    // The plugins of OpenBao outlive it.
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    boolean ended = false;
    try {
      ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    if (!ended) {
      process.destroyForcibly();
      throw new IOException("the server did not end in time");
    }
    Runtime.getRuntime().removeShutdownHook(killer);
  }
}
