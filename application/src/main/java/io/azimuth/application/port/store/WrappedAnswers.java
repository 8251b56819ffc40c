package io.azimuth.application.port.store;

import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * Wrapped answers, each under the hash of the token that opens it. An answer goes when {@link
 * TokenRecords#remove} takes its token.
 */
public interface WrappedAnswers {

  /** The answer that this token opens. */
  Optional<Value.Obj> find(TokenHash wrappingToken);

  /**
   * Stages an answer.
   *
   * @throws io.azimuth.spi.api.RefusedException {@code TOO_LARGE} above 1 MiB
   */
  void put(TokenHash wrappingToken, Value.Obj answer);
}
