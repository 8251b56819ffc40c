package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.barrier.BarrierWork;
import io.azimuth.adapters.storage.record.access.Epochs;
import io.azimuth.adapters.storage.record.access.ReadSet;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.access.WriteSet;
import io.azimuth.adapters.storage.record.repository.CredentialReader;
import io.azimuth.adapters.storage.record.repository.EngineAuditDevices;
import io.azimuth.adapters.storage.record.repository.EngineIdentities;
import io.azimuth.adapters.storage.record.repository.EngineLeases;
import io.azimuth.adapters.storage.record.repository.EngineMountStorage;
import io.azimuth.adapters.storage.record.repository.EngineMounts;
import io.azimuth.adapters.storage.record.repository.EnginePolicies;
import io.azimuth.adapters.storage.record.repository.EngineRevocations;
import io.azimuth.adapters.storage.record.repository.EngineSweeps;
import io.azimuth.adapters.storage.record.repository.EngineTokens;
import io.azimuth.adapters.storage.record.repository.EngineWrappedAnswers;
import io.azimuth.adapters.storage.record.repository.EpochRecord;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.AuditDeviceRecords;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.port.store.LeaseRecords;
import io.azimuth.application.port.store.MountRecords;
import io.azimuth.application.port.store.PolicyRecords;
import io.azimuth.application.port.store.RevocationRecords;
import io.azimuth.application.port.store.SweepRecords;
import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.application.port.store.WrappedAnswers;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.storage.MountStorage;
import java.util.Optional;

/** Remembers what was read and what is to be written. */
final class EngineUnitOfWork implements BarrierWork {

  private final Records records;
  private final ReadSet reads;
  private final WriteSet writes;
  private final EpochRecord epoch;
  private boolean useReserve;

  EngineUnitOfWork(Records records, Epochs epochs) {
    this.records = records;
    this.reads = records.reads();
    this.writes = records.writes();
    this.epoch = new EpochRecord(records, epochs);
  }

  @Override
  public long epoch() {
    return epoch.number();
  }

  @Override
  public boolean isCurrent() {
    return epoch.isCurrent();
  }

  @Override
  public long generation() {
    return reads.generation();
  }

  @Override
  public void beginEpoch() {
    epoch.begin();
  }

  @Override
  public boolean beginsEpoch() {
    return epoch.begins();
  }

  @Override
  public Optional<Credential> credential(TokenHash hash) {
    return new CredentialReader(records).read(hash);
  }

  @Override
  public Credential credential(TokenHash hash, Token carried) {
    return new CredentialReader(records).read(hash, carried);
  }

  @Override
  public TokenRecords tokens() {
    return new EngineTokens(records);
  }

  @Override
  public WrappedAnswers wrappedAnswers() {
    return new EngineWrappedAnswers(records);
  }

  @Override
  public IdentityRecords identities() {
    return new EngineIdentities(records);
  }

  @Override
  public MountRecords mounts() {
    return new EngineMounts(records);
  }

  @Override
  public PolicyRecords policies() {
    return new EnginePolicies(records);
  }

  @Override
  public AuditDeviceRecords auditDevices() {
    return new EngineAuditDevices(records, epoch);
  }

  @Override
  public RevocationRecords revocations() {
    return new EngineRevocations(records);
  }

  @Override
  public LeaseRecords leases() {
    return new EngineLeases(records);
  }

  @Override
  public SweepRecords sweeps() {
    return new EngineSweeps(records);
  }

  @Override
  public MountStorage storage(String mountUuid) {
    return new EngineMountStorage(records, mountUuid);
  }

  @Override
  public void useReserve() {
    useReserve = true;
  }

  @Override
  public boolean hasWrites() {
    return writes.size() > 0;
  }

  @Override
  public Optional<byte[]> readAsIs(Key key) {
    return reads.entry(key).map(Entry::value);
  }

  @Override
  public void stageAsIs(Key key, byte[] value) {
    writes.putAsIs(key, value);
  }

  @Override
  public void stage(Key key, byte[] plaintext) {
    writes.put(key, plaintext);
  }

  @Override
  public void demandAbsent(Key key) {
    writes.demandAbsent(key);
  }

  /**
   * The batch with everything read as preconditions and everything staged, encrypted.
   *
   * @throws IllegalStateException when it is more than the engine takes at once
   */
  Batch batch() {
    Batch.Builder batch = Batch.builder().knowSetBacks(reads.setBacks());
    if (useReserve) {
      batch.useReserve();
    }
    batch.require(Barrier.GENERATION, reads.generation());
    reads.seen().forEach((key, entry) -> batch.require(key, ReadSet.revision(entry)));
    try {
      writes.addTo(batch, records.cipher());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the unit of work stages too much for one batch", e);
    }
    return batch.build();
  }
}
