package io.azimuth.adapters.azure.graph;

import com.sun.net.httpserver.HttpServer;
import io.azimuth.adapters.azure.call.FakeAzure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An instance metadata service on loopback. */
public final class FakeMetadata implements AutoCloseable {

  static final String GOOD =
      "{\"access_token\":\"managed-1\",\"client_id\":\"c\",\"expires_in\":\"86399\",\"expires_on\":\"4102444800\",\"resource\":\"r\",\"token_type\":\"Bearer\"}";

  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  public volatile int status = 200;
  public volatile String body = GOOD;

  public FakeMetadata() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          targets.add(
              exchange.getRequestHeaders().getFirst("Metadata") + " " + exchange.getRequestURI());
          FakeAzure.reply(exchange, status, body);
        });
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<String> targets() {
    return List.copyOf(targets);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
