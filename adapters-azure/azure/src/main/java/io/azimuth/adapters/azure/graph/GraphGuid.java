package io.azimuth.adapters.azure.graph;

import io.azimuth.adapters.azure.call.RequestRefusedException;
import io.azimuth.domain.text.AsciiCase;
import java.util.UUID;

/** GUIDs for the paths and filters of Graph, into which nothing else may come. */
final class GraphGuid {

  private GraphGuid() {}

  /**
   * The GUID that the text is.
   *
   * @param what the text is meant to be
   * @throws RequestRefusedException when it is none
   */
  static UUID require(String text, String what) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(AsciiCase.fold(text))) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      throw new RequestRefusedException(what + " is no GUID");
    }
    throw new RequestRefusedException(what + " is no GUID");
  }
}
