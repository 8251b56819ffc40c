package io.azimuth.application.port.store;

import java.util.Optional;

/**
 * What a unit of work is for, so that a store at the other end of a network can read at once what
 * the last one like it has read. A wrong hint costs time and changes nothing. It gives short
 * hashes, from which neither a path nor a token can be found.
 */
public interface ReadHint {

  /** A hash of the operation and the path. */
  int route();

  /** A hash of who asks: of the token, or of the subject of a login; empty if unknown. */
  Optional<Integer> caller();
}
