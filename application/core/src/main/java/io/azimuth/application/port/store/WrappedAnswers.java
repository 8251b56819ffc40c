package io.azimuth.application.port.store;

import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * Wrapped answers, each by the hash of the token that opens it. {@link TokenRecords#remove} removes
 * the answer with its token.
 */
public interface WrappedAnswers {

  /** The answer that this token opens. */
  Optional<Value.Obj> find(TokenHash wrappingToken);

  /**
   * Stages an answer.
   *
   * @throws io.azimuth.spi.api.RefusedException with {@code TOO_LARGE} above 1 MiB
   */
  void put(TokenHash wrappingToken, Value.Obj answer);
}
