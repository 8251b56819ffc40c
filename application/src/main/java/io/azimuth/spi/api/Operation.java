package io.azimuth.spi.api;

/** What a request does to its path. Creating and updating look alike from outside. */
public enum Operation {
  /** Reads the thing. */
  READ,
  /** Lists the names below the path. */
  LIST,
  /** Creates or updates; which of the two, the route's existence check decides. */
  WRITE,
  /** Changes parts of it. */
  PATCH,
  /** Removes it. */
  DELETE,
  /** Asks what can be done there; no route declares this. */
  HELP
}
