package io.azimuth.spi.route;

/** How a route wants its answer to look on the wire. */
public enum Rendering {
  /** The envelope of all answers. */
  PLAIN,
  /** The members of {@code data} appear at the root of the answer too. */
  DATA_AT_ROOT,
  /** The state of the server decides the status, and the query may choose another one. */
  HEALTH
}
