package io.azimuth.bootstrap.agent.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are a line for the shell, which waits for processes of its own. */
class ChildProcessTest {

  private static final String WAIT = "while :; do sleep 0.05; done\n";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  /** Starts a shell below a shell, which notes its number and does this. */
  private ChildProcess shell(String inner) throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("inner"), inner + "\necho $$ > new; mv new pid\n" + WAIT);
    String line = "cd " + directory + "; /bin/sh " + script + "; echo more > more";
    return ChildProcess.start(List.of("/bin/sh", "-c", line), Map.of(), () -> {});
  }

  private ProcessHandle inner() throws IOException {
    Path pid = directory.resolve("pid");
    while (!Files.exists(pid)) {
      Thread.onSpinWait();
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
  }

  @Test
  void aStopEndsWhatTheShellHasStarted() throws Exception {
    ChildProcess child = shell("trap 'sleep 0.3; echo done > done; exit' TERM");
    inner();

    assertThat(child.stop("TERM", PATIENCE)).isEqualTo(128 + 15);

    assertThat(directory.resolve("done")).as("the stop waits for it").exists();
    assertThat(directory.resolve("more")).doesNotExist();
  }

  @Test
  void whatDoesNotEndIsKilled() throws Exception {
    ChildProcess child = shell("trap '' TERM");
    ProcessHandle inner = inner();

    int unused = child.stop("TERM", Duration.ofMillis(100));

    assertThat(inner.onExit()).succeedsWithin(PATIENCE);
  }

  @Test
  void aSignalReachesWhatTheShellHasStarted() throws Exception {
    ChildProcess child = shell("trap 'echo done > done; exit' USR1");
    inner();

    child.signal("USR1");

    Path done = directory.resolve("done");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(done) && end - System.nanoTime() > 0) {
      Thread.onSpinWait();
    }
    assertThat(done).exists();
    int unused = child.stop("KILL", PATIENCE);
  }

  @Test
  void aVariableThatCannotBeSetIsNotNamed() {
    assertThatThrownBy(
            () -> ChildProcess.start(List.of("/bin/true"), Map.of("A", "hush\0"), () -> {}))
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessageNotContaining("hush");
  }
}
