package io.azimuth.adapters.storage.barrier;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.seal.KeyStatus;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionCountTest {

  private static final Key KEY = Key.of("data/x/y");
  private static final int BLOCK = 8;
  private static final int PER_TERM = 32;

  private final TestServer server = TestServer.counting(BLOCK, PER_TERM);

  @Test
  void staysWellBelowTheBirthdayBoundOfItsNonces() {
    assertThat(EncryptionLimits.PRODUCT).isEqualTo(new EncryptionLimits(1L << 20, 1L << 31));
  }

  @ParameterizedTest
  @CsvSource({"0,8", "8,7"})
  void countsInBlocksThatATermCanHold(long block, long perTerm) {
    assertThatThrownBy(() -> new EncryptionLimits(block, perTerm))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsTermInstallationAndBlocksOfTheCurrentKey() {
    assertThat(server.barrier().keyStatus()).isEqualTo(new KeyStatus(1, TestServer.START, BLOCK));

    encrypt(server, BLOCK / 2);

    assertThat(server.barrier().keyStatus())
        .isEqualTo(new KeyStatus(1, TestServer.START, 2 * BLOCK));
    assertThat(reserved()).isEqualTo(2 * BLOCK);
  }

  @Test
  void reservesTheNextBlockAtHalfOfTheLast() {
    encrypt(server, BLOCK / 2 - 1);
    assertThat(reserved()).isEqualTo(BLOCK);

    encrypt(server, 1);
    assertThat(reserved()).isEqualTo(2 * BLOCK);
  }

  @Test
  void neverEncryptsMoreThanIsReservedDurably() {
    server.engine().hold();
    encrypt(server, BLOCK);

    assertFault(
        ErrorCode.STORE_BUSY, "the next encryptions are being reserved", () -> encrypt(server, 1));
    assertThat(reserved()).isEqualTo(BLOCK);

    server.engine().release();
    encrypt(server, BLOCK);
  }

  @Test
  void reservesOnceHoweverManyWait() {
    server.engine().hold();
    encrypt(server, BLOCK);
    for (int i = 0; i < 5; i++) {
      assertFault(ErrorCode.STORE_BUSY, "reserved", () -> encrypt(server, 1));
    }
    server.engine().release();

    assertThat(reserved()).isEqualTo(2 * BLOCK);
  }

  @ParameterizedTest
  @EnumSource(
      value = CommitOutcome.class,
      names = {"CONFLICT", "UNKNOWN"})
  void triesAgainAfterAReservationThatFailed(CommitOutcome outcome) {
    server.engine().pretend(outcome);
    encrypt(server, BLOCK);
    assertFault(ErrorCode.STORE_BUSY, "reserved", () -> encrypt(server, 1));

    server.engine().recover();

    encrypt(server, 1);
    assertThat(reserved()).isEqualTo(2 * BLOCK);
  }

  @Test
  void usesUpItsReservationWhenTheStoreTakesNoWrites() {
    server.engine().refuse(new ServiceException(ErrorCode.STORE_FULL, "no space left"));

    encrypt(server, BLOCK);

    assertFault(ErrorCode.STORE_FULL, "no space left", () -> encrypt(server, 1));
    server.engine().recover();
    encrypt(server, 1);
  }

  @Test
  void changesTheKeyBeforeItsLimitAndKeepsReadingOldValues() {
    server.clock().set(TestServer.START.plusSeconds(60));

    List<Entry> values = encrypt(server, 10 * PER_TERM);

    Map<Integer, Integer> perTerm = perTerm(values);
    assertThat(perTerm).hasSizeGreaterThanOrEqualTo(10);
    assertThat(perTerm.values()).allMatch(count -> count <= PER_TERM);
    assertThat(server.barrier().keyStatus().term()).isGreaterThanOrEqualTo(10);
    assertThat(server.barrier().keyStatus().installed())
        .isEqualTo(TestServer.START.plusSeconds(60));
    values.forEach(value -> assertThat(server.cipher().decrypt(value)).containsExactly(1));
    server.restart();
    values.forEach(value -> assertThat(server.cipher().decrypt(value)).containsExactly(1));
  }

  @Test
  void keepsHashesWhenTheKeyChanges() {
    String before = server.barrier().hash(SecretText.of("azs.x")).hex();

    encrypt(server, 2 * PER_TERM);
    server.restart();

    assertThat(server.barrier().keyStatus().term()).isGreaterThan(1);
    assertThat(server.barrier().hash(SecretText.of("azs.x")).hex()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = CommitOutcome.class,
      names = {"CONFLICT", "UNKNOWN"})
  void keepsTheOldKeyWhenTheNewOneIsNotKnownToBeDurable(CommitOutcome outcome) {
    // With the next reservation this key would exceed its limit.
    while (reserved() < PER_TERM) {
      encrypt(server, 1);
    }
    server.engine().pretend(outcome);
    List<Entry> values = encrypt(server, BLOCK + BLOCK / 2);

    assertThat(perTerm(values).keySet()).containsExactly(1);
    assertFault(ErrorCode.STORE_BUSY, "reserved", () -> encrypt(server, 1));
    server.engine().recover();
    assertThat(perTerm(encrypt(server, 1)).keySet()).containsExactly(2);
  }

  @Test
  void reservesAnewAfterEachUnsealing() {
    server.restart();
    server.restart();

    assertThat(reserved()).isEqualTo(3 * BLOCK);
    encrypt(server, BLOCK);
  }

  @Test
  void countsTheEncryptionsOfAllServersOnOneStore() {
    TestServer other = server.another();
    other.barrier().unseal(TestServer.rootKey());
    List<Entry> values = new ArrayList<>();
    for (int i = 0; i < 4 * PER_TERM; i++) {
      values.addAll(encrypt(i % 2 == 0 ? server : other, 1));
    }

    assertThat(perTerm(values).values()).allMatch(count -> count <= PER_TERM);
    values.forEach(value -> assertThat(server.cipher().decrypt(value)).containsExactly(1));
    values.forEach(value -> assertThat(other.cipher().decrypt(value)).containsExactly(1));
  }

  @Test
  void readsAtOnceWhatAnotherServerWroteWithANewKey() {
    TestServer other = server.another();
    other.barrier().unseal(TestServer.rootKey());
    List<Entry> values = encrypt(other, 2 * PER_TERM);
    Entry newest = values.get(values.size() - 1);
    assertThat(Envelope.term(newest.value()).orElseThrow()).isGreaterThan(1);

    assertThat(server.cipher().decrypt(newest)).containsExactly(1);
  }

  @Test
  void refusesToGoOnWithACountThatWasChanged() {
    byte[] count = server.engine().stored("core/encryptions");
    count[12] = 0; // as if less had been encrypted
    server.engine().overwrite("core/encryptions", count);

    encrypt(server, BLOCK);

    assertFault(
        ErrorCode.RECORD_UNREADABLE,
        "the count of encryptions was changed",
        () -> encrypt(server, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"core/keyring", "core/encryptions"})
  void refusesToGoOnWithoutItsRecords(String key) {
    server.engine().erase(key);

    encrypt(server, BLOCK);

    assertFault(ErrorCode.RECORD_UNREADABLE, key + " is gone", () -> encrypt(server, 1));
  }

  @Test
  void refusesTheCountOfAnotherTerm() {
    byte[] old = server.engine().stored("core/encryptions");
    encrypt(server, 2 * PER_TERM);
    server.engine().overwrite("core/encryptions", old);

    assertFault(
        ErrorCode.RECORD_UNREADABLE,
        "counts another key than the current one",
        () -> encrypt(server, 2 * BLOCK));
  }

  @Test
  void countsEveryEncryptionOfManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Entry> values = new ArrayList<>();
    try {
      List<Future<List<Entry>>> runs = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        runs.add(threads.submit(() -> encryptPatiently(500)));
      }
      for (Future<List<Entry>> run : runs) {
        values.addAll(run.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(values).hasSize(4_000);
    assertThat(perTerm(values).values()).allMatch(count -> count <= PER_TERM);
  }

  private List<Entry> encryptPatiently(int count) {
    List<Entry> values = new ArrayList<>();
    while (values.size() < count) {
      try {
        values.addAll(encrypt(server, 1));
      } catch (ServiceException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.STORE_BUSY);
        Thread.onSpinWait();
      }
    }
    return values;
  }

  private static List<Entry> encrypt(TestServer by, int count) {
    List<Entry> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(new Entry(KEY, by.cipher().encrypt(KEY, new byte[] {1}), 1));
    }
    return values;
  }

  private static Map<Integer, Integer> perTerm(List<Entry> values) {
    Map<Integer, Integer> counts = new HashMap<>();
    values.forEach(
        value -> counts.merge(Envelope.term(value.value()).orElseThrow(), 1, Integer::sum));
    return counts;
  }

  private long reserved() {
    return ByteBuffer.wrap(server.engine().stored("core/encryptions")).getLong(5);
  }
}
