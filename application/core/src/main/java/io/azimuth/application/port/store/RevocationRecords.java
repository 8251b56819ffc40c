package io.azimuth.application.port.store;

import io.azimuth.domain.token.RevokedPrefix;
import java.util.List;

/**
 * The marks of revoked prefixes, by their path of at most 512 bytes. A unit of work that changes
 * them begins a new epoch.
 */
public interface RevocationRecords {

  /** All marks, in order of their path. */
  List<RevokedPrefix> all();

  /** Stages a mark, which replaces an earlier one of the same path. */
  void put(RevokedPrefix mark);

  /** Stages the removal of a mark. */
  void remove(RevokedPrefix mark);
}
