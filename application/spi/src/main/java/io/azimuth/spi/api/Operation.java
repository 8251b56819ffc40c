package io.azimuth.spi.api;

/**
 * The operation of a request on its path. A request does not show whether it creates or updates.
 */
public enum Operation {
  /** Reads the value at the path. */
  READ,
  /** Lists the names below the path. */
  LIST,
  /** Creates or updates; the existence check of the route decides which of the two. */
  WRITE,
  /** Changes parts of the value. */
  PATCH,
  /** Deletes the value. */
  DELETE,
  /** Asks for the help of the path; no route declares this. */
  HELP
}
