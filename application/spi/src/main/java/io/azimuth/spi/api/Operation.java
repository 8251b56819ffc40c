package io.azimuth.spi.api;

/**
 * The operation of a request on its path. A request does not show whether it creates or updates.
 */
public enum Operation {
  /** Reads the value at the path. */
  READ,
  /** Lists the names below the path. */
  LIST,
  /** Lists everything below the path at any depth. */
  SCAN,
  /** Creates or updates; the existence check of the route decides which of the two. */
  WRITE,
  /** Changes parts of the value. */
  PATCH,
  /** Deletes the value. */
  DELETE,
  /** Asks for the help of the path; no route declares this. */
  HELP;

  /** Whether it is about a folder, so that its path ends in a slash. */
  public boolean isOfFolder() {
    return this == LIST || this == SCAN;
  }
}
