package io.azimuth.adapters.azure.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request to Graph. */
final class GraphBody {

  private static final ObjectMapper JSON = new ObjectMapper();

  private GraphBody() {}

  /**
   * Reads it; no body is an empty object.
   *
   * @throws IllegalArgumentException when it is no object
   */
  static JsonNode read(SimulatorRequest request) {
    byte[] body = request.body();
    try {
      JsonNode tree = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      if (tree.isObject()) {
        return tree;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    throw unreadable(null);
  }

  private static IllegalArgumentException unreadable(@Nullable IOException cause) {
    return new IllegalArgumentException(
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
        cause);
  }
}
