package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.text.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine that prints something for a login. What is kept of its output is
 * bounded, and it is ended when it takes too long.
 */
final class LocalProgram {

  private static final int MAX_BYTES = 64 * 1024;

  private final String name;
  private final List<String> command;
  private final int patienceSeconds;

  /**
   * A program.
   *
   * @param name for errors
   * @param command the program and its arguments; no shell reads them
   */
  LocalProgram(String name, List<String> command, int patienceSeconds) {
    this.name = name;
    this.command = List.copyOf(command);
    this.patienceSeconds = patienceSeconds;
  }

  /**
   * How a program ended.
   *
   * @param code its exit code
   * @param out the begin of its standard output
   * @param err the begin of its standard error
   */
  record End(int code, String out, String err) {

    /** The first line of its standard error that is no warning, for an error; may be empty. */
    String said() {
      return err.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("WARNING"))
          .findFirst()
          .map(line -> "; it said: " + Quoted.escape(line.strip()))
          .orElse("");
    }
  }

  /**
   * Runs the program with these variables beside those of this process, and waits for its end.
   *
   * @throws ClientException when it cannot be run, or does not end in time
   */
  End run(Map<String, String> variables) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> out = reading(process.getInputStream());
      CompletableFuture<String> err = reading(process.getErrorStream());
      awaitEnd(process);
      return new End(process.exitValue(), out.join(), err.join());
    } catch (IOException | CompletionException e) {
      throw new ClientException(name + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  // A process that has ended is left alone: destroying it would close streams that are being read.
  private void awaitEnd(Process process) throws InterruptedException {
    boolean ended = false;
    try {
      ended = process.waitFor(patienceSeconds, TimeUnit.SECONDS);
    } finally {
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    if (!ended) {
      throw new ClientException(name + " did not end within " + patienceSeconds + " s");
    }
  }

  // Bounded, too: a process that the program left behind may hold its streams open.
  private CompletableFuture<String> reading(InputStream stream) {
    return CompletableFuture.supplyAsync(() -> read(stream))
        .completeOnTimeout("", patienceSeconds + 1L, TimeUnit.SECONDS);
  }

  private static String read(InputStream stream) {
    try (stream) {
      byte[] kept = stream.readNBytes(MAX_BYTES);
      stream.transferTo(OutputStream.nullOutputStream());
      return new String(kept, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
