package io.azimuth.product.server;

import io.azimuth.product.leak.RunCorpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of {@code azimuth} that runs to its end in its own JVM. */
public final class CommandRun {

  private static final int PATIENCE = 120; // in seconds; the machine may be busy

  private final int exit;
  private final byte[] output;
  private final String errors;

  private CommandRun(int exit, byte[] output, String errors) {
    this.exit = exit;
    this.output = output;
    this.errors = errors;
  }

  /** Runs the command with these environment variables and no other variables of the product. */
  public static CommandRun of(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    command.addAll(PackedClasses.options());
    command.add("io.azimuth.bootstrap.Main");
    command.addAll(List.of(arguments));
    try {
      return run(command, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static CommandRun run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("azimuth-test", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().keySet().removeIf(name -> name.matches("(VAULT|AZIMUTH)_.*"));
      builder.environment().remove("HOME"); // this also removes the user's stored token
      builder.environment().putAll(environment);
      Process process = builder.start();
      byte[] output = process.getInputStream().readAllBytes();
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the command does not end: " + command);
      }
      RunCorpus.ofBuild().ifPresent(corpus -> corpus.keep(read(errors)));
      return new CommandRun(process.exitValue(), output, read(errors));
    } finally {
      Files.delete(errors);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int exit() {
    return exit;
  }

  public byte[] bytes() {
    return output;
  }

  public String output() {
    return new String(output, StandardCharsets.UTF_8);
  }

  public String errors() {
    return errors;
  }

  @Override
  public String toString() {
    return exit + "\n" + output() + errors;
  }
}
