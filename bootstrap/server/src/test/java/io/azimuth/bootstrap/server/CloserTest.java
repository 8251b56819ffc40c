package io.azimuth.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order in which the parts of a server are closed. */
class CloserTest {

  private final List<String> closed = new ArrayList<>();
  private final Closer closer = new Closer();

  @Test
  void closesTheLastFirstAndOnce() {
    closer.add("store", () -> closed.add("store"));
    closer.add("listeners", () -> closed.add("listeners"));

    closer.close();
    closer.close();

    assertThat(closed).containsExactly("listeners", "store");
  }

  @Test
  void continuesAfterAFailure() {
    closer.add("store", () -> closed.add("store"));
    closer.add(
        "listeners",
        () -> {
          throw new IllegalStateException("planned");
        });

    closer.close();

    assertThat(closed).containsExactly("store");
  }

  @Test
  void whatIsAddedAfterTheEndIsClosedAtOnce() {
    closer.close();

    closer.add("listeners", () -> closed.add("listeners"));

    assertThat(closed).containsExactly("listeners");
  }
}
