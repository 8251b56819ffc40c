package io.azimuth.application.route;

import java.util.ArrayList;
import java.util.List;

/**
 * What a handler wants done when its answer holds: a handler may run more than once, so it has no
 * effect of its own, and some effects are not writes. Of a run that led to nothing, nothing is
 * done. For use by one thread at a time.
 */
public final class Consequences {

  private final List<Runnable> onSettled = new ArrayList<>();
  private final List<Runnable> onSent = new ArrayList<>();

  /** None so far. */
  public Consequences() {}

  /**
   * Runs it when the writes are durable and the answer is recorded, before the caller reads it.
   *
   * @param effect that does not block and does not fail
   */
  public void onSettled(Runnable effect) {
    onSettled.add(effect);
  }

  /**
   * Runs it when the whole answer was handed to the network; not at all when it could not be.
   *
   * @param effect that does not block and does not fail
   */
  public void onSent(Runnable effect) {
    onSent.add(effect);
  }

  /** Forgets all of a run that led to nothing. */
  public void forget() {
    onSettled.clear();
    onSent.clear();
  }

  /** The answer is durable and recorded. */
  public void settled() {
    List<Runnable> effects = List.copyOf(onSettled);
    onSettled.clear();
    effects.forEach(Runnable::run);
  }

  /** The answer was handed to the network. */
  public void sent() {
    List<Runnable> effects = List.copyOf(onSent);
    onSent.clear();
    effects.forEach(Runnable::run);
  }
}
