package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.token.IssuedToken;
import java.util.function.Function;

/** The exchange token of an agent, or the reason of the refusal. */
sealed interface ExchangeResult {

  record Issued(IssuedToken token) implements ExchangeResult {}

  record Refused(AssertionProblem problem) implements ExchangeResult {}

  default <T> T fold(Function<IssuedToken, T> onIssued, Function<AssertionProblem, T> onRefused) {
    if (this instanceof Issued issued) {
      return onIssued.apply(issued.token());
    }
    return onRefused.apply(((Refused) this).problem());
  }
}
