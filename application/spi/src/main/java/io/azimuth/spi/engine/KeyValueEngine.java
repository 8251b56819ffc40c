package io.azimuth.spi.engine;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A durable, ordered map from keys to values: everything that a store must implement.
 *
 * <p>Safe for use by many threads. Only durable writes are visible: a reader never sees a batch
 * before its stage completes as committed. Many concurrent writers share one commit, and within it
 * a later batch sees what the earlier ones wrote. After a failed write or fsync the engine refuses
 * all calls, reads included, until it is opened again. Every method but {@link #close} throws
 * {@link io.azimuth.domain.error.ServiceException} with a code of the store when it cannot carry
 * out the call.
 *
 * <p>An engine on another system bounds each read to some seconds itself: reads have no deadline.
 * While that system is away it throws {@code STORE_UNAVAILABLE} at once and goes on by itself
 * later. It grows by default methods only.
 */
public interface KeyValueEngine extends AutoCloseable {

  /**
   * The entries of the keys, in the order of the keys, all as of one moment; empty where a key is
   * absent. May block for a disk read.
   */
  List<Optional<Entry>> get(List<Key> keys);

  /**
   * At most {@code limit} entries whose key begins with the prefix, in ascending order and after
   * {@code after}; all as of one moment. May block for a disk read.
   */
  List<Entry> scan(Key prefix, Optional<Key> after, int limit);

  /**
   * The keys of the entries that {@link #scan} finds; an engine may read them without the values.
   */
  default List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    return scan(prefix, after, limit).stream().map(Entry::key).toList();
  }

  /**
   * The entries that {@link #scan} finds, for a check of the whole store in the background. An
   * engine whose files can be damaged throws {@code RECORD_UNREADABLE} where it meets damage and
   * goes on to serve: no request has asked for these entries yet.
   */
  default List<Entry> inspect(Key prefix, Optional<Key> after, int limit) {
    return scan(prefix, after, limit);
  }

  /**
   * Applies the batch if its preconditions hold. Does not block for the disk; when too many batches
   * wait it throws with the code {@code STORE_BUSY} at once, and nothing is written. An engine that
   * knows when its disk is full then throws {@code STORE_FULL}, while it still has room for batches
   * that {@linkplain Batch#mayUseReserve may use a reserve}. The stage never completes
   * exceptionally; it completes on a thread of the engine, so its dependents must not block.
   */
  CompletionStage<CommitOutcome> apply(Batch batch);

  /**
   * A snapshot of the whole store as of the moment of the call, for a copy of it while others
   * write. It blocks no writer and holds no lock between two reads. Several may be open at once;
   * the caller closes it.
   */
  EngineSnapshot snapshot();

  /**
   * Whether {@link #restore} can replace all entries: without it a restore is refused before its
   * content is received.
   */
  default boolean restores() {
    return false;
  }

  /**
   * Replaces all entries by these while the engine serves: durably and at one moment, or not at
   * all, even after a crash. Each read shows the entries of before or these, and never some of
   * both; the same holds for the preconditions of a batch. Every new entry has a revision above all
   * of before. A snapshot that is open may end with {@code SNAPSHOT_OVERTAKEN}. Blocks, for as long
   * as writing all entries takes. The default implementation refuses every restore.
   *
   * @param content batches of puts, in ascending order of keys; when it throws, the store is
   *     unchanged
   * @return where the entries of before are kept, if they are
   * @throws io.azimuth.domain.error.ServiceException with {@code RESTORE_UNSUPPORTED}, {@code
   *     RESTORE_BUSY} when another restore runs, or a code of the store; the store is unchanged,
   *     unless that is {@code STORE_UNCERTAIN}
   */
  default Optional<Path> restore(Iterator<Batch> content) {
    throw new ServiceException(
        ErrorCode.RESTORE_UNSUPPORTED, "the engine " + type() + " cannot restore while it serves");
  }

  /**
   * How often this engine noticed that the store has lost batches which it had confirmed, since the
   * database was set back in time or a failover lost them. It counts before it applies another
   * batch, and answers each batch that {@link Batch#isFromBefore} with {@code CONFLICT}, also one
   * that arrives later. 0 at the start, and for an engine that cannot notice it. Does not block;
   * each write asks.
   */
  default long setBacks() {
    return 0;
  }

  /**
   * The directory where the store keeps its files, if it has one on this machine: it has room for a
   * temporary file that may become as large as the store.
   */
  default Optional<Path> directory() {
    return Optional.empty();
  }

  /**
   * Why writes would not be carried out at this moment: {@code STORE_FAILED}, {@code STORE_FULL},
   * {@code STORE_UNAVAILABLE}, or {@code STORE_BUSY} when they make no progress; empty when they
   * would. Does not block; health checks call it.
   */
  default Optional<ErrorCode> problem() {
    return Optional.empty();
  }

  /**
   * Why reads would not be carried out at this moment; empty when they would, though writes may
   * not. Does not block; health checks call it. Unless an engine knows better, what keeps writes
   * from being carried out keeps reads, too, but for a full disk and commits that make no progress.
   */
  default Optional<ErrorCode> readProblem() {
    return problem().filter(code -> code != ErrorCode.STORE_FULL && code != ErrorCode.STORE_BUSY);
  }

  /** Whether each read is a round trip over a network, so that it pays to read much at once. */
  default boolean isRemote() {
    return false;
  }

  /**
   * The lock by which the processes that share the store choose a leader; empty when no other
   * process can share it.
   */
  default Optional<LeaderLock> leaderLock() {
    return Optional.empty();
  }

  /** The type name that the configuration uses and {@code seal-status} reports. */
  String type();

  /**
   * Commits the batches that were accepted, then closes; calling it again does nothing. Waits until
   * the engine's threads have ended: the server closes the jar of a plugin next, and they would
   * find no class.
   */
  @Override
  void close();
}
