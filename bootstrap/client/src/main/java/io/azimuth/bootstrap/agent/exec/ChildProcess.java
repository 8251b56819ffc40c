package io.azimuth.bootstrap.agent.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that the agent has started, with the processes that it has started itself: the program
 * may be a shell, which passes no signal on. It shares the agent's standard streams.
 */
final class ChildProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 20;
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
    try {
      builder.environment().putAll(variables);
    } catch (IllegalArgumentException e) { // its message has the value, which is a secret
      throw new IOException("a variable has a character that none can have");
    }
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

  /**
   * Sends a signal, such as {@code HUP}, to the program and the processes below it. Without a shell
   * on this machine, TERM and KILL alone.
   */
  void signal(String name) {
    signal(name, all());
  }

  // The program first: a shell that outlived its command would start the next one.
  private List<ProcessHandle> all() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private static void signal(String name, List<ProcessHandle> all) {
    if (name.equals(TERM)) {
      all.forEach(ProcessHandle::destroy);
      return;
    }
    Stream<String> kill = Stream.of("/bin/sh", "-c", "kill -s \"$0\" \"$@\"", name);
    Stream<String> pids = all.stream().map(it -> Long.toString(it.pid()));
    try {
      new ProcessBuilder(Stream.concat(kill, pids).toList())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      all.forEach(ProcessHandle::destroy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends the program and the processes below it: with the signal, and by force if one still runs
   * after half a minute.
   */
  int stop(String signal) throws InterruptedException {
    return stop(signal, PATIENCE);
  }

  int stop(String signal, Duration patience) throws InterruptedException {
    if (process.isAlive()) {
      List<ProcessHandle> all = all();
      signal(signal, all);
      long end = System.nanoTime() + patience.toNanos();
      for (ProcessHandle one : all) {
        while (runs(one) && end - System.nanoTime() > 0) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
      // Processes that were started after the signal too.
      Stream.concat(all.stream(), process.descendants())
          .filter(ChildProcess::runs)
          .forEach(ProcessHandle::destroyForcibly);
    }
    return process.waitFor();
  }

  // Where the agent is the first process of a container, nobody collects orphans that have ended.
  private static boolean runs(ProcessHandle handle) {
    return handle.isAlive() && !isUncollected(handle.pid());
  }

  /** Whether Linux keeps no more of a process than its exit code; false elsewhere. */
  private static boolean isUncollected(long pid) {
    try {
      String state = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return state.startsWith("Z", state.lastIndexOf(") ") + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
