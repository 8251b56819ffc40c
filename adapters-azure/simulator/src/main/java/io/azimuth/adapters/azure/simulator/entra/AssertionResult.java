package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import java.util.function.Function;

/** The caller that an assertion proves, or the reason of the refusal. */
sealed interface AssertionResult {

  record Proved(TokenSubject caller) implements AssertionResult {}

  record Refused(AssertionProblem problem) implements AssertionResult {}

  default <T> T fold(Function<TokenSubject, T> onProved, Function<AssertionProblem, T> onRefused) {
    if (this instanceof Proved proved) {
      return onProved.apply(proved.caller());
    }
    return onRefused.apply(((Refused) this).problem());
  }
}
