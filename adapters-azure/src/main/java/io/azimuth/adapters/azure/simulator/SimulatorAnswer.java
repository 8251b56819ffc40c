package io.azimuth.adapters.azure.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer: status, headers, JSON. */
final class SimulatorAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private SimulatorAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  static SimulatorAnswer json(int status, Map<String, ?> members) {
    try {
      byte[] body = JSON.writeValueAsBytes(members);
      String type = "application/json; charset=utf-8";
      return new SimulatorAnswer(
          status, Map.of("Content-Type", type, "Cache-Control", "no-store"), body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that is not JSON", e);
    }
  }

  SimulatorAnswer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new SimulatorAnswer(status, more, body);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body.clone();
  }
}
