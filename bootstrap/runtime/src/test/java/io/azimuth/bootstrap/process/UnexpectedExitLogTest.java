package io.azimuth.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnexpectedExitLogTest {

  private final List<Thread> hooks = new ArrayList<>();

  @Test
  void anEndThatWasAskedForIsNotWatched() {
    UnexpectedExitLog watched = UnexpectedExitLog.watch(hooks::add, hooks::remove);
    assertThat(hooks).hasSize(1);

    watched.close();

    assertThat(hooks).isEmpty();
  }

  @Test
  void itIsTooLateWhenTheProcessEndsAlready() {
    UnexpectedExitLog watched =
        UnexpectedExitLog.watch(
            hooks::add,
            hook -> {
              throw new IllegalStateException("Shutdown in progress");
            });

    assertThatCode(watched::close).doesNotThrowAnyException();
  }
}
