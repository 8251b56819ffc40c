package io.azimuth.adapters.azure.simulator;

import java.util.function.Function;

/** Whom an assertion proves, or why nobody. */
sealed interface Proof {

  /** It is good. */
  record Proved(Caller caller) implements Proof {}

  /** It is not. */
  record Refused(AssertionProblem problem) implements Proof {}

  default <T> T fold(Function<Caller, T> onProved, Function<AssertionProblem, T> onRefused) {
    if (this instanceof Proved proved) {
      return onProved.apply(proved.caller());
    }
    return onRefused.apply(((Refused) this).problem());
  }
}
