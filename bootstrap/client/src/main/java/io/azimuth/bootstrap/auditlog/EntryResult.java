package io.azimuth.bootstrap.auditlog;

import java.util.Locale;

/** How a request ended, by its audit record. */
public enum EntryResult {
  /** The request was served; a login was granted. */
  GRANTED,
  /** The request was refused or failed. */
  REFUSED,
  /** A login could not be decided, because another system did not answer. */
  UNDECIDED,
  /** The record was written before the request was handled. */
  ASKED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
