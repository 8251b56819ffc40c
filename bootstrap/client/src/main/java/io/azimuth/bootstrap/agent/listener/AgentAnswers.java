package io.azimuth.bootstrap.agent.listener;

import com.sun.net.httpserver.HttpExchange;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends what the agent itself answers. */
final class AgentAnswers {

  static final String JSON = "application/json";

  /** How much of a refused body is read, so that the sender gets to read the answer; in bytes. */
  private static final int MAX_DISCARDED = 32 << 20;

  private static final int PIECE = 16 << 10;

  private AgentAnswers() {}

  static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = "HEAD".equals(exchange.getRequestMethod());
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      OutputStream out = exchange.getResponseBody();
      out.write(body);
      out.flush();
      discard(exchange.getRequestBody());
    } // without a body the connection may already wait for the next request
    exchange.close();
  }

  /** Answers with the reason and ends the connection, on which a body may still be under way. */
  static void refuse(HttpExchange exchange, RefusedRequest refused) throws IOException {
    exchange.getResponseHeaders().set("Connection", "close");
    if (refused.isPassing()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    Value errors = Value.of(List.of(refused.sentence()));
    send(
        exchange,
        refused.status(),
        JSON,
        JsonText.line(Value.Obj.builder().put("errors", errors).build()));
  }

  private static void discard(InputStream in) throws IOException {
    byte[] piece = new byte[PIECE];
    int left = MAX_DISCARDED;
    int read = 0;
    while (read >= 0 && left > 0) {
      read = in.read(piece);
      left -= read;
    }
  }
}
