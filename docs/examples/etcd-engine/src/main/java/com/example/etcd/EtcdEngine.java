package com.example.etcd;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.LeaderLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;

/** Entries are keys of etcd, and their revisions are etcd's. Reads are linearizable. */
final class EtcdEngine implements KeyValueEngine {

  static final String TYPE = "etcd";

  private final Etcd etcd;
  private final EtcdReads reads;
  private final EtcdWriter writer;
  private final EtcdLock leaderLock;

  /**
   * Starts the engine on members that answer and have the limits that it needs.
   *
   * @param patience how long it waits for members that do not answer yet
   */
  EtcdEngine(EtcdSettings settings, Duration patience, Logger log) {
    this.etcd = new Etcd(settings, log);
    this.reads = new EtcdReads(etcd);
    this.writer = new EtcdWriter(etcd, reads);
    this.leaderLock = new EtcdLock(etcd);
    try {
      etcd.checkLimits(patience);
    } catch (RuntimeException e) {
      etcd.close();
      throw e;
    }
    writer.start();
  }

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    checkReading();
    return reads.get(keys, EtcdReads.NOW);
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    checkReading();
    return reads.scan(prefix, after, limit);
  }

  @Override
  public EngineSnapshot snapshot() {
    checkReading();
    return new EtcdSnapshot(reads);
  }

  private void checkReading() {
    writer.checkOpen();
    etcd.checkReading();
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    writer.checkOpen();
    etcd.checkWriting();
    return writer.add(batch);
  }

  @Override
  public Optional<ErrorCode> problem() {
    return writer.isOpen() ? etcd.problem() : Optional.of(ErrorCode.STORE_FAILED);
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public Optional<LeaderLock> leaderLock() {
    return Optional.of(leaderLock);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public void close() {
    writer.close();
    leaderLock.release();
    etcd.close();
  }
}
