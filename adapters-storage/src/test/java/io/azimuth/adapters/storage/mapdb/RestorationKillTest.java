package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Kills a process with SIGKILL while it restores one of two contents over the other, in turn. */
@Tag("slow")
class RestorationKillTest {

  private static final int KILLS = 12;

  @TempDir Path directory;

  @Test
  void aKilledRestoreLeavesTheOldStoreOrTheNewOne() throws IOException, InterruptedException {
    Random random = new Random(20_261_125);
    MapDbOptions options = TestStore.options(directory);
    new Restoration(options, Clock.systemUTC(), LoggerFactory.getLogger("test"))
        .run(RestorationTest.batches("even"), false);
    int complete = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      complete += restoreUntilKilled(kill % 3, random);
      Map<String, String> contents = RestorationTest.contents(options);
      assertThat(contents).isIn(RestorationTest.expected("even"), RestorationTest.expected("odd"));
    }
    assertThat(complete).isPositive(); // some restores were complete, others were cut off
  }

  /** Kills the process some time after that many restores. Returns how many it completed. */
  private int restoreUntilKilled(int first, Random random)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int complete = 0;
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("begun");
      for (; complete < first; complete++) {
        assertThat(lines.readLine()).isEqualTo("done");
      }
      child.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
      child.toHandle().destroyForcibly(); // Process would discard its output
      while (lines.readLine() != null) {
        complete++;
      }
    }
    child.waitFor();
    return complete;
  }

  /** Restores one content over the other until it is killed. Prints a line for each restore. */
  static final class Child {

    private Child() {}

    public static void main(String[] args) {
      MapDbOptions options = TestStore.options(Path.of(args[0]));
      Restoration restoration =
          new Restoration(options, Clock.systemUTC(), LoggerFactory.getLogger("test"));
      System.out.println("begun");
      for (int round = 0; ; round++) {
        restoration.run(RestorationTest.batches(round % 2 == 0 ? "odd" : "even"), true);
        System.out.println("done");
      }
    }
  }
}
