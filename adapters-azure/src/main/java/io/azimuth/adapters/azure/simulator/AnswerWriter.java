package io.azimuth.adapters.azure.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** Writes answers to exchanges. */
final class AnswerWriter {

  private AnswerWriter() {}

  static void write(HttpExchange exchange, SimulatorAnswer answer) {
    try (exchange) {
      byte[] body = answer.body();
      sendHead(exchange, answer, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    } catch (IOException e) {
      // The client went away; closing the exchange is all that is left to do.
      exchange.close();
    }
  }

  /** Promises the whole body and breaks the connection after half of it. */
  static void writeHalf(HttpExchange exchange, SimulatorAnswer answer) {
    try (exchange) {
      byte[] body = answer.body();
      sendHead(exchange, answer, body.length);
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, body.length / 2);
      out.flush();
    } catch (IOException e) {
      // Broken already, which is what was wanted.
      exchange.close();
    }
  }

  private static void sendHead(HttpExchange exchange, SimulatorAnswer answer, int length)
      throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), length);
  }
}
