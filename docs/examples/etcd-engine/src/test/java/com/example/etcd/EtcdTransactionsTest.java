package com.example.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

/**
 * What became of a transaction whose answer was lost. A second object with the same id stands for
 * the process that does not know the answer that the first one got.
 */
class EtcdTransactionsTest {

  private static EtcdCluster cluster;

  @BeforeAll
  static void startCluster(@TempDir Path directory) throws Exception {
    cluster = new EtcdCluster(directory, 1, EtcdCluster.LIMITS);
    cluster.open("ready/").close();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  private static Etcd etcd(TestInfo test) {
    String prefix = test.getTestMethod().orElseThrow().getName() + "/";
    return new Etcd(new EtcdSettings(cluster.settings(prefix)), NOPLogger.NOP_LOGGER);
  }

  @Test
  void lostAnswerIsFoundOutAndNothingIsAppliedTwice(TestInfo test) {
    Etcd etcd = etcd(test);
    EtcdReads reads = new EtcdReads(etcd);
    EtcdTransactions setUp = new EtcdTransactions(etcd, reads, "set-up");
    setUp.next();
    setUp.apply(List.of(put("taken")));
    Entry taken = get(reads, "taken").orElseThrow();
    List<Batch> batches =
        List.of(
            Batch.builder().requireAbsent(Key.of("free")).put(Key.of("free"), bytes()).build(),
            Batch.builder().requireAbsent(Key.of("taken")).put(Key.of("never"), bytes()).build(),
            Batch.builder().require(taken.key(), taken.revision()).delete(Key.of("x")).build(),
            put("blind"));
    List<CommitOutcome> outcomes =
        List.of(
            CommitOutcome.COMMITTED,
            CommitOutcome.CONFLICT,
            CommitOutcome.COMMITTED,
            CommitOutcome.COMMITTED);

    EtcdTransactions answered = new EtcdTransactions(etcd, reads, "process");
    answered.next();
    assertThat(answered.apply(batches)).isEqualTo(outcomes);
    long revision = get(reads, "blind").orElseThrow().revision();
    // Somebody else changes all of it before the process asks again.
    setUp.next();
    setUp.apply(List.of(delete("free"), delete("taken")));

    EtcdTransactions unanswered = new EtcdTransactions(etcd, reads, "process");
    unanswered.next();
    assertThat(unanswered.apply(batches)).isEqualTo(outcomes);
    assertThat(get(reads, "blind")).map(Entry::revision).contains(revision);
    assertThat(get(reads, "free")).isEmpty();
    assertThat(get(reads, "never")).isEmpty();
    etcd.close();
  }

  @Test
  void transactionThatWasGivenUpDoesNotCountAsTheNextOne(TestInfo test) {
    Etcd etcd = etcd(test);
    EtcdReads reads = new EtcdReads(etcd);
    EtcdTransactions answered = new EtcdTransactions(etcd, reads, "process");
    answered.next();
    answered.apply(List.of(put("first")));

    EtcdTransactions gaveUp = new EtcdTransactions(etcd, reads, "process");
    gaveUp.next(); // the one above, whose outcome stayed unknown
    gaveUp.next();
    assertThat(gaveUp.apply(List.of(put("second")))).isEmpty();
    assertThat(get(reads, "second")).isEmpty();
    assertThat(gaveUp.apply(List.of(put("second")))).containsExactly(CommitOutcome.COMMITTED);
    etcd.close();
  }

  private static Optional<Entry> get(EtcdReads reads, String key) {
    return reads.get(List.of(Key.of(key)), EtcdReads.NOW).get(0);
  }

  private static Batch put(String key) {
    return Batch.builder().put(Key.of(key), bytes()).build();
  }

  private static Batch delete(String key) {
    return Batch.builder().delete(Key.of(key)).build();
  }

  private static byte[] bytes() {
    return "v".getBytes(UTF_8);
  }
}
