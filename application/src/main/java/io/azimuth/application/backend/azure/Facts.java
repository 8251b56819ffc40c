package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.DirectoryAnswer;
import java.util.Objects;

/**
 * What is known of a resource.
 *
 * @param answer of Resource Manager
 * @param source how it is known
 */
record Facts(DirectoryAnswer answer, Source source) {

  Facts {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(source, "source");
  }

  /** How it is known. */
  enum Source {
    /** Asked for this very login. */
    ASKED,
    /** Remembered, and as good as new. */
    CACHED,
    /** Remembered, past its time, since Azure is away. */
    STALE
  }
}
