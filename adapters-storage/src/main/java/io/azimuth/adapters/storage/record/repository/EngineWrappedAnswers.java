package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.DataCodec;
import io.azimuth.application.port.store.WrappedAnswers;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/** Wrapped answers at {@code wrapped/<hash of the wrapping token>}. */
public final class EngineWrappedAnswers implements WrappedAnswers {

  private final Records records;

  /** Over the records of one unit of work. */
  public EngineWrappedAnswers(Records records) {
    this.records = records;
  }

  @Override
  public Optional<Value.Obj> find(TokenHash wrappingToken) {
    return records.find(RecordKeys.wrapped(wrappingToken), DataCodec.INSTANCE);
  }

  @Override
  public void put(TokenHash wrappingToken, Value.Obj answer) {
    records.put(RecordKeys.wrapped(wrappingToken), DataCodec.INSTANCE, answer);
  }
}
