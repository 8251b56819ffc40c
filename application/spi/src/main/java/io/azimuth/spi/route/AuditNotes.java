package io.azimuth.spi.route;

import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The notes of a handler in the audit record of its answer, also when that is a refusal. Another
 * run of the handler begins without notes. For use by one thread at a time.
 */
public final class AuditNotes {

  private final Map<String, Value> notes = new LinkedHashMap<>();

  /** No notes. */
  public AuditNotes() {}

  /**
   * Adds or replaces a note.
   *
   * @param value recorded in clear, so it must not be a secret, nor text of the caller that may
   *     contain one
   */
  public void add(String name, Value value) {
    notes.put(name, value);
  }

  /** The notes so far. */
  public Value.Obj all() {
    return new Value.Obj(notes);
  }

  /** Drops the notes. */
  public void clear() {
    notes.clear();
  }
}
