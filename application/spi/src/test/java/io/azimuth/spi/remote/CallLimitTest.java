package io.azimuth.spi.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallLimitTest {

  private static final String ONE = "https://one.example";
  private static final String OTHER = "https://other.example";

  private final CallLimit limit = new CallLimit(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);

  private CompletableFuture<String> begin(String system) {
    CompletableFuture<String> call = new CompletableFuture<>();
    assertThat(limit.begin(system, () -> call)).isNotDone();
    return call;
  }

  private void begin(String system, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(begin(system)).isNotDone();
    }
  }

  private static CompletableFuture<String> mustNotBegin() {
    throw new AssertionError("a call began");
  }

  private void assertFull(String system) {
    assertThatThrownBy(() -> limit.begin(system, CallLimitTest::mustNotBegin))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
              assertThat(e.detail()).isEqualTo("too many calls to " + system + " are under way");
            });
  }

  @Test
  void aSystemThatHangsUsesUpItsOwnCallsAlone() {
    CompletableFuture<String> first = begin(ONE);
    begin(ONE, CallLimit.MOST - 1);

    assertFull(ONE);
    assertFull(ONE);
    begin(OTHER, 1);
    first.complete("answer");
    begin(ONE, 1);
    assertFull(ONE);
  }

  @Test
  void aClientLeavesRoomToOthers() throws UnknownHostException {
    InetAddress client = InetAddress.getByName("2001:db8::1");
    InetAddress neighbour = InetAddress.getByName("2001:db8::2");
    InetAddress stranger = InetAddress.getByName("2001:db8:1::1");
    for (int i = 0; i < CallLimit.MOST_OF_CLIENT; i++) {
      assertThat(limit.begin(ONE, client, CompletableFuture::new)).isNotDone();
    }

    assertThatThrownBy(() -> limit.begin(ONE, neighbour, CallLimitTest::mustNotBegin))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.detail()).contains("of one client"));
    assertThat(limit.begin(OTHER, client, CompletableFuture::new)).isNotDone();
    CompletableFuture<String> last = new CompletableFuture<>();
    assertThat(limit.begin(ONE, stranger, () -> last)).isNotDone();
    begin(ONE, CallLimit.MOST - CallLimit.MOST_OF_CLIENT - 1);
    assertThatThrownBy(() -> limit.begin(ONE, stranger, CallLimitTest::mustNotBegin))
        .isInstanceOf(ServiceException.class);
    last.complete("answer");
    assertThat(limit.begin(ONE, stranger, CompletableFuture::new)).isNotDone();
  }

  @Test
  void theAnswerOfTheCallIsThatOfTheLimit() {
    assertThat(limit.begin(ONE, () -> CompletableFuture.completedFuture("answer")))
        .isCompletedWithValue("answer");
  }

  @Test
  void nothingIsKeptOfCallsThatEnded() {
    CompletableFuture<String> answered = begin(ONE);
    CompletableFuture<String> failed = new CompletableFuture<>();
    assertThat(limit.begin(OTHER, InetAddress.getLoopbackAddress(), () -> failed)).isNotDone();
    assertThat(limit.counts()).isEqualTo(3);

    answered.complete("answer");
    failed.completeExceptionally(new IllegalStateException("reset"));
    assertThatThrownBy(
            () ->
                limit.begin(
                    ONE,
                    () -> {
                      throw new IllegalStateException("not begun");
                    }))
        .hasMessage("not begun");

    assertThat(limit.counts()).isZero();
  }
}
