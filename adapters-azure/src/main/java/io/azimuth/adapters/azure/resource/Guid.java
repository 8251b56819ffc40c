package io.azimuth.adapters.azure.resource;

import io.azimuth.domain.text.AsciiCase;
import java.util.UUID;

/** GUIDs for the paths and filters of Graph, into which nothing else may come. */
final class Guid {

  private Guid() {}

  /**
   * The GUID that the text is.
   *
   * @param what the text is said to be
   * @throws RefusedException when it is none
   */
  static UUID require(String text, String what) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(AsciiCase.fold(text))) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      throw new RefusedException(what + " is no GUID");
    }
    throw new RefusedException(what + " is no GUID");
  }
}
