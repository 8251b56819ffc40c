package io.azimuth.adapters.azure.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes answers to exchanges. */
public final class SimulatorAnswerWriter {

  private static final int BLOCK = 8192;

  private SimulatorAnswerWriter() {}

  public static void write(HttpExchange exchange, SimulatorAnswer answer) {
    try (exchange) {
      byte[] body = answer.body();
      long padding = answer.delivery().padding();
      sendHead(exchange, answer, padding + body.length);
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
  public static void writeHalf(HttpExchange exchange, SimulatorAnswer answer) {
    try (exchange) {
      byte[] body = answer.body();
      if (body.length == 0) {
        return;
      }
      sendHead(exchange, answer, body.length);
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

  private static void sendHead(HttpExchange exchange, SimulatorAnswer answer, long length)
      throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    // To the JDK's server 0 means a body of unknown length, and -1 none.
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
  }
}
