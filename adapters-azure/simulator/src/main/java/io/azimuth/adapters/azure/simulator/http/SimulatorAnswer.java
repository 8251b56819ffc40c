package io.azimuth.adapters.azure.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer: status, headers, body, and how it is sent. */
public final class SimulatorAnswer {

  private static final int BLOCK = 8192;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final AnswerDelivery delivery;

  private SimulatorAnswer(
      int status, Map<String, String> headers, byte[] body, AnswerDelivery delivery) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.delivery = delivery;
  }

  /** A JSON answer of a map or a tree. */
  public static SimulatorAnswer json(int status, Object members) {
    try {
      byte[] body = JSON.writeValueAsBytes(members);
      return of(status, "application/json; charset=utf-8", body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that is not JSON", e);
    }
  }

  public static SimulatorAnswer text(int status, String type, String text) {
    return of(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  public static SimulatorAnswer empty(int status) {
    Map<String, String> headers = Map.of("Cache-Control", "no-store");
    return new SimulatorAnswer(status, headers, new byte[0], AnswerDelivery.AT_ONCE);
  }

  /** An answer of status 200 that is no text. */
  public static SimulatorAnswer bytes(String type, byte[] body) {
    return of(200, type, body.clone());
  }

  private static SimulatorAnswer of(int status, String type, byte[] body) {
    Map<String, String> headers = Map.of("Content-Type", type, "Cache-Control", "no-store");
    return new SimulatorAnswer(status, headers, body, AnswerDelivery.AT_ONCE);
  }

  /** The same, reaching the client in another way. */
  public SimulatorAnswer delivered(AnswerDelivery other) {
    return new SimulatorAnswer(status, headers, body, other);
  }

  public AnswerDelivery delivery() {
    return delivery;
  }

  /** The body as a tree. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new IllegalStateException("an answer that is not JSON", e);
    }
  }

  public SimulatorAnswer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new SimulatorAnswer(status, more, body, delivery);
  }

  public int status() {
    return status;
  }

  public byte[] body() {
    return body.clone();
  }

  public void writeTo(HttpExchange exchange) {
    try (exchange) {
      long padding = delivery.padding();
      sendHead(exchange, padding + body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        pad(out, padding);
        out.write(body);
      }
    } catch (IOException e) {
      // The client went away; closing the exchange is all that is left to do.
      exchange.close();
    }
  }

  /**
   * Promises the whole body and breaks the connection after half of it; where there is no body, it
   * breaks before the answer.
   */
  public void writeHalfTo(HttpExchange exchange) {
    try (exchange) {
      if (body.length == 0) {
        return;
      }
      sendHead(exchange, body.length);
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, body.length / 2);
      out.flush();
    } catch (IOException e) {
      // Broken already, which is what was wanted.
      exchange.close();
    }
  }

  private static void pad(OutputStream out, long spaces) throws IOException {
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, (byte) ' ');
    for (long left = spaces; left > 0; left -= BLOCK) {
      out.write(block, 0, (int) Math.min(left, BLOCK));
    }
  }

  private void sendHead(HttpExchange exchange, long length) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    // To the JDK's server 0 means a body of unknown length, and -1 none.
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
  }
}
