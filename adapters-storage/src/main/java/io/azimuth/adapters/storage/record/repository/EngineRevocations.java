package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.RevokedPrefixCodec;
import io.azimuth.application.port.store.RevocationRecords;
import io.azimuth.domain.token.RevokedPrefix;
import java.util.List;

/** Revoked prefixes at {@code revoked/<path>}. */
public final class EngineRevocations implements RevocationRecords {

  private final Records records;

  /** Over the records of one unit of work. */
  public EngineRevocations(Records records) {
    this.records = records;
  }

  @Override
  public List<RevokedPrefix> all() {
    return records.all(RecordKeys.REVOKED, RevokedPrefixCodec.INSTANCE);
  }

  @Override
  public void put(RevokedPrefix mark) {
    records.put(RecordKeys.revoked(mark.path()), RevokedPrefixCodec.INSTANCE, mark);
  }

  @Override
  public void remove(RevokedPrefix mark) {
    records.remove(RecordKeys.revoked(mark.path()));
  }
}
