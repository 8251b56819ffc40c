package io.azimuth.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.thread.EssentialThread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadThreadsTest {

  private final List<Integer> codes = new ArrayList<>();
  private final DeadThreads handler =
      new DeadThreads(thread -> thread.getName().equals("http I/O-1"), codes::add);

  @Test
  void theDeathOfAnEssentialThreadEndsTheProcess() {
    handler.uncaughtException(new EssentialThread(() -> {}, "writer"), planned());

    assertThat(codes).containsExactly(DeadThreads.THREAD_DIED);
  }

  @Test
  void theDeathOfAThreadThatIsNamedEssentialEndsTheProcess() {
    handler.uncaughtException(new Thread(() -> {}, "http I/O-1"), planned());

    assertThat(codes).containsExactly(DeadThreads.THREAD_DIED);
  }

  @Test
  void theDeathOfAThreadThatAPoolReplacesDoesNot() {
    handler.uncaughtException(new Thread(() -> {}, "fetch-1"), planned());

    assertThat(codes).isEmpty();
  }

  @Test
  void memoryThatRanOutEndsTheProcessOnAnyThread() {
    handler.uncaughtException(new Thread(() -> {}, "fetch-1"), new OutOfMemoryError("planned"));

    assertThat(codes).containsExactly(DeadThreads.OUT_OF_MEMORY);
  }

  private static Throwable planned() {
    return new IllegalStateException("planned");
  }
}
