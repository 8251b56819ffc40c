package io.azimuth.adapters.storage.record.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.adapters.storage.record.Samples;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a network, a request reads in one round trip what the last one like it has read. */
class ReadAheadHintsTest {

  private static final ReadHint HINT = new Hint(1, Optional.of(2));
  private static final String MOUNT = "m-1";

  private final TestServer server = TestServer.open();

  private record Hint(int route, Optional<Integer> caller) implements ReadHint {}

  @BeforeEach
  void fill() {
    server.write(
        work -> {
          work.tokens().put(Samples.HASH, Samples.token("c", Optional.empty(), Samples.PARENT));
          work.tokens().put(Samples.PARENT, Samples.token("p", Optional.empty()));
          work.storage(MOUNT).put("a", data("1"));
          work.storage(MOUNT).put("b", data("2"));
          work.beginEpoch();
        });
    server.engine().becomeRemote();
  }

  private static Value.Obj data(String text) {
    return Value.Obj.builder().put("x", text).build();
  }

  private static void read(UnitOfWork work) {
    assertThat(work.epoch()).isPositive();
    assertThat(work.credential(Samples.HASH)).isPresent();
    assertThat(work.storage(MOUNT).get("a")).isPresent();
    work.storage(MOUNT).get("b");
  }

  private int roundTripsOf(ReadHint hint) {
    int before = server.engine().reads().size();
    read(server.begin(hint));
    return server.engine().reads().size() - before;
  }

  @Test
  void theSecondOfAKindNeedsOneRoundTrip() {
    assertThat(roundTripsOf(HINT)).isGreaterThan(3);

    assertThat(roundTripsOf(HINT)).isEqualTo(1);
    assertThat(roundTripsOf(new Hint(1, Optional.of(3)))).isGreaterThan(1);
    assertThat(roundTripsOf(new Hint(1, Optional.of(3)))).isEqualTo(1);
  }

  @Test
  void loginOfAKnownCallerNeedsOneRoundTripWhoeverLoggedInBefore() {
    Hint first = new Hint(9, Optional.of(4));
    Hint second = new Hint(9, Optional.of(5));
    logIn(first, "a");
    logIn(second, "b");

    assertThat(logIn(first, "a")).isEqualTo(1);
    assertThat(logIn(second, "b")).isEqualTo(1);
    assertThat(logIn(new Hint(9, Optional.empty()), "b")).isEqualTo(1);
  }

  private int logIn(ReadHint hint, String record) {
    int before = server.engine().reads().size();
    UnitOfWork work = server.begin(hint);
    assertThat(work.epoch()).isPositive();
    assertThat(work.storage(MOUNT).get(record)).isPresent();
    return server.engine().reads().size() - before;
  }

  @Test
  void whatIsReadIsWhatTheStoreHasThen() {
    read(server.begin(HINT));
    server.write(
        work -> {
          work.storage(MOUNT).put("a", data("changed"));
          work.storage(MOUNT).delete("b");
        });

    UnitOfWork work = server.begin(HINT);
    assertThat(work.storage(MOUNT).get("a")).contains(data("changed"));
    assertThat(work.storage(MOUNT).get("b")).isEmpty();
  }

  @Test
  void aRevokedTokenIsGoneThoughItsRecordsWereForeseen() {
    read(server.begin(HINT));
    server.write(work -> work.tokens().remove(Samples.PARENT));

    assertThat(server.begin(HINT).credential(Samples.HASH).orElseThrow().ancestors())
        .containsExactly(Optional.<Token>empty());
  }

  @Test
  void afterALookAtTheCurrentEpochNothingReadAheadCounts() {
    read(server.begin(HINT));
    UnitOfWork work = server.begin(HINT);
    assertThat(work.epoch()).isPositive();
    server.write(other -> other.tokens().remove(Samples.PARENT));

    assertThat(work.isCurrent()).isTrue();
    assertThat(work.credential(Samples.HASH).orElseThrow().ancestors())
        .containsExactly(Optional.<Token>empty());
  }

  @Test
  void nothingThatWasOnlyForeseenBecomesAPrecondition() {
    read(server.begin(HINT));
    UnitOfWork work = server.begin(HINT);
    assertThat(work.storage(MOUNT).get("a")).isPresent();
    work.storage(MOUNT).put("c", data("3"));
    server.write(other -> other.storage(MOUNT).put("b", data("changed")));

    server.commit(work);
    assertThat(server.begin().storage(MOUNT).get("c")).contains(data("3"));
  }
}
