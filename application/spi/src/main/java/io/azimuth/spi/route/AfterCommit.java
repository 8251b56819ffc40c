package io.azimuth.spi.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The actions that a handler wants after its answer is durable. A handler may run more than once,
 * so it has no effects of its own; the actions of a run without an answer are dropped. For use by
 * one thread at a time.
 */
public final class AfterCommit {

  private final List<Runnable> onSettled = new ArrayList<>();
  private final List<Runnable> onSent = new ArrayList<>();

  /** An empty collection. */
  public AfterCommit() {}

  /**
   * Runs the action when the writes are durable and the answer is recorded, before it is sent. An
   * action of a plugin's jar begins then, in the background, and the answer does not wait for it.
   *
   * @param effect must not block and must not fail
   */
  public void onSettled(Runnable effect) {
    onSettled.add(effect);
  }

  /**
   * Runs the action when the whole answer was passed to the network, and not otherwise.
   *
   * @param effect must not block and must not fail
   */
  public void onSent(Runnable effect) {
    onSent.add(effect);
  }

  /** Replaces every action so far by what the function makes of it. */
  public void replaceEach(UnaryOperator<Runnable> function) {
    onSettled.replaceAll(function);
    onSent.replaceAll(function);
  }

  /** Hands all actions to another collection and keeps none. */
  public void moveTo(AfterCommit other) {
    onSettled.forEach(other::onSettled);
    onSent.forEach(other::onSent);
    forget();
  }

  /** Drops the actions: another run begins, or the answer of this one does not count. */
  public void forget() {
    onSettled.clear();
    onSent.clear();
  }

  /** Runs the actions for a durable and recorded answer. */
  public void settled() {
    List<Runnable> effects = List.copyOf(onSettled);
    onSettled.clear();
    effects.forEach(Runnable::run);
  }

  /** Runs the actions for an answer that was passed to the network. */
  public void sent() {
    List<Runnable> effects = List.copyOf(onSent);
    onSent.clear();
    effects.forEach(Runnable::run);
  }
}
