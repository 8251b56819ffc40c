package io.azimuth.application.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.leader.Member;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.testkit.fake.FakeMetrics;
import io.azimuth.testkit.fake.GivenEntries;
import io.azimuth.testkit.fake.MutableClock;
import io.azimuth.testkit.store.FakeBarrier;
import io.azimuth.testkit.store.FakeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the scrub reads at which rate, what it counts, and when it begins anew. */
class StoreScrubTest {

  private static final String UNREADABLE = "azimuth_store_unreadable_entries";
  private static final String ENDED = "azimuth_store_scrub_end_timestamp_seconds";
  private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

  /** More steps than 256 first bytes and a few hundred entries need. */
  private static final int STEPS_OF_A_PASS = 40;

  private final GivenEntries engine = new GivenEntries();
  private final FakeStore store = new FakeStore();
  private final FakeBarrier barrier = new FakeBarrier(store);
  private final MutableClock clock = new MutableClock(START);
  private final FakeMetrics metrics = new FakeMetrics();
  private final ChangingLeadership leadership = new ChangingLeadership();
  private final StoreScrub scrub = new StoreScrub(engine, barrier, leadership, clock, metrics);

  @BeforeEach
  void open() {
    store.seal(false);
  }

  @Test
  void everyEntryIsReadAndDamageIsCounted() {
    fill(300);
    engine.with("data/m/150", FakeBarrier.DAMAGED).with("~last", FakeBarrier.DAMAGED);
    pass();
    assertThat(engine.read()).isEqualTo(301);
    assertThat(number(UNREADABLE)).isEqualTo(2);
    assertThat(number(ENDED)).isEqualTo((double) START.getEpochSecond());
  }

  @Test
  void aSoundStoreHasNone() {
    fill(20);
    pass();
    assertThat(number(UNREADABLE)).isZero();
  }

  @Test
  void aStepReadsAtMost256Entries() {
    fill(2_000);
    scrub.run(); // the first bytes before "d" are as many pages
    for (int before = engine.read(), steps = 0; steps < 8; steps++, before = engine.read()) {
      scrub.run();
      assertThat(engine.read() - before).isLessThanOrEqualTo(StoreScrub.MOST_ENTRIES);
    }
    assertThat(engine.read()).isLessThan(2_000);
  }

  @Test
  void aStepEndsWithThePageThatPassesAMebibyte() {
    for (int i = 100; i < 200; i++) {
      engine.with("data/m/" + i, "x".repeat(100_000));
    }
    for (int i = 0; i < 8; i++) {
      int before = engine.read();
      scrub.run();
      assertThat(engine.read() - before).isLessThanOrEqualTo(ScrubPass.PAGE);
    }
  }

  @Test
  void thePassOfTheNextDayForgetsWhatWasMended() {
    fill(5);
    engine.with("data/m/100", FakeBarrier.DAMAGED);
    pass();
    engine.with("data/m/100", "sound again");
    int read = engine.read();

    clock.advance(StoreScrub.BETWEEN_BEGINNINGS.minus(Duration.ofSeconds(1)));
    pass();
    assertThat(engine.read()).isEqualTo(read);

    clock.advance(Duration.ofSeconds(1));
    scrub.run();
    assertThat(number(UNREADABLE)).as("until the pass ends").isEqualTo(1);
    pass();
    assertThat(number(UNREADABLE)).isZero();
    assertThat(engine.read()).isEqualTo(2 * read);
  }

  @Test
  void aClockThatWasSetBackDoesNotPutThePassOff() {
    fill(5);
    pass();
    clock.advance(Duration.ofDays(-30));
    pass();
    assertThat(engine.read()).isEqualTo(10);
  }

  @Test
  void placesThatTheFileHidesCountAsOneEachAndTheRestIsRead() {
    fill(40);
    engine.with("token/1", FakeBarrier.DAMAGED);
    engine.breakAt("data/m/120");
    pass();
    assertThat(number(UNREADABLE)).isEqualTo(2);
    assertThat(engine.read()).isEqualTo(20 + 1);
  }

  @Test
  void aSealedServerReadsNothingAndBeginsAnew() {
    fill(5);
    store.seal(true);
    pass();
    assertThat(engine.read()).isZero();
    store.seal(false);
    pass();
    assertThat(engine.read()).isEqualTo(5);
    store.seal(true);
    scrub.run();
    assertThat(names()).doesNotContain(UNREADABLE, ENDED);
  }

  @Test
  void onlyTheLeaderReadsAndShowsNumbers() {
    fill(5);
    pass();
    leadership.leads = false;
    scrub.run();
    assertThat(names()).doesNotContain(UNREADABLE, ENDED);
    pass();
    assertThat(engine.read()).isEqualTo(5);
  }

  @Test
  void aStoreThatIsAwayIsNotDamaged() {
    fill(5);
    engine.fail(Optional.of(ErrorCode.STORE_UNAVAILABLE));
    pass();
    engine.fail(Optional.empty());
    pass();
    assertThat(number(UNREADABLE)).isZero();
    assertThat(engine.read()).isEqualTo(5);
  }

  private void fill(int entries) {
    for (int i = 0; i < entries; i++) {
      engine.with("data/m/" + (100 + i), "sound");
    }
  }

  private void pass() {
    for (int i = 0; i < STEPS_OF_A_PASS; i++) {
      scrub.run();
    }
  }

  private double number(String name) {
    return metrics.number(name, Map.of());
  }

  private List<String> names() {
    return metrics.numbers().stream().map(Measurement::name).toList();
  }

  private static final class ChangingLeadership implements Leadership {

    private boolean leads = true;

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public boolean isLeader() {
      return leads;
    }

    @Override
    public void lead(Runnable task) {
      throw new AssertionError("a scrub writes nothing");
    }

    @Override
    public void renew() {}

    @Override
    public void stepDown() {}

    @Override
    public void close() {}

    @Override
    public List<Member> members() {
      return List.of();
    }
  }
}
