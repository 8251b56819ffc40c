package io.azimuth.adapters.storage.postgresql;

/**
 * An advisory lock that each server that uses the store shares, and that a restore takes alone. It
 * belongs to the schema.
 */
final class NodeLock {

  private static final String ID = "(hashtext('azimuth node'), hashtext(current_schema()::text))";

  /** Shares the lock until the connection ends. */
  static final String SHARE = "SELECT pg_advisory_lock_shared" + ID;

  /** Takes the lock alone until the transaction ends, if it is free. */
  static final String TAKE_ALONE = "SELECT pg_try_advisory_xact_lock" + ID;

  /** Takes the lock of restores under servers until the transaction ends, if it is free. */
  static final String TAKE_RESTORE =
      "SELECT pg_try_advisory_xact_lock"
          + "(hashtext('azimuth restore'), hashtext(current_schema()::text))";

  private NodeLock() {}
}
