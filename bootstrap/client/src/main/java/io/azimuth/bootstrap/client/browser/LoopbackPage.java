package io.azimuth.bootstrap.client.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.azimuth.bootstrap.client.ClientException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The page of this machine to which a browser returns after a login (RFC 8252). Only programs of
 * this machine reach it. It takes the first answer that has the expected state, and shows nothing
 * of it.
 */
public final class LoopbackPage implements AutoCloseable {

  public static final String PATH = "/oidc/callback";

  private static final int BACKLOG = 16;
  private static final int MAX_QUERY = 32 * 1024;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

  private final HttpServer server;
  private final CompletableFuture<Map<String, String>> brought = new CompletableFuture<>();
  private volatile String state = "";

  private LoopbackPage(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens on this port; 0 takes any that is free.
   *
   * @throws ClientException when the port is taken
   */
  public static LoopbackPage at(int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      LoopbackPage page = new LoopbackPage(server);
      server.createContext("/", page::answer);
      server.start();
      return page;
    } catch (IOException e) {
      throw new ClientException(
          "port " + port + " of this machine cannot be used: choose another with --port", e);
    }
  }

  /** The address of the page, as the role must allow it; the port does not matter there. */
  public String address() {
    return "http://localhost:" + server.getAddress().getPort() + PATH;
  }

  /** Takes answers with this state from now on. */
  public void expect(String expected) {
    state = expected;
  }

  /**
   * What the browser brought: the parameters of the query.
   *
   * @throws ClientException when it does not come in time
   */
  public Map<String, String> await(Duration patience) {
    try {
      return brought.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ClientException(
          "the browser did not come back within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new ClientException("the page for the browser broke", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        show(exchange, NOT_FOUND, "There is nothing here.");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        show(exchange, NOT_ALLOWED, "This page is only read.");
      } else {
        take(exchange);
      }
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    if (state.isEmpty() || !state.equals(query.get("state"))) {
      show(exchange, BAD_REQUEST, "This is not the login that azimuth waits for.");
      return;
    }
    show(exchange, OK, "You can close this page and return to the command line.");
    brought.complete(query);
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (raw == null || raw.length() > MAX_QUERY) {
      return pairs;
    }
    for (String pair : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        pairs.putIfAbsent(decoded(parts[0]), decoded(parts[1]));
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static void show(HttpExchange exchange, int status, String sentence) throws IOException {
    byte[] page =
        ("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Azimuth</title><p>"
                + sentence
                + "</p></html>\n")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(status, page.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(page);
    }
  }
}
