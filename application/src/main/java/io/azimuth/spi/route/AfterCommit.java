package io.azimuth.spi.route;

import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a handler wants done when its answer holds: a handler may run more than once, so it has no
 * effect of its own, and some effects are not writes. Of a run that led to nothing, nothing is
 * done. For use by one thread at a time.
 */
public final class AfterCommit {

  private final List<Runnable> onSettled = new ArrayList<>();
  private final List<Runnable> onSent = new ArrayList<>();
  private final Map<String, Value> notes = new LinkedHashMap<>();

  /** None so far. */
  public AfterCommit() {}

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

  /**
   * Has this said in the audit record of the answer, also where that is a refusal.
   *
   * @param value in clear there: no secret, and no text of the caller's own choice that may hold
   *     one
   */
  public void note(String name, Value value) {
    notes.put(name, value);
  }

  /** What was noted. */
  public Value.Obj notes() {
    return new Value.Obj(notes);
  }

  /** Forgets everything, notes included: another run begins, or its answer does not count. */
  public void begin() {
    forget();
    notes.clear();
  }

  /** Forgets the effects of a run that led to nothing. */
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
