package io.azimuth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the fuzzer: in the default build with all targets together and a fixed number of inputs,
 * with {@code -Pfuzz} with each target separately for a given time.
 */
@Tag("slow")
class GuidedFuzzTest {

  private static final int LONGEST_INPUT = 4_096;
  private static final Path HOME = Path.of("target", "fuzz").toAbsolutePath();

  @TestFactory
  Stream<DynamicTest> findsNothing() {
    int seconds = Integer.getInteger("fuzz.seconds", 0);
    return seconds > 0
        ? Targets.chosen(System.getProperty("fuzz.targets", "")).stream()
            .map(target -> dynamicTest(target, () -> alone(target, seconds)))
        : Stream.of(dynamicTest(FuzzEntry.ALL, GuidedFuzzTest::together));
  }

  private static void alone(String target, int seconds) throws Exception {
    JazzerRun run = of(target, "-max_total_time=" + seconds, false);
    Corpus.write(Corpus.of(target), "seed", run.corpus());
    findsNothing(run);
  }

  private static void together() throws Exception {
    JazzerRun run = of(FuzzEntry.ALL, "-runs=" + Integer.getInteger("fuzz.runs", 2_000), true);
    run.forgetCorpus();
    List<String> names = Targets.names();
    for (int i = 0; i < names.size(); i++) {
      List<byte[]> inputs = new ArrayList<>();
      for (byte[] input : Corpus.of(names.get(i))) {
        inputs.add(Inputs.choosing(i, input));
      }
      Corpus.write(inputs, names.get(i), run.corpus());
    }
    findsNothing(run);
  }

  private static JazzerRun of(String name, String limit, boolean brief) {
    return new JazzerRun(name, HOME.resolve(name), limit, brief, LONGEST_INPUT);
  }

  private static void findsNothing(JazzerRun run) throws IOException, InterruptedException {
    int exit = run.run();
    String log = Files.readString(run.log());
    assertThat(exit).as("%s: the input is in %s%n%s", run.target(), run.directory(), log).isZero();
    assertThat(log).as("it was guided").containsPattern("cov: [1-9]");
  }
}
