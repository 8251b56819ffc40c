package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.barrier.BarrierWork;
import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.adapters.storage.leader.LeaderFence;
import io.azimuth.adapters.storage.record.access.DecodedRecords;
import io.azimuth.adapters.storage.record.access.Epochs;
import io.azimuth.adapters.storage.record.access.ReadAheadHints;
import io.azimuth.adapters.storage.record.access.ReadSet;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.access.WriteSet;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.KeyValueEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The records of the server, encrypted, in a key-value engine. */
@Singleton
final class EngineStore implements Store, BarrierWork.Source {

  private final KeyValueEngine engine;
  private final RecordCipher cipher;
  private final LeaderFence fence;
  private final DecodedRecords decoded = new DecodedRecords();
  private final ReadAheadHints hints = new ReadAheadHints();
  private final Epochs epochs = new Epochs();

  @Inject
  EngineStore(KeyValueEngine engine, RecordCipher cipher, LeaderFence fence) {
    this.engine = engine;
    this.cipher = cipher;
    this.fence = fence;
    cipher.whenSealed(decoded::clear); // a sealed server keeps no plaintext in memory
  }

  @Override
  public UnitOfWork begin() {
    return beginBarrierWork();
  }

  @Override
  public BarrierWork beginBarrierWork() {
    cipher.requireOpen();
    return work(new ReadSet(engine, cipher));
  }

  @Override
  public UnitOfWork begin(ReadHint hint) {
    cipher.requireOpen();
    return work(
        engine.isRemote()
            ? ReadSet.readingAhead(engine, cipher, hints, hint)
            : new ReadSet(engine, cipher));
  }

  private EngineUnitOfWork work(ReadSet reads) {
    fence.term().ifPresent(it -> reads.remember(List.of(it.key()), List.of(Optional.of(it))));
    return new EngineUnitOfWork(new Records(cipher, reads, new WriteSet(), decoded), epochs);
  }

  @Override
  public CompletionStage<CommitOutcome> commit(UnitOfWork work) {
    if (!(work instanceof EngineUnitOfWork own)) {
      throw new IllegalArgumentException("a unit of work of another store");
    }
    if (!own.hasWrites()) {
      return CompletableFuture.completedFuture(CommitOutcome.COMMITTED);
    }
    cipher.requireOpen();
    return cipher
        .refill()
        .<CompletionStage<CommitOutcome>>map(
            refilled -> refilled.handle((done, failed) -> own).thenCompose(this::applyLater))
        .orElseGet(() -> engine.apply(own.batch()));
  }

  // There is no caller to report an exception to here. After a conflict, the caller begins again.
  private CompletionStage<CommitOutcome> applyLater(EngineUnitOfWork own) {
    try {
      return engine.apply(own.batch());
    } catch (ServiceException e) {
      return CompletableFuture.completedStage(CommitOutcome.CONFLICT);
    }
  }
}
