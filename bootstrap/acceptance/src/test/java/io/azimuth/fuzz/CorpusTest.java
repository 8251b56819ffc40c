package io.azimuth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every target with all that is known, cut short in every place and damaged in every byte. */
@Tag("slow")
class CorpusTest {

  private static final int MOST_PLACES = 150;

  @TestFactory
  Stream<DynamicTest> holdsForAllThatIsKnown() {
    return Targets.names().stream().map(name -> dynamicTest(name, () -> replay(name)));
  }

  @Test
  void everyTargetHasSeeds() throws IOException {
    for (String name : Targets.names()) {
      assertThat(Corpus.of(name)).as(name).isNotEmpty();
    }
  }

  private static void replay(String name) throws IOException {
    FuzzTarget target = Targets.named(name);
    Bounds.run(target, new byte[0]);
    for (byte[] input : Corpus.of(name)) {
      Bounds.run(target, input);
      for (int at : places(input.length)) {
        Bounds.run(target, Arrays.copyOf(input, at));
        Bounds.run(target, damaged(input, at));
      }
    }
  }

  /** All places of a short input, some of a long one. */
  private static List<Integer> places(int length) {
    int step = 1 + length / MOST_PLACES;
    return Stream.iterate(0, at -> at < length, at -> at + step).toList();
  }

  private static byte[] damaged(byte[] input, int at) {
    byte[] damaged = input.clone();
    damaged[at] ^= (byte) (1 << at % Byte.SIZE);
    return damaged;
  }
}
