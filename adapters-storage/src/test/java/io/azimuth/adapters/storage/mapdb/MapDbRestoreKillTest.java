package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import io.azimuth.adapters.storage.mapdb.file.FileAccess;
import io.azimuth.adapters.storage.mapdb.file.RawFile;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills a process that restores while it serves: at each step, and at any moment under load. */
@Tag("slow")
class MapDbRestoreKillTest {

  private static final int KILLS = Integer.getInteger("azimuth.crash.rounds", 4);
  private static final String NEVER = "0";

  @TempDir Path directory;

  private MapDbOptions options() {
    return TestStore.options(directory);
  }

  private void fillWithEven() {
    try (MapDbEngine engine = TestStore.open(options())) {
      engine.restore(RestorationTest.batches("even"));
    }
  }

  /**
   * Each opening of a file during a restore: two to write the new pair, two to read, two to use.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void diesAtTheOpeningOfAFile(int opening) throws Exception {
    fillWithEven();
    Process child = start(Child.class, String.valueOf(opening), NEVER);
    assertThat(child.waitFor()).isEqualTo(Child.DIED);
    boolean isSwitched = opening > 4;
    assertThat(RestorationTest.contents(options()))
        .isEqualTo(RestorationTest.expected(isSwitched ? "odd" : "even"));
    assertNoNewFiles();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void diesWhileTheNewFilesAreFilled(int batch) throws Exception {
    fillWithEven();
    Process child = start(Child.class, NEVER, String.valueOf(batch));
    assertThat(child.waitFor()).isEqualTo(Child.DIED);
    assertThat(RestorationTest.contents(options())).isEqualTo(RestorationTest.expected("even"));
    assertNoNewFiles();
  }

  private void assertNoNewFiles() throws IOException {
    try (Stream<Path> files = Files.list(options().directory())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".new"));
    }
  }

  @Test
  void isKilledAtAnyMomentUnderLoad() throws Exception {
    fillWithEven();
    Random random = new Random(20_261_201);
    int complete = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      complete += restoreUntilKilled(kill % 3, random);
      Map<String, String> contents = RestorationTest.contents(options());
      contents.remove("load");
      assertThat(contents).isIn(RestorationTest.expected("even"), RestorationTest.expected("odd"));
    }
    assertThat(complete).isPositive();
  }

  private int restoreUntilKilled(int first, Random random) throws Exception {
    Process child = start(LoadedChild.class);
    int complete = 0;
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("begun");
      for (; complete < first; complete++) {
        assertThat(lines.readLine()).isEqualTo("done");
      }
      child.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS);
      child.toHandle().destroyForcibly(); // Process would discard its output
      while (lines.readLine() != null) {
        complete++;
      }
    }
    child.waitFor();
    return complete;
  }

  private Process start(Class<?> main, String... further) throws IOException {
    return new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        directory.toString()),
                    Stream.of(further))
                .toList())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Restores once and dies at a chosen step. */
  static final class Child {

    static final int DIED = 77;

    private Child() {}

    public static void main(String[] args) {
      AtomicInteger left = new AtomicInteger();
      MapDbOptions options = TestStore.options(Path.of(args[0]), new Dying(left));
      MapDbEngine engine = TestStore.open(options);
      left.set(Integer.parseInt(args[1]));
      engine.restore(dyingAt(Integer.parseInt(args[2])));
      Runtime.getRuntime().halt(0);
    }

    private static void die(AtomicInteger left) {
      if (left.get() > 0 && left.decrementAndGet() == 0) {
        Runtime.getRuntime().halt(DIED);
      }
    }

    private static Iterator<Batch> dyingAt(int batch) {
      AtomicInteger left = new AtomicInteger(batch);
      Iterator<Batch> content = RestorationTest.batches("odd");
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return content.hasNext();
        }

        @Override
        public Batch next() {
          die(left);
          return content.next();
        }
      };
    }

    /** Ends the process at an opening of a file. */
    private record Dying(AtomicInteger left) implements FileAccess {

      @Override
      public RawFile journal(Path file) throws IOException {
        die(left);
        return REAL.journal(file);
      }

      @Override
      public BaseFile base(Path file) throws IOException {
        die(left);
        return REAL.base(file);
      }
    }
  }

  /** Restores one content over the other, while it writes, until it is killed. */
  static final class LoadedChild {

    private LoadedChild() {}

    public static void main(String[] args) {
      MapDbEngine engine = TestStore.open(TestStore.options(Path.of(args[0])));
      Thread load = new Thread(() -> write(engine));
      load.setDaemon(true);
      load.start();
      System.out.println("begun");
      for (int round = 0; ; round++) {
        engine.restore(RestorationTest.batches(round % 2 == 0 ? "odd" : "even"));
        System.out.println("done");
      }
    }

    private static void write(MapDbEngine engine) {
      while (true) {
        engine
            .apply(Batch.builder().put(Key.of("load"), new byte[100]).build())
            .toCompletableFuture()
            .join();
      }
    }
  }
}
