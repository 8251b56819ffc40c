package io.azimuth.product.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The findings of the last step of a build, and the texts that it accepts. */
final class LeakCheckTest {

  private static final String PASSWORD = "a password/that <one> test used";

  @TempDir private Path directory;

  @Test
  void findsASecretOfOneTestInTheLogOfAnother() throws IOException {
    RunCorpus corpus = new RunCorpus(directory);
    corpus.keep(List.of(PASSWORD, "another secret of the same test"));
    corpus.keep("a log without any");
    assertThat(LeakCheck.leaks(corpus)).isEmpty();

    new RunCorpus(directory).keep("some line\nremote says: " + PASSWORD + ", at least\n");

    assertThat(LeakCheck.leaks(corpus)).containsOnlyKeys(PASSWORD);
  }

  @Test
  void findsWhatLooksLikeATokenThoughNobodyKeptIt() throws IOException {
    RunCorpus corpus = new RunCorpus(directory);
    corpus.keep(
        "token=azs.0123456789abcdefghijABCD, jwt=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2lnbmF0dXJl");

    assertThat(LeakCheck.leaks(corpus)).hasSize(2);
  }

  @Test
  void findsEachOfManyAtOnce() {
    MultiTextSearch needles = new MultiTextSearch();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      needles.add("the needle of number %05d".formatted(i));
      text.append("hay %d the needle of number %05d".formatted(i, i * 2));
    }

    assertThat(needles.in(text.toString())).hasSize(2_500);
    assertThat(needles.in("the needle of number 0000")).isEmpty();
    assertThat(needles.in("the needle of number 00001")).hasSize(1);
  }

  @Test
  void isEmptyWhenItWasCleared() throws IOException {
    RunCorpus corpus = new RunCorpus(directory);
    corpus.keep(List.of(PASSWORD));
    corpus.keep(PASSWORD);
    corpus.clear();

    assertThat(corpus.secrets()).isEmpty();
    assertThat(corpus.texts()).isEmpty();
  }
}
