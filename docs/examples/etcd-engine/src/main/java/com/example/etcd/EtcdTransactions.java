package com.example.etcd;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Transactions of etcd, each with a transaction for every batch inside. Each also writes its number
 * to a mark of this process, and demands that the mark is as this process has seen it last. So a
 * transaction can be sent again without being applied twice, and one that was thought lost is never
 * applied late.
 */
final class EtcdTransactions {

  /** What a batch takes beside its bytes, and each of its compares and writes. */
  private static final int OVERHEAD_OF_BATCH = 1 << 10;

  private static final int OVERHEAD = 64;
  private static final int SPARE_OPS = 300;
  private static final int SPARE_BYTES = 64 << 10;

  private final Etcd etcd;
  private final EtcdReads reads;
  private final ByteSequence mark;
  private long markRevision; // 0 as long as there is no mark
  private long number;

  /** The transactions of the process with this id, of which there is no other. */
  EtcdTransactions(Etcd etcd, EtcdReads reads, String id) {
    this.etcd = etcd;
    this.reads = reads;
    this.mark = etcd.keys.own("writer/" + id);
  }

  /** About how many bytes the batch is on its way. */
  static int cost(Batch batch) {
    int cost = OVERHEAD_OF_BATCH + batch.bytes() + OVERHEAD * batch.writes().size();
    for (Key key : batch.preconditions().keySet()) {
      cost += key.length() + OVERHEAD;
    }
    if (batch.preconditions().size() > Etcd.MOST_OPS - SPARE_OPS
        || cost > Etcd.MOST_BYTES - SPARE_BYTES) {
      throw new ServiceException(ErrorCode.STORE_FAILED, "too many preconditions for etcd");
    }
    return cost;
  }

  /** Begins a new transaction, which {@link #apply} sends, also again, until the next one. */
  void next() {
    number++;
  }

  /**
   * Applies the batches, unless an earlier call for this transaction did, whose answer was lost.
   *
   * @return their outcomes, or nothing when it must be called again
   */
  List<CommitOutcome> apply(List<Batch> batches) {
    List<Op> all = new ArrayList<>();
    batches.forEach(batch -> all.add(transaction(batch)));
    all.add(Op.put(mark, text(number), PutOption.DEFAULT));
    var answer =
        etcd.await(
            etcd.kv()
                .txn()
                .If(new Cmp(mark, Cmp.Op.EQUAL, CmpTarget.modRevision(markRevision)))
                .Then(all.toArray(Op[]::new))
                .Else(Op.get(mark, GetOption.DEFAULT))
                .commit());
    if (answer.isSucceeded()) {
      markRevision = answer.getHeader().getRevision();
      return answer.getTxnResponses().stream().map(one -> outcome(one.isSucceeded())).toList();
    }
    Optional<KeyValue> found = answer.getGetResponses().get(0).getKvs().stream().findFirst();
    markRevision = found.map(KeyValue::getModRevision).orElse(0L);
    if (found.isEmpty() || !found.get().getValue().equals(text(number))) {
      return List.of(); // an earlier transaction was applied after all
    }
    // This one was applied, and its answer was lost. etcd still has what it was compared with.
    return batches.stream()
        .map(batch -> outcome(held(batch.preconditions(), markRevision - 1)))
        .toList();
  }

  /** Removes the mark; that of a process that was killed stays. */
  void forget() {
    etcd.kv()
        .delete(mark)
        .completeOnTimeout(null, 5, TimeUnit.SECONDS)
        .exceptionally(e -> null)
        .join();
  }

  private Op transaction(Batch batch) {
    List<Cmp> compares = new ArrayList<>();
    batch.preconditions().forEach((key, revision) -> compares.add(compare(key, revision)));
    List<Op> writes = new ArrayList<>();
    batch.writes().forEach((key, value) -> writes.add(write(key, value)));
    return Op.txn(compares.toArray(Cmp[]::new), writes.toArray(Op[]::new), new Op[0]);
  }

  private Cmp compare(Key key, long revision) {
    return new Cmp(etcd.keys.of(key), Cmp.Op.EQUAL, CmpTarget.modRevision(revision));
  }

  private Op write(Key key, Optional<byte[]> value) {
    return value.isPresent()
        ? Op.put(etcd.keys.of(key), ByteSequence.from(value.get()), PutOption.DEFAULT)
        : Op.delete(etcd.keys.of(key), DeleteOption.DEFAULT);
  }

  private boolean held(Map<Key, Long> preconditions, long at) {
    List<Key> all = List.copyOf(preconditions.keySet());
    List<Optional<Entry>> found = reads.get(all, at);
    for (int i = 0; i < all.size(); i++) {
      long revision = found.get(i).map(Entry::revision).orElse(Batch.ABSENT);
      if (revision != preconditions.get(all.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static CommitOutcome outcome(boolean succeeded) {
    return succeeded ? CommitOutcome.COMMITTED : CommitOutcome.CONFLICT;
  }

  private static ByteSequence text(long number) {
    return ByteSequence.from(Long.toString(number), StandardCharsets.UTF_8);
  }
}
