package io.azimuth.bootstrap.agent.exec;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that the agent has started. It shares the agent's standard streams. */
final class ChildProcess {

  private static final int PATIENCE_SECONDS = 30;
  private static final String TERM = "TERM";

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a program with the agent's environment and these variables.
   *
   * @param ended runs when the program has ended
   * @throws IOException if it cannot be started
   */
  static ChildProcess start(List<String> command, Map<String, String> variables, Runnable ended)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(variables);
    Process process = builder.start();
    var unused = process.onExit().thenRun(ended);
    return new ChildProcess(process);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** The exit code of a program that has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** Sends a signal, such as {@code HUP}. Without a shell on this machine, TERM and KILL alone. */
  void signal(String name) {
    if (name.equals(TERM)) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the program: with the signal, and by force if it still runs after half a minute. */
  int stop(String signal) throws InterruptedException {
    if (process.isAlive()) {
      signal(signal);
    }
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return process.waitFor();
  }
}
