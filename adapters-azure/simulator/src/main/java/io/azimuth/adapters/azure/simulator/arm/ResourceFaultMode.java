package io.azimuth.adapters.azure.simulator.arm;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How Resource Manager can fail for one resource. */
public enum ResourceFaultMode {
  /** Not at all: ends an earlier fault. */
  NONE,
  /** The right answer, late. */
  LATENCY,
  /** A status and an error in Azure's form. */
  STATUS,
  /** The same without the member {@code error} around it. */
  BARE_ERROR,
  /** A status with a page for people. */
  HTML,
  /** A status without a body. */
  EMPTY_BODY,
  /** The right answer begins, and the connection breaks in the middle of its body. */
  CUT,
  /** No answer ever; the connection stays open until a fault is set or ended. */
  HANG,
  /** The right answer behind 64 MiB of spaces. */
  HUGE,
  /** Status 401 with a claims challenge (continuous access evaluation). */
  CHALLENGE,
  /** Status 302 to another address. */
  REDIRECT,
  /** Entries of user-assigned identities are {@code {}}. */
  EMPTY_ENTRIES,
  /** Entries of user-assigned identities are {@code null}. */
  NULL_ENTRIES,
  /** Principal ids are missing everywhere. */
  NO_PRINCIPAL,
  /** The answer is another resource's, with its id and name. */
  OTHER_ID,
  /** The list goes on at another host. */
  FOREIGN_NEXT_LINK,
  /** The list goes on where it is. */
  SELF_NEXT_LINK;

  /** The name in steering requests, such as {@code empty_entries}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
