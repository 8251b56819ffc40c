package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import java.util.function.Function;

/** Whom an assertion proves, or why nobody. */
sealed interface AssertionResult {

  /** It is good. */
  record Proved(TokenSubject caller) implements AssertionResult {}

  /** It is not. */
  record Refused(AssertionProblem problem) implements AssertionResult {}

  default <T> T fold(Function<TokenSubject, T> onProved, Function<AssertionProblem, T> onRefused) {
    if (this instanceof Proved proved) {
      return onProved.apply(proved.caller());
    }
    return onRefused.apply(((Refused) this).problem());
  }
}
