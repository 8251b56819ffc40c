package io.azimuth.adapters.storage.record;

import io.azimuth.application.api.Value;
import io.azimuth.application.port.store.WrappedAnswers;
import io.azimuth.domain.token.TokenHash;
import java.util.Optional;

/** Wrapped answers at {@code wrapped/<hash of the wrapping token>}. */
final class EngineWrappedAnswers implements WrappedAnswers {

  private final Records records;

  EngineWrappedAnswers(Records records) {
    this.records = records;
  }

  @Override
  public Optional<Value.Obj> find(TokenHash wrappingToken) {
    return records.find(Keys.wrapped(wrappingToken), DataCodec.INSTANCE);
  }

  @Override
  public void put(TokenHash wrappingToken, Value.Obj answer) {
    records.put(Keys.wrapped(wrappingToken), DataCodec.INSTANCE, answer);
  }
}
