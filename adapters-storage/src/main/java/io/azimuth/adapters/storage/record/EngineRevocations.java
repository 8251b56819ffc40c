package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.store.RevocationRecords;
import io.azimuth.domain.token.RevokedPrefix;
import java.util.List;

/** Revoked prefixes at {@code revoked/<path>}. */
final class EngineRevocations implements RevocationRecords {

  private final Records records;

  EngineRevocations(Records records) {
    this.records = records;
  }

  @Override
  public List<RevokedPrefix> all() {
    return records.all(Keys.REVOKED, RevokedPrefixCodec.INSTANCE);
  }

  @Override
  public void put(RevokedPrefix mark) {
    records.put(Keys.revoked(mark.path()), RevokedPrefixCodec.INSTANCE, mark);
  }

  @Override
  public void remove(RevokedPrefix mark) {
    records.remove(Keys.revoked(mark.path()));
  }
}
