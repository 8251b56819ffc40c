package io.azimuth.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link io.azimuth.application.port.store.Store} promises, with its units of work and
 * all their repositories. A store passes when a subclass that opens it does.
 */
public abstract class StoreContract extends StoreThreadsContract {

  private static final String LARGE = "x".repeat(1_040_000);

  /** The one way to make it. */
  protected StoreContract() {}

  @Test
  void unitOfWorkStages1000RecordsAndNoMore() {
    UnitOfWork work = begin();
    for (int i = 0; i < 1_000; i++) {
      work.storage(MOUNT).put("p" + i, Value.Obj.EMPTY);
    }
    work.storage(MOUNT).put("p1", StoreSamples.DATA); // takes the place of an earlier write
    commit(work);
    assertThat(begin().storage(MOUNT).list("")).hasSize(1_000);
    assertThat(begin().storage(MOUNT).get("p1")).contains(StoreSamples.DATA);

    UnitOfWork removing = begin();
    for (int i = 0; i < 1_000; i++) {
      removing.storage(MOUNT).delete("p" + i);
    }
    assertRefused(ErrorCategory.TOO_LARGE, () -> removing.policies().put("ops", "text"));
  }

  @Test
  void unitOfWorkStages8MebibytesAndNoMore() {
    UnitOfWork work = begin();
    for (int i = 0; i < 8; i++) {
      work.policies().put("p" + i, LARGE);
      work.policies().put("p" + i, LARGE);
    }
    commit(work);
    assertThat(begin().policies().find("p7")).contains(LARGE);

    UnitOfWork more = begin();
    for (int i = 0; i < 8; i++) {
      more.policies().put("p" + i, LARGE);
    }
    assertRefused(ErrorCategory.TOO_LARGE, () -> more.policies().put("p8", LARGE));
  }

  @Test
  void refusesARecordAboveOneMebibyte() {
    String tooLong = "x".repeat(1 << 20);

    assertRefused(ErrorCategory.TOO_LARGE, () -> begin().policies().put("ops", tooLong));
    assertRefused(
        ErrorCategory.TOO_LARGE,
        () -> begin().storage(MOUNT).put("a", Value.Obj.builder().put("text", tooLong).build()));
  }

  static Stream<Race> reads() {
    return Stream.concat(
        races(),
        Stream.concat(
            listings(),
            Stream.of(
                new Race("whether the epoch is current", UnitOfWork::isCurrent, work -> {}),
                new Race("tidying", work -> work.tokens().tidy(Optional.empty(), 1), work -> {}),
                new Race(
                    "some of a storage", work -> work.sweeps().deleteSome(MOUNT, 1), work -> {}))));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void sealedStoreServesNoRead(Race race) {
    write(race.change());
    UnitOfWork unread = begin();
    UnitOfWork readBefore = begin();
    race.read().accept(readBefore);
    seal();

    assertSealed(() -> race.read().accept(unread));
    assertSealed(() -> race.read().accept(readBefore));
    assertSealed(this::begin);
  }

  @Test
  void sealedStoreTakesNoCommit() {
    UnitOfWork work = begin();
    work.policies().put("ops", "text");
    seal();

    assertSealed(() -> store().commit(work));
    unseal();
    assertThat(begin().policies().find("ops")).isEmpty();
  }

  @Test
  void unsealedStoreHasWhatItHadBefore() {
    Consumer<UnitOfWork> change = work -> work.policies().put("ops", "text");
    write(change);
    seal();
    unseal();

    assertThat(begin().policies().find("ops")).contains("text");
    write(work -> work.policies().remove("ops"));
    assertThat(begin().policies().names()).isEmpty();
  }
}
