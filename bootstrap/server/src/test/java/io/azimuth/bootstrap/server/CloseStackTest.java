package io.azimuth.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order in which the parts of a server are closed. */
class CloseStackTest {

  private final List<String> closed = new ArrayList<>();
  private final CloseStack closing = new CloseStack();

  @Test
  void closesTheLastFirstAndOnce() {
    closing.add("store", () -> closed.add("store"));
    closing.add("listeners", () -> closed.add("listeners"));

    closing.close();
    closing.close();

    assertThat(closed).containsExactly("listeners", "store");
  }

  @Test
  void continuesAfterAFailure() {
    closing.add("store", () -> closed.add("store"));
    closing.add(
        "listeners",
        () -> {
          throw new IllegalStateException("planned");
        });

    closing.close();

    assertThat(closed).containsExactly("store");
  }

  @Test
  void whatIsAddedAfterTheEndIsClosedAtOnce() {
    closing.close();

    closing.add("listeners", () -> closed.add("listeners"));

    assertThat(closed).containsExactly("listeners");
  }
}
